"""What needs me today? The one page that speaks of all apps."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, Exists, OuterRef, QuerySet, Subquery, Value, When
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accountability import looking_back
from accountability.reading import open_ones
from groups import sizes
from groups.access import public, signed_in
from groups.ending import going_on
from groups.intake import listing
from groups.intake.ninety_days import MARKS
from groups.intake.standing import standing
from groups.models import Answer, Application, Glass, Invitation, Membership, Person, Programme, Voice
from meetings.clocks import drift_line
from meetings.models import Meeting
from meetings.polls import reading as polls
from meetings.reading import next_meetings_of
from peergroups.kit import spoken
from peergroups.kit.questions import Rows
from peergroups.kit.wallclock import local_day
from peergroups.needs import afterwards, gathering, membership
from peergroups.outbox import bouncing


@require_safe
@public
def front(request):
    """Lead to Today; whoever is not signed in is asked to first."""
    return redirect("today")


def places(person: int) -> QuerySet[Membership]:
    few = Exists(sizes.unexplained().filter(pk=OuterRef("group")))
    mine = Membership.objects.current().with_signed().filter(person=person).select_related("group")
    unheard = Voice.objects.filter(group=OuterRef("group"), person=OuterRef("person"), answered_at=None)
    mine = mine.annotate(is_asked=Exists(unheard))
    over = Exists(going_on.finished().filter(pk=OuterRef("group")))
    return mine.annotate(
        too_few=Case(When(role=Membership.Role.FACILITATOR, then=few), default=Value(False)),
        intake_over=Case(When(role=Membership.Role.FACILITATOR, then=over), default=Value(False)),
        poll_to_answer=polls.to_answer(person),
        poll_to_pick=Case(When(role=Membership.Role.FACILITATOR, then=polls.to_pick())),
        seeks_a_time=polls.seeks_a_time(),
    )


def invited(person: int, now: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(person=person).open(now).select_related("group")


def programmes(person: int, soon: datetime, too_long: datetime) -> QuerySet[Programme]:
    run = Programme.objects.filter(admins=person).annotate(groups_open=Count("groups")).order_by("name")
    rooms = Glass.objects.to_decide(person).filter(group__programme=OuterRef("pk")).order_by("asked_at")
    run = run.annotate(room_asked=Subquery(rooms.values("group__slug")[:1]))
    return listing.with_waits(run, person, soon, too_long)


def asked(person: int) -> QuerySet[Answer]:
    unanswered = Answer.objects.standing().filter(person=person, answered_at=None, proposal__closing="")
    return unanswered.filter(proposal__settled_at=None).defer("said").select_related("proposal__programme")


def wishes(person: int) -> QuerySet[Application]:
    proposed = Answer.objects.open_of_applicants().exclude(answered_at=None)
    proposed = proposed.filter(person=person, proposal__programme=OuterRef("cohort__programme"))
    mine = Application.objects.filter(person=person).going_on().select_related("cohort__programme")
    return mine.annotate(answered_about=Subquery(proposed.values("proposal")[:1]))


places_of, invitations_of = Rows(places, int), Rows(invited, int, datetime)
programmes_of = Rows(programmes, int, datetime, datetime)
asked_of, wishes_of = Rows(asked, int), Rows(wishes, int)


def waits(person: int, now: datetime) -> QuerySet[Person]:
    """Ask in one question which of the lists below hold anything: most people's hold nothing most days."""
    return (
        Person.objects.filter(pk=person)
        .only("pk")
        .annotate(
            is_asked=Exists(asked(person)),
            is_invited=Exists(invited(person, now)),
            applies=Exists(wishes(person)),
            looks_back=Exists(looking_back.waiting(person, now)),
            is_unreached=Exists(bouncing.standing().filter(person=person)),
            runs=Exists(Programme.objects.filter(admins=person)),
        )
    )


waits_of = Rows(waits, int, datetime)


@dataclass(frozen=True)
class Day:
    """All that Today goes by, read once; `signed` are the places whose charter is signed, `coming` their meetings.

    `awaited` are those of them for whose time the person is not on a sabbatical.
    """

    person: Person
    now: datetime
    waits: Person  # with what `waits` found out
    places: list[Membership]
    signed: list[Membership]
    meetings: dict[int, Meeting]
    coming: list[Meeting]
    awaited: list[Meeting]
    programmes: list[Programme]
    wishes: list[Application]


def day_of(person, now):
    """Read somebody's day; a list that holds nothing is not asked for."""
    places, found = places_of(person.pk), waits_of.first(person.pk, now)
    signed = [place for place in places if place.signed]
    wishes = wishes_of(person.pk) if found.applies else []
    meetings = next_meetings_of(person, [place.group_id for place in signed], now)
    coming = sorted(meetings.values(), key=lambda meeting: meeting.starts_at)
    programmes = programmes_of(person.pk, *(now - timedelta(days=mark) for mark in MARKS)) if found.runs else []
    there = awaited(coming, places)
    return Day(person, now, found, places, signed, meetings, coming, there, programmes, wishes)


def needs_of(day):
    """List what needs somebody, the most urgent first."""
    person, now, waits, places, signed = day.person, day.now, day.waits, day.places, day.signed
    return [
        *gathering.on(day.coming, now),
        *membership.unreached(waits),
        *membership.rooms_asked(day.programmes),
        *membership.proposals(asked_of(person.pk) if waits.is_asked else [], now),
        *membership.invitations(invitations_of(person.pk, now) if waits.is_invited else [], now),
        *membership.unsigned(places),
        *membership.sabbaticals_ending(places, person, now),
        *membership.after_trials(signed),
        *gathering.for_meetings(person, day.awaited),
        *gathering.to_pick(signed),
        *gathering.unplanned(signed, day.meetings),
        *gathering.too_few_come(signed, day.meetings, person, now),
        *gathering.standing_in(signed, day.meetings, person),
        *gathering.freed(signed, day.meetings, person),
        *membership.too_few(signed),
        *gathering.polls(signed, now),
        *membership.finished(signed),
        *afterwards.look_backs(looking_back.open_to(person.pk, now) if waits.looks_back else []),
        *gathering.updates(day.awaited),
        *membership.renewals(signed, now),
        *membership.unsent(day.wishes, now),
        *membership.long_waits(day.programmes),
    ]


@require_safe
@signed_in
def today(request):
    """Show what needs this person first, when they meet next, and what they said they would do."""
    person, now = request.user, timezone.now()
    day = day_of(person, now)
    needs, meeting = needs_of(day), day.awaited[0] if day.awaited else None
    context = {
        "need": needs[0] if needs else None,
        "others": needs[1:4],
        "meeting": meeting,
        "drift": drift_line(meeting, meeting.last_start, person.time_zone) if meeting else "",
        "commitments": open_ones(person) if day.signed else [],
        "places": day.places,
        "programmes": day.programmes,
        "wishes": waiting(day.wishes, now),
        "greeting": greeting(person, meeting, now),
        "today": timezone.localdate(now),
    }
    return render(request, "home/today.html", context)


def greeting(person, meeting, now):
    """Greet by the hour, and say when the next meeting is."""
    hour = timezone.localtime(now).hour
    hello = _("Good morning") if hour < 12 else _("Good afternoon") if hour < 18 else _("Good evening")
    said = _("%(hello)s, %(name)s.") % {"hello": hello, "name": person.first_name}
    if meeting is None:
        return said
    return said + " " + _("Your group meets %(when)s.") % {"when": nearness(meeting, person, now)}


def nearness(meeting, person, now):
    """Say a day as friends would: today, tomorrow, on Thursday, on 17 December."""
    today, day = timezone.localdate(now), local_day(meeting.starts_at, meeting.zone_shown or person.time_zone)
    days = (day - today).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days < 7:
        return _("on %(weekday)s") % {"weekday": spoken.weekday(day)}
    return _("on %(day)s") % {"day": spoken.day(day, today)}


def waiting(wishes, now):
    """Say of each application that was sent where it stands."""
    return [(wish, standing(wish, now)) for wish in wishes if wish.submitted_at]


def awaited(coming, places):
    """Leave out the meetings of a group from which this person takes a break then."""
    places = {place.group_id: place for place in places}
    return [meeting for meeting in coming if not places[meeting.group_id].is_away_at(meeting.starts_at)]
