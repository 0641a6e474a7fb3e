"""Is a brief its author's until they share it, read by whom they choose, and taken back from everybody at any time?"""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from groups import wall
from groups.models import AuditEvent, Words
from groups.tests.makers import make_group, make_member, make_room
from groups.words import write
from meetings.models import Brief
from meetings.models.hot_seats import draft
from meetings.models.updates import bring, keep
from meetings.parking import park
from meetings.tests.makers import make_meeting, make_request, make_seat

pytestmark = pytest.mark.django_db
SAID = "Whether to buy the van"


@pytest.fixture
def room():
    """Priya has the hot seat and a draft; Sam facilitates, Tom sits beside her."""
    group, group.sam, group.priya = make_room()
    group.tom = make_member(group, "Tom Reed")
    group.meeting = make_meeting(group, timezone.now() + timedelta(days=3), now=timezone.now())
    group.seat = make_seat(group.meeting, group.priya)
    with wall.as_person(group.priya):
        group.written = draft(group.seat, now=timezone.now(), decide=SAID)
    return group


@pytest.fixture
def address(room, client):
    client.force_login(room.priya)
    return f"/meetings/{room.meeting.pk}/"


def share(client, address, chosen):
    return client.post(f"{address}brief/share/", {"decide": SAID, "readers": chosen})


def who_reads(client, room, address):
    """Open the seat's page as each, and the meeting's: who finds the brief, and who is led to it."""
    found = {}
    for name in ("priya", "tom", "sam"):
        client.force_login(getattr(room, name))
        pages = [client.get(page).content.decode() for page in (f"{address}seats/1/", address)]
        found[name] = (SAID in pages[0], "Read the brief" in pages[1])
    client.force_login(room.priya)
    return [name for name, seen in found.items() if seen == (True, True)]


def test_a_draft_is_only_for_its_author(client, room, address):
    assert who_reads(client, room, address) == []
    assert "Only you can read this until you share it." in client.get(f"{address}brief/").content.decode()


def test_it_is_shared_with_one_person_first_then_with_the_group(client, room, address):
    seen = []
    for chosen in (str(room.tom.pk), "group"):
        share(client, address, chosen)
        seen.append((who_reads(client, room, address), Brief.objects.get().shared_at is not None))

    assert seen == [(["priya", "tom"], False), (["priya", "tom", "sam"], True)]


def test_fewer_people_read_it_again(client, room, address):
    share(client, address, "group")
    seen = []
    for chosen in (str(room.tom.pk), "me"):
        client.post(f"/words/{room.written.words_id}/readers/", {"readers": chosen})
        seen.append((who_reads(client, room, address), Brief.objects.get().shared_at))

    assert seen == [(["priya", "tom"], None), ([], None)]
    assert AuditEvent.objects.filter(act="narrowed").count() == 2


def test_taking_it_back_stands_in_the_log_once(client, room, address):
    share(client, address, "group")
    for _ in range(2):
        client.post(f"{address}brief/take-back/")

    assert (who_reads(client, room, address), AuditEvent.objects.filter(act="narrowed").count()) == ([], 1)


@pytest.mark.parametrize("chosen", ["", "me", "12345"])
def test_it_is_shared_with_nobody_but_those_in_the_list(client, room, address, chosen):
    response = share(client, address, chosen)

    assert (response.status_code, SAID in response.content.decode()) == (422, True)
    assert who_reads(client, room, address) == []


def test_a_draft_that_saves_itself_changes_no_reader(client, room, address):
    client.post(f"{address}brief/", {"decide": SAID, "readers": "group"}, headers={"X-Autosave": "1"})

    assert who_reads(client, room, address) == []


def test_the_database_refuses_a_brief_in_words_of_somebody_else(room):
    with wall.as_person(room.tom):
        foreign = write(room, room.tom, now=timezone.now(), text="Tom's own")

    with pytest.raises(IntegrityError, match="words of its own person and group"), wall.as_person(room.priya):
        Brief.objects.update(words=foreign)


BROUGHT = {
    "update": lambda room, now: keep(room.meeting, room.priya, now=now, challenge=SAID),
    "topic": lambda room, now: bring(room.meeting, room.priya, SAID, now=now),
    "parked topic": lambda room, now: park(room, room.priya, SAID, now=now),
    "request": lambda room, now: make_request(room, room.priya, now=now),
}


@pytest.mark.parametrize("make", BROUGHT.values(), ids=BROUGHT)
def test_the_database_binds_what_a_member_brings_to_their_own_words_of_that_group(room, make):
    now, quay = timezone.now(), make_group("Quay")
    elsewhere = {"group": quay, "meeting": make_meeting(quay, now + timedelta(days=3), now=now)}
    with wall.as_person(room.tom):
        foreign = write(room, room.tom, now=now, text="Tom's own")
    with wall.as_person(room.priya):
        made = make(room, now)
    owner = "meeting" if hasattr(made, "meeting") else "group"

    for forged in ({"words": foreign}, {"person": room.tom}, {owner: elsewhere[owner]}):
        with pytest.raises(IntegrityError, match="words of its own person and group"), wall.as_person(room.priya):
            type(made).objects.filter(pk=made.pk).update(**forged)


def test_the_ladder_starts_at_its_foot(room):
    with wall.as_person(room.priya):
        assert Words.objects.get().audience == Words.Audience.ME
