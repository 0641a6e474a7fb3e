"""By which rhythm does a group meet? Chosen by its facilitator, seen date by date, then saved and told."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.access import facilitator_of
from groups.models import Group
from meetings.rhythm.saving import readers_of, save_rhythm
from meetings.rhythm.sheet import Sheet
from peergroups.kit.pages import page, posted


@facilitator_of(Group)
def rhythm(request, group):
    """Look at the dates of a rule as often as one likes; save them once everybody who hears of it was named."""
    sheet, step = Sheet(group, posted(request), now=timezone.now()), request.POST.get("step")
    is_ready = step in ("save", "send") and sheet.is_valid
    if is_ready and step == "send" and request.POST.get("seen") == sheet.seen:
        return save(request, group, sheet)
    if is_ready and step == "send":
        messages.warning(request, _("The group’s dates have changed meanwhile. Look once more before they are saved."))
    context = {"group": group, "sheet": sheet, "rhythm": sheet.rhythm, "dates": sheet.dates}
    if is_ready:
        return page(request, "meetings/rhythm_check.html", context | {"readers": len(readers_of(group))})
    return page(request, "meetings/rhythm.html", context, form=sheet.refused)


def save(request, group, sheet):
    told = save_rhythm(group, sheet.wish, now=sheet.now)
    said = ngettext(
        "Saved. %(people)d person gets an updated calendar invitation.",
        "Saved. %(people)d people get updated calendar invitations.",
        told,
    )
    messages.success(request, said % {"people": told} if told else _("Saved. No date has changed for anybody."))
    return redirect("meetings:list", group.slug)
