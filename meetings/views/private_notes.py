"""What do I note about a group I keep, for myself alone?"""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.access import facilitator_of
from groups.models import Group
from meetings.forms.private_notes import PrivateNoteForm
from meetings.models import PrivateNote, private_notes
from meetings.models.versions import OutOfDate
from peergroups.kit.pages import number, page, posted
from peergroups.kit.wallclock import local_day


@facilitator_of(Group)
def notes(request, group):
    """Show my notes, and keep today's; the saving while I type gets an empty answer."""
    today = local_day(timezone.now(), group.zone)
    pages = private_notes.pages_of(group, request.user)
    form = PrivateNoteForm(posted(request), written=next((each for each in pages if each.day == today), None))
    if not form.is_valid() or not kept(request, group, today, form):
        return shown(request, group, today, pages, form)
    if "X-Autosave" in request.headers:
        return HttpResponse(status=204)
    messages.success(request, _("Saved."))
    return redirect("meetings:private_notes", group.slug)


def kept(request, group, today, form):
    """Keep it, and say whether that was so."""
    try:
        private_notes.keep(group, request.user, today, now=timezone.now(), **form.cleaned_data)
    except OutOfDate as news:
        form.stand_beside(news.written)
        return False
    except private_notes.NotKeeper:
        raise PermissionDenied from None
    return True


def shown(request, group, today, pages, form):
    earlier = [each for each in pages if each.day != today]
    given = {"group": group, "form": form, "earlier": earlier, "todays": next(iter(set(pages) - set(earlier)), None)}
    answer = page(request, "meetings/private_notes.html", given, form=form)
    if form.other is not None:
        answer.status_code = HTTPStatus.CONFLICT
    return answer


@require_POST
@facilitator_of(Group)
def delete(request, group):
    """Take one page out for good."""
    mine = PrivateNote.objects.visible_to(request.user).filter(group=group).select_related("words")
    get_object_or_404(mine, pk=number(request.POST.get("note", ""))).remove()
    messages.success(request, _("Deleted."))
    return redirect("meetings:private_notes", group.slug)
