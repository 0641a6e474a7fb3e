"""How does a group come to an archive, and what does each member let into it?"""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups import archives
from groups.access import asking_member_of, member_of
from groups.archived import offered
from groups.forms.archives import ConsentForm
from groups.models import Archive, Export, Group
from peergroups.kit.pages import page


@require_safe
@member_of(Group)
def archive(request, group):
    return show(request, group)


def show(request, group, form=None):
    """Say what an archive is, where the question stands, and hand the file to whoever asked."""
    now = timezone.now()
    asked = group.archives.asked(now).select_related("asked_by").first()
    made = Export.objects.visible_to(request.user).filter(archive__group=group).order_by("-asked_at").first()
    context = {
        "group": group,
        "asked": asked,
        "form": form or (asked and consent_form(request, asked)),
        "waits_for": asked.unanswered() if asked else [],
        "made": made,
        "is_ready": made and made.is_fetchable(now),
    }
    return page(request, "groups/archive.html", context, form=form)


def consent_form(request, archive, typed=None):
    """Begin with what was said last; at first nothing is given."""
    own = offered(archive.group, request.user)
    last = archive.consents.standing().filter(person=request.user).first()
    return ConsentForm(typed, offered=own, initial={"said": last.said, "given": last.given} if last else {})


@require_POST
@member_of(Group)
def ask(request, group):
    archives.ask(group, by=request.user, now=timezone.now())
    messages.success(request, _("Every member is asked by mail. Answer for yourself here."))
    return redirect("groups:archive", group.slug)


@require_POST
@member_of(Archive)
def answer(request, archive):
    form = consent_form(request, archive, request.POST)
    if not form.is_valid():
        return show(request, archive.group, form)
    said = form.cleaned_data
    given = said.get("given", [])
    told = _("Your answer stands. You can change it until the archive is made.")
    return take(request, archive, archives.answer, by=request.user, said=said["said"], given=given, told=told)


@require_POST
@asking_member_of(Archive)
def make(request, archive):
    return take(request, archive, archives.make, told=_("It is being made. You get a mail when it is ready."))


def take(request, archive, step, *, told, **more):
    """Take one step, or say why it is not its time."""
    try:
        step(archive, now=timezone.now(), **more)
    except archives.NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)
    return redirect(archive)
