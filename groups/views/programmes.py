"""What do the admins of a programme see of it, and what do they change?"""

from copy import copy

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups import founding, overview, running
from groups.access import operator, overseer, runner_of
from groups.forms.programmes import AddressForm, FoundProgrammeForm, GroupForm, RulesForm
from groups.models import AuditEvent, Programme
from peergroups.kit.pages import page, posted
from peergroups.kit.wallclock import local_day

GROUPS_A_PAGE, LINES_A_PAGE = 50, 25


@require_safe
@overseer
def index(request):
    """List the programmes a person runs; with one, open it."""
    programmes = list(overview.programmes_of(request.user))
    if len(programmes) == 1 and not request.user.is_operator:
        return redirect(programmes[0])
    return render(request, "groups/programmes.html", {"programmes": programmes})


@require_safe
@runner_of(Programme)
def programme(request, programme):
    """Show how it stands, and the one thing to do first."""
    now = timezone.now()
    today = local_day(now, programme.zone)
    groups = list(overview.groups_of(programme, now=now))
    queue = overview.queue_of(programme, now=now)
    context = {
        "programme": programme,
        "urgent": overview.urgent(programme, groups, queue, today=today),
        "groups": Paginator(groups, GROUPS_A_PAGE).get_page(request.GET.get("page")),
        "invitations": sum(group.asked for group in groups),
        "seats": overview.open_seats(groups, programme),
        "queue": queue,
        "room": overview.room_of(programme),
        "cohorts": overview.cohorts_of(programme),
        "today": today,
    }
    return render(request, "groups/programme.html", context)


@runner_of(Programme)
def settings(request, programme):
    """Change what it offers, how large its groups are, and what a good one is made of."""
    form = RulesForm(posted(request), instance=copy(programme))
    if form.is_valid():
        running.change_rules(form.instance, by=request.user, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect(programme)
    return page(request, "groups/programme_settings.html", {"programme": programme, "form": form}, form=form)


@require_safe
@runner_of(Programme)
def log(request, programme):
    """Tell what admins did with the programme, newest first; what was done in its groups stands in theirs."""
    events = AuditEvent.objects.visible_to(request.user).filter(programme=programme, group=None)
    events = Paginator(events.select_related("actor", "person").order_by("-at", "-pk"), LINES_A_PAGE)
    context = {"programme": programme, "events": events.get_page(request.GET.get("page"))}
    return render(request, "groups/programme_log.html", context)


@runner_of(Programme)
def admins(request, programme):
    """Say who runs it, and let somebody else do so as well."""
    form = AddressForm(posted(request))
    if form.is_valid():
        running.name_admin(programme, form.cleaned_data["email"], by=request.user, now=timezone.now())
        messages.success(request, _("Saved. They run %(programme)s with you.") % {"programme": programme})
        return redirect("groups:programme_admins", programme.slug)
    people = programme.admins.order_by("name", "email")
    return page(
        request, "groups/programme_admins.html", {"programme": programme, "people": people, "form": form}, form=form
    )


@require_POST
@runner_of(Programme)
def dismiss_admin(request, programme, person_id):
    """Let somebody run it no longer; oneself as well, but for the last."""
    person = programme.admins.filter(pk=person_id).first()
    try:
        if person:
            running.dismiss_admin(programme, person, by=request.user, now=timezone.now())
    except running.LastAdmin:
        messages.warning(request, _("Add somebody else first: a programme needs one who runs it."))
    else:
        messages.success(request, _("Saved."))
    if person == request.user and not programme.admins.filter(pk=person.pk).exists():
        return redirect("today")
    return redirect("groups:programme_admins", programme.slug)


@operator
def found(request):
    """Open a programme, with somebody to run it."""
    form = FoundProgrammeForm(posted(request), initial={"zone": request.user.time_zone})
    if form.is_valid():
        founded = running.open_programme(**form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(
            request, _("%(programme)s is there. Its admin finds it after signing in.") % {"programme": founded}
        )
        return redirect("groups:programmes")
    return page(request, "groups/programme_found.html", {"form": form}, form=form)


@runner_of(Programme)
def found_group(request, programme):
    """Make a group by hand; its people are invited next."""
    form = GroupForm(posted(request), programme=programme, initial={"zone": programme.zone})
    if form.is_valid():
        group = founding.found_group_by(request.user, programme, **form.cleaned_data, now=timezone.now())
        messages.success(request, _("%(group)s is there. Ask its people in.") % {"group": group})
        return redirect("groups:invite", group.slug)
    return page(request, "groups/group_found.html", {"programme": programme, "form": form}, form=form)
