"""Is everybody held by another after each meeting, and does a buddy ask in their name and read what was opened?"""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from accountability import buddies, nudges
from accountability.tests.circle import PAGE, done, hold, make_circle, shown
from accountability.tests.makers import NOON, THURSDAY, make_commitment, make_meeting
from accountability.tests.pages import MINE
from groups import wall
from groups.tests.makers import make_facilitator, make_group, make_member, make_person
from meetings.tests.makers import utc
from peergroups.outbox import letters
from peergroups.outbox.models import Delivery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday_noon")]


@pytest.fixture
def room(group):
    return make_circle(group)


def found(room, now=NOON):
    return {
        pair.held.place.person.first_name: pair.buddy.first_name
        for pair in buddies.pairs(buddies.chosen_in(room.group.pk, now))
    }


# Who it is ------------------------------------------------------------------------------------------------


def test_after_each_meeting_it_is_somebody_else(room):
    meetings = [make_meeting(room.group, days) for days in (1, 2, 3)]
    meetings[1].cancel(now=NOON)

    turns = [found(room, meeting.ends_at) for meeting in (meetings[0], *meetings[::2])]

    assert found(room) == {"Priya": "Arun", "Arun": "Tom", "Tom": "Priya"}
    assert turns[0] == turns[1] == {"Priya": "Tom", "Arun": "Priya", "Tom": "Arun"}
    assert turns[2] == found(room)


def test_whoever_is_not_there_is_nobodys_buddy_and_has_none(room, subtests):
    place = room.group.memberships.filter(person=room.arun)
    pair = {"Priya": "Tom", "Tom": "Priya"}
    a_day = timedelta(days=1)
    ways = {
        "on a sabbatical": {"paused_at": Now() - a_day, "returns_at": Now() + a_day},
        "who left": {"left_at": Now()},
        "whose notice is over": {"leaves_at": Now() - a_day},
    }
    for name, change in ways.items():
        with subtests.test(name), transaction.atomic():
            place.update(**change)
            assert found(room) == pair
            transaction.set_rollback(True)
    with subtests.test("who did not sign"), transaction.atomic():
        place.get().signatures.all().delete()
        assert found(room) == pair
        transaction.set_rollback(True)
    with subtests.test("whose account rests"), transaction.atomic():
        type(room.arun).objects.filter(pk=room.arun.pk).update(is_active=False)
        assert found(room) == pair
        transaction.set_rollback(True)
    with subtests.test("who chose the app again"):
        hold(room.group, room.arun, by="app")
        assert found(room) == pair


def test_nobody_is_paired_across_groups_and_each_page_tells_of_its_own(client, room):
    quay = make_group("Quay", programme=room.group.programme)
    for person in (room.jo, room.tom):
        hold(quay, make_member(quay, person=person))

    pages = [shown(client, room.jo, page) for page in (MINE, "/groups/quay/commitments/", PAGE)]

    assert ["Tom’s buddy until" in text for text in pages] == [True, True, False]
    pages = [shown(client, room.jo, f"/groups/{slug}/hold-me/") for slug in ("quay", "mill-street")]
    assert ["Tom Reed, your buddy now" in text for text in pages] == [True, False]


# In whose name --------------------------------------------------------------------------------------------


def letter(now):
    nudges.plan(now=now)
    delivery = Delivery.objects.get()
    delivery.written_at = now
    return letters.write(delivery, now=now)


@pytest.mark.parametrize(
    ("others", "sender", "sentence"),
    [(True, "Arun and Mill Street group", "Arun asks as your buddy, as you wished."), (False, "Mill Street group", "")],
)
def test_the_mail_comes_in_a_buddys_name_and_in_the_groups_where_there_is_none(room, others, sender, sentence):
    for person in () if others else (room.arun, room.tom):
        hold(room.group, person, by="app")
    make_commitment(room.group, room.priya, "Canary in the mill", due_on=THURSDAY)

    mail = letter(utc("2026-11-26T09:00"))

    assert mail.from_email.startswith(f"{sender} <")
    assert [sentence in text for text in (mail.body, mail.alternatives[0].content)] == [True, True]
    assert ("asks" in mail.body) is others
    assert "Canary" not in mail.message().as_string()


def test_who_asks_as_a_buddy_here_and_as_facilitator_there_writes_two_mails(room):
    """One mail would say of one of them what is true of the other."""
    hold(room.group, room.sam)
    hold(room.group, room.arun, by="app")
    hold(room.group, room.tom, by="app")
    quay = make_group("Quay", programme=room.group.programme)
    make_member(quay, person=room.priya)
    make_facilitator(quay, person=room.sam)
    hold(quay, room.priya, by="facilitator")
    now = utc("2026-11-26T09:00")
    for group in (room.group, quay):
        make_commitment(group, room.priya, due_on=THURSDAY)
    nudges.plan(now=now)

    assert [nudges.riders(one, now=now) for one in Delivery.objects.all()] == [[], []]


# What they read -------------------------------------------------------------------------------------------


def test_a_buddy_reads_whose_they_are_and_how_until_the_next_meeting(client, room):
    hold(room.group, room.priya, tone="direct", hour=18, day_before=True, avoid="Do not ring me", audience="group")

    for page in (PAGE, MINE):
        text = shown(client, room.arun, page)
        assert ("Priya’s buddy until" in text, "Do not ring me" in text) == (True, True)
        assert "ask directly and in your name, the day before at 6:00 pm (London)" in text
    for person in (room.tom, room.jo, room.sam, room.priya):
        assert ["Priya’s buddy" in shown(client, person, page) for page in (PAGE, MINE)] == [False, False]


def test_what_not_to_do_is_read_by_a_buddy_to_whom_it_was_opened(client, room):
    hold(room.group, room.priya, avoid="Do not ring me", audience="reader", reader=room.sam)

    assert "Do not ring me" not in shown(client, room.arun)


def test_what_not_to_do_is_read_by_all_it_was_opened_to_whoever_holds_them(client, room):
    hold(room.group, room.priya, avoid="Do not ring me", audience="reader", reader=room.sam)
    hold(room.group, room.tom, by="app", avoid="No jokes", audience="group")
    hold(room.group, room.arun, avoid="My own note", audience="me")

    pages = [shown(client, person) for person in (room.sam, room.jo, room.priya, room.arun)]

    assert ["Do not ring me" in text for text in pages] == [True, False, False, False]
    assert ["No jokes" in text for text in pages] == [True] * 4
    assert [text for text in pages if "My own note" in text] == []
    room.group.membership_of(room.tom).leave(now=NOON)
    assert "No jokes" not in shown(client, room.jo)


def test_whoever_facilitates_reads_how_those_who_chose_them_want_to_be_held(client, room):
    eve = make_facilitator(room.group, "Eve Park")
    room.group.memberships.filter(person=eve).update(joined_at=NOON)
    hold(room.group, room.jo, by="facilitator", tone="direct", avoid="No jokes", audience="reader", reader=room.sam)
    hold(room.group, room.sam, by="facilitator")

    by_sam, by_arun, by_eve = (shown(client, person) for person in (room.sam, room.arun, eve))

    told = ("Jo wants to be asked by you.", "No jokes", "Sam wants to be asked by you.")
    assert [by_sam.count(text) for text in told] == [1, 1, 0]
    assert [text in by_arun for text in told] == [False] * 3
    assert [text in by_eve for text in told] == [False, False, True]


def test_whoever_is_let_help_reads_nothing_of_whom_somebody_holds(room):
    """They are shown the very page, and the database is told that nobody asks."""
    hold(room.group, room.tom, avoid="No jokes", audience="group")
    found = []
    for asks in (room.arun, make_person("Otto Berg")):
        with wall.as_person(asks):
            asked = buddies.not_to_do(room.arun, room.group, besides=[])
            found.append((len(buddies.held_by(room.arun, NOON)), len(asked)))

    assert found == [(1, 1), (0, 0)]


@pytest.mark.parametrize("page", [PAGE, MINE])
def test_however_many_one_holds_a_page_asks_as_much(client, room, page):
    counts = []
    for people in ((room.jo,), (room.priya, room.tom)):
        for person in people:
            hold(room.group, person, by="facilitator")
            done(room, person)
        client.force_login(room.sam)
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_buddy_is_named_among_the_readers_one_can_choose(client, room):
    pages = [shown(client, room.priya, page) for page in ("/commitments/add/", "/groups/mill-street/hold-me/")]

    assert ["One person: Arun Rao, your buddy now" in text for text in pages] == [True, True]
    assert [text.count("your buddy now") for text in pages] == [1, 1]
    assert "Your buddy now is Arun." in pages[1]


def test_the_choice_says_when_nobody_else_made_it(client, room):
    waits = "Until a second person chooses this, the app asks."
    for person in (room.arun, room.tom):
        hold(room.group, person, by="app")

    assert [waits in shown(client, person, "/groups/mill-street/hold-me/") for person in (room.priya, room.jo)] == [
        True,
        False,
    ]
