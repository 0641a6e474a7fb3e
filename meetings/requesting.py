"""How does a wish for a hot seat come about, go its way and end? Written in four lines, routed, seated or closed."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from groups.models import Group, Membership, Person, Words
from groups.readers import choose
from groups.words import write
from meetings import router
from meetings.models import SeatRequest
from peergroups.kit.wallclock import local_day

LINES = ("question", "situation", "decision", "tried")


class AsksAlready(Exception):
    """One open request for a hot seat is enough for a group: it can be changed."""


@transaction.atomic
def begin(
    group: Group, person: Person, *, audience: str, reader: Person | None, now: datetime, **given: Any
) -> SeatRequest:
    """Put a wish down; nobody hears of it before its author sends it on its way."""
    answers = {line: given.pop(line, "") for line in LINES}
    words = write(group, person, now=now, kept="seat_request", audience=audience, reader=reader, **answers)
    return SeatRequest.objects.create(
        group=group, person=person, words=words, is_ready=bool(answers["question"]), **given
    )


def note_need(group: Group, person: Person, need: str, *, now: datetime) -> SeatRequest:
    """Put a need down while the group meets; it is its author's alone until they ask all."""
    return begin(group, person, audience=Words.Audience.ME, reader=None, now=now, question=need)


@transaction.atomic
def ask_all(need: SeatRequest, *, now: datetime) -> None:
    """Ask the whole group for 48 hours; nothing else was proposed, so nothing is overridden."""
    send(need, SeatRequest.Route.ASK, now=now)
    SeatRequest.objects.filter(pk=need.pk).update(is_overridden=False)


@transaction.atomic
def change(request: SeatRequest, *, audience: str | None, reader: Person | None, now: datetime, **given: Any) -> None:
    """Say it anew, or want another kind of help."""
    answers = {line: given.pop(line, "") for line in LINES}
    request.words.rewrite(now=now, kept="seat_request", **answers)
    if audience:
        choose(request.words, audience, reader, now=now)
    for field, value in given.items():
        setattr(request, field, value)
    request.is_ready = bool(answers["question"])
    request.save(update_fields=["is_ready", *given])


def proposal(request: SeatRequest, now: datetime) -> router.Proposal:
    """Say where it belongs, by its facts."""
    zone = request.group.zone
    meeting = request.group.meetings.upcoming(now).first()
    return router.propose(
        is_factual=request.is_factual,
        needed_by=request.needed_by,
        today=local_day(now, zone),
        next_meeting=local_day(meeting.starts_at, zone) if meeting else None,
    )


@transaction.atomic
def send(request: SeatRequest, route: str, *, now: datetime) -> None:
    """Send it on a way: to wait for a hot seat, or to the whole group as a question for 48 hours; the same way, once.

    Raises AsksAlready where another request of theirs waits for a seat.
    """
    mine = SeatRequest.objects.filter(group=request.group_id, person=request.person_id)
    held = {row.pk: row for row in mine.select_for_update()}
    before = held[request.pk]
    if before.asked_at and before.closed_at is None and before.route == route and not before.is_over(now):
        return
    others = [row for row in held.values() if row.pk != request.pk]
    if route == SeatRequest.Route.SEAT and any(row.wants_a_seat for row in others):
        raise AsksAlready
    if route == SeatRequest.Route.ASK:
        choose(request.words, Words.Audience.GROUP, now=now)
    request.is_overridden = proposal(request, now).route != route
    request.route, request.asked_at, request.closed_at = route, now, None
    request.save(update_fields=["route", "is_overridden", "asked_at", "closed_at"])


def plan(*, now: datetime) -> None:
    """Close what had its hot seat, and what was asked by people who have left."""
    stays = Membership.objects.current().filter(group=OuterRef("group"), person=OuterRef("person"))
    still_open = SeatRequest.objects.filter(closed_at=None)
    still_open.exclude(Exists(stays)).update(closed_at=now)
    SeatRequest.objects.seated().filter(closed_at=None, seat__meeting__ends_at__lte=now).update(closed_at=now)
