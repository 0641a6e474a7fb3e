"""Does every page stay lean? As many queries for three rows as for one, and few bytes."""

import gzip
from datetime import timedelta

import pytest
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accountability.models import commit
from groups import free_times, running, wall
from groups.founding import invite
from groups.intake import asking_to_apply, conflicts, importing, reviewing
from groups.models import FreeTime, Profile
from groups.tests.makers import make_application, make_cohort, make_group, make_member, make_person
from meetings import duties
from meetings.models import Slot
from meetings.models.attendances import answer
from meetings.polls.asking import vote
from meetings.tests.makers import make_meeting, make_request
from peergroups.tests.cast import ROLES, gather
from peergroups.tests.database import once_a_module
from peergroups.tests.doors import DOORS
from peergroups.tests.doors.addresses import address
from peergroups.tests.doors.answers import OK

pytestmark = pytest.mark.django_db

KILOBYTE = 1024
QUERIES = 25
LEAN = {"today", "meetings:detail"}
STAGED = {"preview", "preview_page"}  # they write their cast before they read; how fast is tried in test_preview
LEAN_QUERIES, LEAN_BYTES, PACKED_BYTES = 10, 16 * KILOBYTE, 30 * KILOBYTE


def pages():
    """Each page with the roles it opens to; in a full house the list of groups is a page for members too."""
    for door, row in DOORS.items():
        method, name = door.split()
        if method == "GET":
            yield from ((name, role) for role, status in zip(ROLES, row, strict=True) if status == OK)
    yield ("groups:list", "member")


def one_more(cast, number):
    """Add one more of everything that any page lists."""
    now, member, keeper = timezone.now(), cast.people["member"], cast.people["facilitator"]
    newcomer = make_member(cast.room, f"Kit{number} Lane")
    for person in (member, keeper):
        make_member(make_group(f"Room {number} of {person}", programme=cast.room.programme), person=person)
    invite(cast.room, f"guest{number}@example.org", by=keeper, is_peer=False, now=now)
    invite(make_group(f"Open room {number}"), cast.people["invited"].email, by=keeper, now=now)
    for days in (-number, 10 + number):
        meeting = make_meeting(cast.room, now + timedelta(days=days), now=now)
        duties.name(meeting, {"elect": member.pk, "scribe": newcomer.pk}, now=now)
    answer(cast.meeting, newcomer, "late", now=now)
    Slot.objects.create(poll=cast.poll, starts_at=now + timedelta(days=9 + number))
    vote(cast.poll, newcomer, {}, now=now)
    free_times.keep(newcomer, {"morning": {0, number}})
    grow_programme(cast, newcomer, now=now)
    read_through_glass(cast, now)
    applied(cast, number, now)
    with wall.as_person(newcomer):
        for route in ("seat", "ask"):
            make_request(cast.room, newcomer, route, now=now)
    for person in (member, newcomer):
        commit_to_something(cast.room, person, now)
        with wall.as_person(person):
            commit_to_something(cast.room, person, now).follow_up("done", "It went well.", now=now)


def applied(cast, number, now):
    """Let one more person want in, declare, be kept apart and be taken for a competitor."""
    programme = cast.room.programme
    person, other = make_person(f"Ed{number} Poe"), make_person(f"Flo{number} Ray")
    for each in (person, other):
        wish = make_application(each, cast.cohort, now=now - timedelta(days=20 * number))
        FreeTime.objects.create(person=each, begins=4 * number, ends=4 * number + 6)
        reviewing.decide(cast.cohort, [wish], "waitlisted", "Soon", by=cast.people["admin"], now=now)
        Profile.objects.create(person=each, industry="food", market=f"Bread for café {number}")
    asking_to_apply.ask(cast.cohort, [f"guest{number}@example.com"], by=cast.people["admin"], now=now)
    importing.begin(cast.cohort, "a,b\n1,2", decision="", by=cast.people["admin"], now=now)
    FreeTime.objects.create(person=cast.application.person, begins=4 * number, ends=4 * number + 4)
    reviewing.write_note(cast.application, "Once more", by=cast.people["admin"], now=now)
    conflicts.declare(cast.application, kind="close", whom=f"Cousin {number}", now=now)
    for kind in ("boss", "together"):
        conflicts.set_pair(programme, person, cast.people["member"], kind=kind, by=cast.people["admin"], now=now)


def grow_programme(cast, applicant, *, now):
    """Add an intake with somebody who applied, a facilitator with free times, and an admin."""
    admin, programme = cast.people["admin"], cast.room.programme
    cohort = make_cohort(now.date() - timedelta(days=100), programme=programme, name=f"Intake of {applicant}")
    for intake in (cohort, cast.cohort):
        intake.applications.create(person=applicant, began_at=now, submitted_at=now - timedelta(days=95))
    keeper = running.name_facilitator(programme, applicant.email, by=admin, now=now)
    free_times.keep(keeper.person, {"morning": {0, 2}, "late": {3}})
    running.name_admin(programme, f"second.{applicant.email}", by=admin, now=now)


def read_through_glass(cast, now):
    """Let a month be read on the request that stands, and another be over."""
    then = now - timedelta(days=30)
    opened = {"opens_at": then, "closes_at": then + timedelta(hours=1), "confirmed_by": cast.people["operator"]}
    over = cast.room.glasses.create(
        asked_by=cast.people["admin"], asked_at=then, reason="It is over.", hours=1, **opened
    )
    for glass in (cast.glass, over):
        glass.pages.create(first_day=now.date(), last_day=now.date(), read_at=now)


def commit_to_something(room, person, now):
    with wall.as_person(person):
        return commit(room, person, due_on=(now + timedelta(days=6)).date(), now=now, what="Ring Ann")


def opened(client, name, role, cast):
    """Return the page, and how many questions it put to the database; where a transaction begins is none."""
    client.logout()
    if cast.people[role]:
        client.force_login(cast.people[role])
    reset_queries()  # Django keeps the last 9,000: all these pages together ask more
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address(name, cast))
    return response, len([query for query in queries if "SAVEPOINT" not in query["sql"]])


def fill():
    """Open every page as everybody it opens to, with one row of all it lists and with three; by page and role."""
    cast, client = gather(), Client()
    one_more(cast, 1)
    once = {(name, role): opened(client, name, role, cast)[1] for name, role in pages()}
    one_more(cast, 2)
    one_more(cast, 3)
    return once, {(name, role): opened(client, name, role, cast) for name, role in pages()}


full_house = once_a_module(fill)


@pytest.mark.parametrize("name", sorted({name for name, role in pages()}))
def test_a_page_costs_the_same_with_one_row_and_with_three(full_house, name):
    once = {role: count for (page, role), count in full_house[0].items() if page == name}
    thrice = {role: found for (page, role), found in full_house[1].items() if page == name}

    assert {page.status_code for page, count in thrice.values()} == {OK}
    assert {role: count for role, (page, count) in thrice.items()} == once
    assert name in STAGED or max(once.values()) <= (LEAN_QUERIES if name in LEAN else QUERIES)
    assert max(len(page.content) for page, count in thrice.values()) <= (LEAN_BYTES if name in LEAN else 10**6)
    assert max(len(gzip.compress(page.content)) for page, count in thrice.values()) <= PACKED_BYTES
