"""Who finds what at each rung of the ladder? Every role, through every page, the database, the glass and the export."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accountability.models import commit
from groups import erasure, exports, wall
from groups import glass as glasses
from groups.models import Membership, Words
from groups.tests.makers import make_member, make_second_pair_of_eyes
from groups.words import write
from peergroups import clock
from peergroups.kit.wallclock import MORNING, instant
from peergroups.tests.cast import gather
from peergroups.tests.doors import DOORS
from peergroups.tests.doors.addresses import address
from peergroups.tests.test_exports import confirmed, made, opened

pytestmark = pytest.mark.django_db
SAID = "canary on the ladder"
RUNGS = {"me": ["author"], "reader": ["author", "reader"], "group": ["author", "facilitator", "member", "reader"]}


@pytest.fixture
def cast():
    """The room everybody tries, and two people more: whoever wrote, and their one reader."""
    cast = gather()
    cast.people |= {"author": make_member(cast.room, "Tom Reed"), "reader": make_member(cast.room, "Arun Rao")}
    cast.author, cast.reader = cast.people["author"], cast.people["reader"]
    return cast


def say(cast, rung, said=SAID):
    """Let Tom commit to something for this rung, with a line on how it went, and leave a word for his going."""
    now = timezone.now()
    readers = {"audience": rung, "reader": cast.reader if rung == "reader" else None}
    with wall.as_person(cast.author):
        made_at_meeting = {"meeting": cast.meeting, "due_on": (now + timedelta(days=5)).date(), "now": now}
        commitment = commit(cast.room, cast.author, what=said, **made_at_meeting, **readers)
        commitment.follow_up("partly", said, now=now)
        place = cast.room.memberships.get(person=cast.author)
        place.farewell = write(cast.room, cast.author, now=now, text=said, **readers)
        place.leaves_at = now + timedelta(days=9)
        place.save(update_fields=["farewell", "leaves_at"])
    return commitment


def found_in_the_database(person):
    with wall.as_person(person), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM groups_words")
        keys = [key for (key,) in cursor.fetchall()]
        return [
            words for words in Words.objects.filter(pk__in=keys) if any(SAID in said for said in words.answers.values())
        ]


def opened_pages(client, cast, person):
    """Open every page there is as somebody."""
    client.logout()
    if person:
        client.force_login(person)
    doors = [door for door in DOORS if door.startswith("GET")]
    return {door: client.get(address(door.split()[1], cast)).content.decode() for door in doors}


def found_on_pages(client, cast, person):
    """Say on which pages the words stand."""
    return {door for door, page in opened_pages(client, cast, person).items() if SAID in page}


def test_each_rung_is_read_by_those_it_names_and_nobody_else(client, cast):
    for rung in RUNGS:
        say(cast, rung, f"{SAID}, {rung}")
    in_database, some, on_pages = ({rung: [] for rung in RUNGS} for _place in range(3))

    for role, person in sorted(cast.people.items()):
        pages = opened_pages(client, cast, person).values()
        words = found_in_the_database(person) if person else []
        for rung in RUNGS:
            theirs = [said for said in words if f"{SAID}, {rung}" in said.answers.values()]
            in_database[rung] += [role] if len(theirs) == 3 else []
            some[rung] += [role] if theirs else []
            on_pages[rung] += [role] if any(f"{SAID}, {rung}" in page for page in pages) else []

    assert (in_database, some, on_pages) == (RUNGS, RUNGS, RUNGS)


def test_those_who_read_find_all_of_it_in_the_room(client, cast):
    say(cast, "reader")

    assert found_on_pages(client, cast, cast.reader) == {"GET groups:room", "GET accountability:group"} | {
        "GET meetings:detail"
    }


def test_whoever_left_finds_nothing_of_what_was_for_them(client, cast):
    say(cast, "reader")
    cast.room.memberships.get(person=cast.reader).leave(now=timezone.now())

    assert (found_in_the_database(cast.reader), found_on_pages(client, cast, cast.reader)) == ([], set())


@pytest.mark.parametrize(("rung", "many"), [("me", 0), ("reader", 0), ("group", 3)])
def test_through_the_glass_only_the_groups_words_are_read(cast, rung, many):
    say(cast, rung)
    now, admin = timezone.now(), cast.people["admin"]
    second = make_second_pair_of_eyes()
    cast.room.programme.admins.add(second)
    glasses.confirm(cast.glass, by=second, now=now - timedelta(hours=1))
    cast.glass.refresh_from_db()
    today = timezone.localdate(now, cast.room.clock)
    with wall.as_person(admin):
        glasses.read(cast.glass, today, today, by=admin, now=now)

        assert len([words for words in Words.objects.all() if SAID in words.answers.values()]) == many


@pytest.mark.parametrize("rung", RUNGS)
def test_ones_export_has_ones_words_of_each_rung_and_says_who_reads_them(cast, rung):
    say(cast, rung)

    told = json.loads(opened(exports.fetch(made(cast.author), now=timezone.now()))["your-words.json"])

    assert told["Commitments"][0]["what"] == SAID
    assert told["Commitments"][0]["who reads this"] == Words.Audience(rung).label
    theirs = opened(exports.fetch(made(cast.reader), now=timezone.now()))
    assert [name for name, text in theirs.items() if SAID in text] == []


def test_erasing_the_reader_leaves_the_author_theirs(cast):
    say(cast, "reader")
    erasure.erase(cast.reader, now=timezone.now())

    assert (len(found_in_the_database(cast.author)), found_in_the_database(cast.reader)) == (3, [])


@pytest.mark.parametrize("rung", RUNGS)
def test_erasing_the_author_takes_it_from_everybody(cast, rung):
    say(cast, rung)
    erasure.erase(cast.author, now=timezone.now())

    assert [role for role, person in cast.people.items() if person and found_in_the_database(person)] == []


@pytest.mark.parametrize("rung", RUNGS)
def test_whoever_reads_it_its_author_is_asked_how_it_went(cast, rung):
    commitment = say(cast, rung)

    clock.plan(instant(commitment.due_on, MORNING, cast.author.time_zone))

    assert cast.author.deliveries.filter(kind="nudge_due", about_id=commitment.pk).count() == 1


def told(client, person):
    client.force_login(person)
    return " ".join(client.get("/settings/who-sees-what/").content.decode().split())


@pytest.mark.parametrize(
    ("rung", "sentence"),
    [("me", "Only you read:"), ("reader", "You and Arun Rao read:"), ("group", "You and all 3 others read:")],
)
def test_who_sees_what_is_said_in_sentences(client, cast, rung, sentence):
    say(cast, rung)

    page = told(client, cast.author)

    assert sentence in page
    for what in ("1 commitment", "1 line on how it went", "1 farewell"):
        assert f"{what}</a>" in page


def test_a_reader_who_left_is_not_said_to_read(client, cast):
    say(cast, "reader")
    cast.room.memberships.get(person=cast.reader).leave(now=timezone.now())

    assert "Only you read:" in told(client, cast.author)


def test_of_a_group_one_left_it_says_who_still_reads(client, cast):
    say(cast, "group")
    cast.room.memberships.get(person=cast.author).leave(now=timezone.now())

    page = told(client, cast.author)

    assert ("Its 3 members still read: 1 farewell, 1 commitment" in page, "/words/" in page) == (True, False)


def test_a_farewell_goes_to_whom_one_chose(client, cast):
    confirmed(client, cast.author)
    today = timezone.localdate(timezone.now(), cast.room.clock) + timedelta(days=30)
    client.post(
        f"/groups/{cast.room.slug}/leave/",
        {"last_day": today.isoformat(), "farewell": SAID, "readers": str(cast.reader.pk)},
    )
    told = [role for role, person in sorted(cast.people.items()) if person and found_in_the_database(person)]

    assert (told, Membership.objects.get(person=cast.author).farewell_id is not None) == (["author", "reader"], True)
    assert "GET groups:room" in found_on_pages(client, cast, cast.reader)
