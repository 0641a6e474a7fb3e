"""Does it stay so after two meetings? Each member says it for themselves, and the group of each who is new, blindly."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet

from groups.audit import Act, note
from groups.leaving import LastFacilitator, keeps_it_alone
from groups.models import Application, Group, Membership, Person, Trial, Voice
from groups.models.trials import MEETINGS
from groups.seating.mornings import next_morning
from peergroups.kit.wallclock import instant, local_day
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

ASKED, HEARD, ENDED = "trial_asked", "trial_heard", "trial_ended"
TIME_TO_ANSWER, GOODBYE = timedelta(days=7), timedelta(days=7)
TRACELESS = 4  # the one on trial, the facilitator who reads it, and two others
ALIKE = 400  # characters of every sealed answer, whomever it doubts
Says = Trial.Says
Counted = Callable[[Collection[Membership], datetime], Mapping[int, int]]
COUNTERS: list[Counted] = []


class NotNow(Exception):
    """It is not time for it yet, or not any more."""


def counted_by(counter: Counted) -> Counted:
    """Let an app above say how many meetings each place has seen."""
    COUNTERS.append(counter)
    return counter


def held(places: Collection[Membership], now: datetime) -> dict[int, int]:
    counts = [counter(places, now) for counter in COUNTERS]
    return {place.pk: sum(count.get(place.pk, 0) for count in counts) for place in places}


def plan(*, now: datetime) -> int:
    """Ask where the second meeting is over, and hear where all have answered; return how many mails are owed."""
    waiting = Trial.objects.running().filter(asked_at=None).select_related("place__group", "place__person")
    trials = list(waiting.exclude(place__group__in=Voice.objects.values("group")))
    counts = held([trial.place for trial in trials], now) if trials else {}
    over = [trial for trial in trials if counts[trial.place_id] >= MEETINGS]
    owed = sum(ask(group, now=now) for group in by_group(over))
    return owed + sum(hear(group, now=now) for group in ripe(now))


def by_group(trials: Iterable[Trial]) -> list[Group]:
    return list({trial.place.group_id: trial.place.group for trial in trials}.values())


@transaction.atomic
def ask(group: Group, *, now: datetime) -> int:
    """Ask everybody who sits there about those whose second meeting is over, and these about themselves."""
    Group.objects.select_for_update().get(pk=group.pk)
    trials = list(Trial.objects.running().filter(place__group=group, asked_at=None).select_related("place__person"))
    counts = held([trial.place for trial in trials], now)
    due = [trial.pk for trial in trials if counts[trial.place_id] >= MEETINGS]
    if not due or group.voices.exists():
        return 0
    Trial.objects.filter(pk__in=due).update(asked_at=now)
    until = now + TIME_TO_ANSWER
    people = [place.person for place in group.memberships.hearing().select_related("person")]
    Voice.objects.bulk_create(Voice(group=group, person=one, asked_at=now, answers_by=until) for one in people)
    return ledger.owe_all([asked(group, one, now, until) for one in people], now=now)


def asked(group: Group, person: Person, now: datetime, until: datetime) -> ledger.Owed:
    return ledger.Owed(person.pk, ASKED, group, now, due_at=next_morning(now, person.time_zone), useless_after=until)


def ripe(now: datetime) -> list[Group]:
    """The groups in which all have answered, or the time is over, and a morning has come since."""
    found = []
    for group in Group.objects.filter(voices__isnull=False).distinct():
        present = group.memberships.current().values("person")
        voices = list(group.voices.filter(person__in=present).defer("doubts"))
        ends = [voice.answered_at or voice.answers_by for voice in voices]
        if not ends or next_morning(max(ends), group.zone) <= now:
            found.append(group)
    return found


@transaction.atomic
def hear(group: Group, *, now: datetime) -> int:
    """Open all answers at once: of each it is kept whether anybody has doubts, and not who or how many."""
    Group.objects.select_for_update().get(pk=group.pk)
    present = group.memberships.current().values("person")
    doubted = {one for voice in group.voices.filter(person__in=present) for one in voice.doubts.split()}
    for trial in tried(group).filter(heard_at=None).select_related("place"):
        trial.heard_at, trial.is_doubted = now, str(trial.pk) in doubted
        if trial.place.facilitates and not trial.is_doubted:  # nobody else could write it down
            trial.groups, trial.groups_at = Says.YES, now
        trial.save()
        conclude(trial, now=now)
    group.voices.all().delete()
    keepers = group.memberships.keepers().values_list("person", flat=True)
    over = now + TIME_TO_ANSWER
    return ledger.owe_all([ledger.Owed(one, HEARD, group, now, now, over) for one in keepers], now=now)


def few(group: Group) -> bool:
    """Say whether so few are asked that a doubt could be traced."""
    return group.voices.count() < TRACELESS


def running(group: Group) -> QuerySet[Trial]:
    """Those who are on trial, or of whom it is not decided yet."""
    return (
        Trial.objects.running()
        .filter(place__group=group)
        .select_related("place__person")
        .order_by("place__person__name")
    )


def tried(group: Group) -> QuerySet[Trial]:
    """Those of a group whose two meetings are over and of whom it is not decided yet."""
    return Trial.objects.running().filter(place__group=group, asked_at__isnull=False)


@transaction.atomic
def say(place: Membership, *, own: str, stays: bool, doubts: Collection[int], now: datetime) -> None:
    """Take down what a member says: of the others sealed, of themselves in the open."""
    voice = Voice.objects.select_for_update().filter(group=place.group_id, person=place.person_id).first()
    if voice:
        voice.doubts = " ".join(map(str, sorted(doubts))).ljust(ALIKE)
        voice.answered_at = voice.answered_at or now
        voice.save(update_fields=["doubts", "answered_at"])
    if own == Says.NO and keeps_it_alone(place):
        raise LastFacilitator
    trial = tried(place.group).select_for_update(of=["self"]).filter(place=place).first()
    if trial and own:
        trial.own, trial.own_at = own, now
        trial.save(update_fields=["own", "own_at"])
        conclude(trial, stays=stays, now=now)


@transaction.atomic
def record(trial: Trial, says: str, *, by: Person, now: datetime) -> None:
    """Write down the group's yes or no, once it was heard; nobody writes down their own."""
    trial = Trial.objects.running().select_for_update(of=["self"]).select_related("place__group").get(pk=trial.pk)
    if trial.heard_at is None or trial.groups or trial.place.person_id == by.pk:
        raise NotNow
    trial.groups, trial.groups_at, trial.recorded_by = says, now, by
    trial.save(update_fields=["groups", "groups_at", "recorded_by"])
    conclude(trial, now=now)


def conclude(trial: Trial, *, stays: bool = True, now: datetime) -> None:
    """End the trial once both sides said yes, or one no."""
    if Says.NO in (trial.own, trial.groups):
        part(trial, stays=stays, now=now)
    elif trial.own == trial.groups == Says.YES:
        end(trial, now=now)
        note(Act.BECAME_MEMBER, now=now, actor=trial.place.person, group=trial.place.group, about=trial.place)


def end(trial: Trial, *, now: datetime) -> None:
    trial.ended_at = now
    trial.save(update_fields=["ended_at"])


def part(trial: Trial, *, stays: bool, now: datetime) -> None:
    """Let the place end with a week to say goodbye; its person waits for another group, unless they wish not to."""
    place, group = trial.place, trial.place.group
    end(trial, now=now)
    place.leaves_at = instant(local_day(now, group.zone) + GOODBYE + timedelta(days=1), time.min, group.zone)
    place.save(update_fields=["leaves_at"])
    wishes = Application.objects.filter(cohort__programme=group.programme_id, person=place.person_id)
    placed = wishes.filter(placed_at__isnull=False, withdrawn_at=None).order_by("-placed_at").first()
    if placed:
        placed.placed_at, placed.withdrawn_at = None, None if stays else now
        placed.save(update_fields=["placed_at", "withdrawn_at"])
    own = trial.own == Says.NO
    actor = place.person if own else trial.recorded_by
    note(Act.ENDED_TRIAL, now=now, actor=actor, group=group, person=None if own else place.person, about=place)
    ledger.owe(
        place.person,
        kind=ENDED,
        about=place,
        occurrence=place.leaves_at,
        due_at=now,
        useless_after=place.leaves_at,
        now=now,
    )


def has_ended_in_no(place: Membership) -> bool:
    """Say whether this place ends because the trial did: notice of that kind is not taken back."""
    trial = Trial.objects.filter(place=place).first()
    return trial is not None and trial.ended_in_no


def still_asked(delivery: Delivery, *, now: datetime) -> bool:
    return Voice.objects.filter(group=delivery.about_id, person=delivery.person_id, answered_at=None).exists()


def still_to_record(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether the group's word on somebody is still to be written down."""
    keeps = Membership.objects.current().facilitating().filter(group=delivery.about_id, person=delivery.person_id)
    open_ones = Trial.objects.running().filter(place__group=delivery.about_id, heard_at__isnull=False, groups="")
    return keeps.exists() and open_ones.exists()


def still_parting(delivery: Delivery, *, now: datetime) -> bool:
    return delivery.about is not None and delivery.about.left_at is None


def forget(person: Person) -> None:
    """Drop what an erased person said about others."""
    Voice.objects.filter(person=person).delete()
