"""What can be done when an intake is over? A group goes on by itself, and former members hear of the next one."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from groups.access import member_of, runner_of, signed_in
from groups.ending import alumni, going_on, mails
from groups.forms.ending import HearForm
from groups.models import Group, Programme
from peergroups.kit.pages import page, posted
from peergroups.kit.wallclock import local_day


@require_POST
@member_of(Group)
def go_on(request, group):
    """Let the group go on by itself: its members say so, and nobody for them."""
    now = timezone.now()
    going_on.go_on(group, by=request.user, now=now)
    messages.success(request, _("%(group)s goes on by itself. Everything stays as it is.") % {"group": group})
    return redirect(group)


@require_safe
@runner_of(Programme)
def former(request, programme):
    """List the former members who want to hear of the next intake, with the mail they would get."""
    now = timezone.now()
    cohort = alumni.next_intake(programme, local_day(now, programme.zone))
    context = {
        "programme": programme,
        "cohort": cohort,
        "people": alumni.reachable(programme),
        "untold": alumni.untold(cohort).count() if cohort else 0,
        "sample": mails.sample(cohort, request.user, now=now) if cohort else None,
    }
    return render(request, "groups/alumni.html", context)


@require_POST
@runner_of(Programme)
def tell(request, programme):
    now = timezone.now()
    cohort = alumni.next_intake(programme, local_day(now, programme.zone))
    many = alumni.tell(cohort, by=request.user, now=now) if cohort else 0
    if many:
        told = ngettext("%(n)d person is told.", "%(n)d people are told.", many)
        messages.success(request, told % {"n": many})
    else:
        messages.warning(request, _("There is nobody left to tell."))
    return redirect("groups:alumni", programme.slug)


@signed_in
def hear(request):
    """Ask whether former programmes may list one by name, and write when they take people in again."""
    form = HearForm(posted(request), initial={"yes": request.user.hears_of_intakes})
    if form.is_valid():
        alumni.hear(request.user, form.cleaned_data["yes"])
        messages.success(request, _("Saved."))
        return redirect("settings")
    return page(request, "groups/hear.html", {"form": form}, form=form)
