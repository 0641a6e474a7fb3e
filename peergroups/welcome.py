"""What is left to do for somebody who has just come? A short list that can be left and taken up again."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import signed_in
from groups.forms.people import PersonForm
from groups.intake.standing import standing
from groups.models import CalendarFeed, Membership
from meetings.reading import next_meetings_of
from peergroups.home import wishes_of
from peergroups.kit import spoken
from peergroups.kit.pages import page, posted


@dataclass(frozen=True)
class Step:
    """One screen: what it asks, where, and whether it is done."""

    title: str
    sentence: str
    url: str
    is_done: bool
    is_optional: bool = False

    @property
    def is_left(self):
        return not self.is_done and not self.is_optional


def places_of(person):
    return list(Membership.objects.current().with_signed().filter(person=person).select_related("group"))


def steps(person, places):
    """List what a newcomer is asked, in order."""
    yield Step(
        _("Who you are"),
        _("Your name and your business."),
        reverse("welcome_you"),
        bool(person.name),
    )
    yield Step(
        _("When you can meet"),
        _("The parts of a week that suit you."),
        reverse("free_times"),
        person.free_times.exists(),
    )
    for place in places:
        yield Step(
            _("The charter of %(group)s") % {"group": place.group},
            _("The room opens once you have signed it."),
            reverse("groups:charter", args=[place.group.slug]),
            place.signed,
        )
    yield Step(
        _("Your calendar"),
        _("Every meeting stands in it by itself."),
        reverse("meetings:calendar"),
        CalendarFeed.objects.filter(person=person).exists(),
        is_optional=True,
    )


@require_safe
@signed_in
def welcome(request):
    """Show what is done and what is left."""
    listed = list(steps(request.user, places_of(request.user)))
    done, left = [step for step in listed if step.is_done], [step for step in listed if step.is_left]
    context = {"steps": listed, "done": len(done), "next_step": left[0] if left else None}
    return render(request, "welcome/steps.html", context)


@require_safe
@signed_in
def onward(request):
    """Lead to the next thing that is left; when nothing is, to the list, which says so."""
    left = (step.url for step in steps(request.user, places_of(request.user)) if step.is_left)
    return redirect(next(left, "welcome"))


@signed_in
def you(request):
    """Ask for name, business and clock; kept at once."""
    form = PersonForm(posted(request), instance=request.user)
    if form.is_valid():
        form.save()
        return redirect("welcome_next")
    return page(request, "welcome/you.html", {"form": form}, form=form)


@require_POST
@signed_in
def finish(request):
    """Take the list as done or not wanted, and say when the group meets first."""
    now = timezone.now()
    request.user.settle_in(now=now)
    messages.success(request, what_comes(request.user, places_of(request.user), now))
    return redirect("today")


def what_comes(person, places, now):
    """Say when somebody meets their group first, or how they will hear of it."""
    signed = [place.group_id for place in places if place.signed]
    coming = next_meetings_of(person, signed, now).values()
    if first := min(coming, key=lambda meeting: meeting.starts_at, default=None):
        when = spoken.time_range(first.starts_at, first.minutes, first.zone_shown or person.time_zone, now)
        return _("You are set. You first meet on %(when)s.") % {"when": when}
    if signed:
        return _("You are set. You get a mail as soon as your group has a day to meet.")
    if places:
        return _("You can do the rest whenever you like. The room opens once you have signed the charter.")
    if sent := [wish for wish in wishes_of(person.pk) if wish.submitted_at]:
        return _("You are set. %(next)s") % {"next": standing(sent[0], now).sentence}
    return _("You are set. You get a mail as soon as somebody invites you into a group.")
