"""What needs me today? The one page that speaks of all apps."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, Exists, OuterRef, QuerySet, Value, When
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accountability.reading import open_ones
from groups import sabbaticals, sizes
from groups.access import public, signed_in
from groups.ending import going_on
from groups.intake import listing
from groups.intake.ninety_days import MARKS, SOON, TOO_LONG
from groups.intake.standing import standing
from groups.models import Answer, Application, Invitation, Membership, Person, Programme, Voice
from groups.models.charters import ends_at, is_renewable
from meetings.reading import next_meetings_of
from peergroups.kit import spoken
from peergroups.kit.questions import Rows
from peergroups.kit.wallclock import local_day


@dataclass(frozen=True)
class Need:
    """The one thing to do now: what it is, where, and in which words the button says so."""

    title: str
    sentence: str
    url: str
    button: str
    mark: str = ""  # "seat" for the hot seat


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
    )


def invited(person: int, now: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(person=person).open(now).select_related("group")


def programmes(person: int, soon: datetime, too_long: datetime) -> QuerySet[Programme]:
    run = Programme.objects.filter(admins=person).annotate(groups_open=Count("groups")).order_by("name")
    return listing.with_waits(run, person, soon, too_long)


def asked(person: int) -> QuerySet[Answer]:
    unanswered = Answer.objects.standing().filter(person=person, answered_at=None, proposal__closing="")
    return unanswered.filter(proposal__settled_at=None).defer("said").select_related("proposal__programme")


def wishes(person: int) -> QuerySet[Application]:
    return Application.objects.filter(person=person).going_on().select_related("cohort__programme")


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
            runs=Exists(Programme.objects.filter(admins=person)),
        )
    )


waits_of = Rows(waits, int, datetime)


@require_safe
@signed_in
def today(request):
    """Show what needs this person first, when they meet next, and what they said they would do."""
    person, now = request.user, timezone.now()
    places, waits = places_of(person.pk), waits_of.first(person.pk, now)
    signed, wishes = [place for place in places if place.signed], wishes_of(person.pk) if waits.applies else []
    meetings = next_meetings_of(person, [place.group_id for place in signed], now)
    coming = sorted(meetings.values(), key=lambda meeting: meeting.starts_at)
    needs = [
        *(proposals(person, now) if waits.is_asked else ()),
        *(invitations(person, now) if waits.is_invited else ()),
        *unsigned(places),
        *sabbaticals_ending(places, person, now),
    ]
    needs += after_trials(signed)
    needs += [*for_meetings(person, awaited(coming, places)), *unplanned(signed, meetings)]
    needs += [*freed(signed, meetings, person), *too_few(signed), *finished(signed)]
    programmes = programmes_of(person.pk, *(now - timedelta(days=mark) for mark in MARKS)) if waits.runs else []
    needs += [*renewals(signed, now), *unsent(wishes, now), *long_waits(programmes)]
    context = {
        "need": needs[0] if needs else None,
        "others": needs[1:4],
        "meeting": coming[0] if coming else None,
        "commitments": open_ones(person) if signed else [],
        "places": places,
        "programmes": programmes,
        "wishes": waiting(wishes, now),
        "greeting": greeting(person, coming[0] if coming else None, now),
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


def proposals(person, now):
    """Ask for the answer that others wait for."""
    for answer in asked_of(person.pk):
        until = spoken.day(timezone.localdate(answer.proposal.answers_by), timezone.localdate(now))
        yield Need(
            _("Somebody could join %(group)s") % {"group": answer.proposal}
            if answer.part == Answer.Part.SITTING
            else _("A group of %(programme)s is proposed to you") % {"programme": answer.proposal.programme},
            _("Say yes or no until %(day)s. Nobody is told what you answer.") % {"day": until},
            answer.proposal.get_absolute_url(),
            _("See and answer"),
        )


def invitations(person, now):
    for invitation in invitations_of(person.pk, now):
        yield Need(
            _("You are invited to %(group)s") % {"group": invitation.group},
            _("Say who you are, read what its members agreed on, and join."),
            invitation.get_absolute_url(),
            _("Join your group"),
        )


def long_waits(programmes):
    """Tell those who run a programme how many have waited for sixty days, or for ninety."""
    for programme in programmes:
        mark, people = (TOO_LONG, programme.wait_too_long) if programme.wait_too_long else (SOON, programme.wait_soon)
        if people:
            yield Need(
                ngettext(
                    "%(n)d person has waited for %(days)d days", "%(n)d people have waited for %(days)d days", people
                )
                % {"n": people, "days": mark},
                _("%(programme)s: find them a group, or write why there is none.") % {"programme": programme},
                f"{reverse('groups:applications', args=[programme.longest_in])}?state={listing.BY_MARK[mark]}",
                _("See who waits"),
            )


def unsent(wishes, now):
    """Ask for the applications that were begun, while there is time to send them."""
    for wish in wishes:
        if wish.submitted_at is None and wish.is_changeable(now):
            where = standing(wish, now)
            yield Need(
                _("Your application to %(programme)s is not sent yet") % {"programme": wish.programme},
                where.sentence,
                wish.get_absolute_url(),
                _("Go on with my application"),
            )


def waiting(wishes, now):
    """Say of each application that was sent where it stands."""
    return [(wish, standing(wish, now)) for wish in wishes if wish.submitted_at]


def unsigned(places):
    for place in places:
        if not place.signed:
            yield Need(
                _("Read the charter of %(group)s") % {"group": place.group},
                _("The room opens once you have signed what its members agreed on."),
                reverse("groups:charter", args=[place.group.slug]),
                _("Read and sign the charter"),
            )


def sabbaticals_ending(places, person, now):
    """Ask whoever takes a break whether they come back, while the mail about it asks too."""
    for place in places:
        place.person = person
        if place.returns_at and sabbaticals.is_asked(place, now):
            yield Need(
                _("Coming back to %(group)s?") % {"group": place.group},
                _("Your sabbatical ends on %(day)s.")
                % {"day": spoken.day(sabbaticals.back_on(place), timezone.localdate(now))},
                reverse("groups:sabbatical", args=[place.group.slug]),
                _("Say how it goes on"),
            )


def after_trials(places):
    """Where two meetings are over and this person has not said yet how it goes on."""
    for place in places:
        if place.is_asked:
            yield Need(
                _("Two meetings of %(group)s are over") % {"group": place.group},
                _("Say how it goes on. What you say of others stays with you."),
                reverse("groups:trial", args=[place.group.slug]),
                _("Say how it goes on"),
            )


def awaited(coming, places):
    """Leave out the meetings of a group from which this person takes a break then."""
    places = {place.group_id: place for place in places}
    return [meeting for meeting in coming if not places[meeting.group_id].is_away_at(meeting.starts_at)]


def renewals(places, now):
    """Ask kindly for the next year's signature while there is still a fortnight for it."""
    for place in places:
        if is_renewable(place.signed_at, now):
            last_day = timezone.localdate(ends_at(place.signed_at))
            yield Need(
                _("Sign the charter of %(group)s for another year") % {"group": place.group},
                _("Your signature is good until %(day)s.") % {"day": spoken.day(last_day, timezone.localdate(now))},
                reverse("groups:charter", args=[place.group.slug]),
                _("Read and sign the charter"),
            )


def for_meetings(person, coming):
    """What the coming meetings still want: a brief from whoever has the hot seat, then an answer."""
    for meeting in coming:
        if meeting.brief_waits:
            yield brief_wanted(meeting, person)
        if not meeting.answered:
            yield answer_wanted(meeting, person)


def when(meeting, person):
    return spoken.time_range(meeting.starts_at, meeting.minutes, meeting.zone_shown or person.time_zone, timezone.now())


def brief_wanted(meeting, person):
    return Need(
        when(meeting, person),
        _("Four questions, about ten minutes. Your group reads it when you share it."),
        reverse("meetings:brief", args=[meeting.pk]),
        _("Write your brief"),
        mark="seat",
    )


def answer_wanted(meeting, person):
    return Need(
        _("Are you coming to %(group)s?") % {"group": meeting.group},
        when(meeting, person),
        meeting.get_absolute_url(),
        _("Say whether you come"),
    )


def freed(places, meetings, person):
    """Where somebody left a hot seat behind that this facilitator has to give anew."""
    for place in places:
        meeting = meetings.get(place.group_id)
        if place.facilitates and meeting and meeting.was_freed and meeting.has_free_seat:
            yield Need(
                _("A hot seat is free again"),
                when(meeting, person),
                reverse("meetings:arrange", args=[meeting.pk]),
                _("Arrange the agenda"),
            )


def too_few(places):
    """The started groups that became too small, where nobody wrote yet why they go on."""
    for place in places:
        if place.too_few:
            yield Need(
                _("%(group)s has few people left") % {"group": place.group},
                _("Write why it goes on, or invite somebody. Nothing is closed meanwhile."),
                place.group.get_absolute_url(),
                _("Write why"),
            )


def finished(places):
    """The groups this person facilitates whose intake is over, where nobody said yet that they go on."""
    for place in places:
        if place.intake_over:
            yield Need(
                _("The time planned for %(group)s is over") % {"group": place.group},
                _("With one click the group goes on by itself. Nothing is closed meanwhile."),
                place.group.get_absolute_url(),
                _("Say that it goes on"),
            )


def unplanned(places, meetings):
    """The groups this person facilitates that do not know when they meet next."""
    for place in places:
        if place.facilitates and place.group_id not in meetings:
            yield Need(
                _("%(group)s has no next meeting") % {"group": place.group},
                _("Choose a time, and everybody is reminded of it."),
                reverse("meetings:plan", args=[place.group.slug]),
                _("Plan a meeting"),
            )
