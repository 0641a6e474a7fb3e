"""Is everybody held as they said: in that tone, at that hour, in that name, and with several questions in one mail?"""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accountability import nudges
from accountability.models import Holding
from accountability.tests.makers import NOON, make_commitment, make_follow_up
from groups import wall
from groups.models import Words
from groups.tests.makers import make_facilitator, make_group, make_member
from meetings.tests.makers import utc
from peergroups.outbox import sending
from peergroups.outbox.models import Delivery, Wishes

pytestmark = pytest.mark.django_db(transaction=True)
NINE, SIX = utc("2026-12-04T09:00"), utc("2026-12-04T18:00")
FRIDAY = date(2026, 12, 4)
ADDRESS = "/groups/mill-street/hold-me/"


@pytest.fixture
def room(client):
    """Sam keeps Mill Street, Priya committed to something for Friday 4 December on the day before yesterday."""
    group = make_group()
    group.sam, group.priya = make_facilitator(group), make_member(group)
    client.force_login(group.priya)
    commit(group, "Canary in the mill")
    return group


def commit(group, what="Call Ann", **fields):
    return make_commitment(group, group.priya, what, **{"due_on": FRIDAY, "now": utc("2026-12-03T12:00")} | fields)


def typed(**changes):
    usual = {"tone": "gentle", "hour": "9", "day_before": "no", "by": "app", "avoid": "", "readers": "me"}
    return usual | changes


def go_round(now):
    """Owe what is due and send it; return what arrived now."""
    mail.outbox.clear()
    nudges.plan(now=now)
    sending.drain(now=now)
    return list(mail.outbox)


def states():
    return sorted(Delivery.objects.values_list("kind", "state"))


def test_what_is_chosen_changes_tone_hour_and_sender_of_the_next_mail(room, client):
    chosen = typed(tone="direct", hour="18", by="facilitator", avoid="Not at work", readers=str(room.sam.pk))

    assert client.post(ADDRESS, chosen).status_code == 302

    assert go_round(NINE) == []
    (letter,) = go_round(SIX)
    assert letter.subject == "Done, or not yet?"
    assert letter.from_email.startswith("Sam and Mill Street group <")
    assert "Sam asks, as you wished." in letter.body
    assert "Not at work" not in letter.message().as_string()


def test_an_hour_chosen_when_the_mail_is_owed_already_makes_it_wait(room, client):
    nudges.plan(now=NINE)
    client.post(ADDRESS, typed(hour="18"))

    assert go_round(NINE) == []
    assert states() == [("nudge_due", "owed")]
    assert [letter.subject for letter in go_round(SIX)] == ["Today is the day you chose"]


def test_the_day_before_is_a_day_to_be_asked(room, client):
    client.post(ADDRESS, typed(day_before="yes"))
    commit(room, now=NOON, due_on=date(2026, 12, 10))

    assert [letter.subject for letter in go_round(utc("2026-12-09T09:00"))] == ["Tomorrow is the day you chose"]
    assert go_round(utc("2026-12-10T09:00")) == []


def test_a_facilitator_who_is_away_asks_nobody(room, client):
    client.post(ADDRESS, typed(by="facilitator"))
    place = room.membership_of(room.sam)
    place.paused_at, place.returns_at = (timezone.now() + timedelta(days=days) for days in (-1, 30))
    place.save()

    (letter,) = go_round(NINE)
    assert letter.from_email.startswith("Mill Street group <")


def test_what_falls_together_goes_in_one_mail_and_counts_as_one(room):
    commit(room)

    (letter,) = go_round(NINE)

    assert letter.subject == "How are 2 of your commitments going?"
    assert states() == [("nudge_due", "sent")] * 2
    assert Delivery.objects.values("message_id").distinct().count() == 1
    assert go_round(NINE + timedelta(hours=1)) == []


def test_commitments_of_two_groups_go_in_one_mail_of_the_house(room):
    quay = make_group("Quay", programme=room.programme)
    quay.priya = make_member(quay, person=room.priya)
    commit(quay)

    (letter,) = go_round(NINE)

    assert letter.from_email.startswith("Peergroups <")
    assert [name for name in ("Mill Street", "Quay") if f"({name})" in letter.body] == ["Mill Street", "Quay"]


def test_two_voices_are_two_mails(room, client):
    client.post(ADDRESS, typed(by="facilitator"))
    quay = make_group("Quay", programme=room.programme)
    quay.priya = make_member(quay, person=room.priya)
    commit(quay)

    assert len(go_round(NINE)) == 2


def test_no_fourth_mail_goes_in_a_week_even_if_it_is_owed(room):
    for day in (1, 2, 3):
        commit(room, due_on=date(2026, 12, day), now=NOON)
    monday, *days = [utc(f"2026-12-0{day}T09:00") for day in (1, 2, 3)]
    nudges.plan(now=NINE)

    assert [len(go_round(now)) for now in (monday, *days, NINE)] == [1, 1, 1, 0]
    assert ("nudge_due", "stale") in states()


@pytest.mark.parametrize("paused_until", [date(2026, 12, 5), date(2027, 1, 1)])
def test_a_pause_is_kept_by_what_is_owed_too(room, paused_until):
    nudges.plan(now=NINE)
    Wishes.objects.create(person=room.priya, paused_until=paused_until)

    assert go_round(NINE) == []


def test_quiet_hours_let_a_mail_wait_and_not_die(room):
    nudges.plan(now=NINE)
    Wishes.objects.create(person=room.priya, quiet_from=22, quiet_until=12)

    assert go_round(NINE) == []
    assert [len(go_round(now)) for now in (utc("2026-12-04T11:59"), utc("2026-12-04T12:00"))] == [0, 1]


def test_nothing_is_asked_once_it_is_said(room):
    nudges.plan(now=NINE)
    make_follow_up(room.priya.commitments.get(), "not_yet", now=NINE)

    assert go_round(NINE) == []


def test_what_not_to_do_is_read_by_whoever_was_chosen(room, client):
    client.post(ADDRESS, typed(avoid="Do not ring", readers=str(room.sam.pk)))

    read = {}
    for person in (room.priya, room.sam, make_member(room, "Arun Rao")):
        with wall.as_person(person):
            read[person.first_name] = [
                one.words.answers for one in Holding.objects.select_related("words") if one.words
            ]
    assert read == {"Priya": [{"avoid": "Do not ring"}], "Sam": [{"avoid": "Do not ring"}], "Arun": []}


def test_a_line_taken_out_is_gone(room, client):
    client.post(ADDRESS, typed(avoid="Do not ring"))
    client.post(ADDRESS, typed(avoid=""))

    with wall.as_person(room.priya):
        assert not Words.objects.filter(holding__isnull=False).exists()
        assert Words.objects.filter(author=room.priya).count() == 1  # the commitment's


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("tone", "rude", "Choose one of these."),
        ("hour", "3", "Choose one of these."),
        ("hour", "nine", "Choose one of these."),
        ("by", "buddy of mine", "Choose one of these."),
        ("avoid", "é" * 501, "Say it in at most 500 characters."),
    ],
)
def test_rubbish_gets_a_sentence_and_loses_nothing(room, client, field, value, sentence):
    response = client.post(ADDRESS, typed(avoid="Do not ring") | {field: value})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert field == "avoid" or "Do not ring" in response.content.decode()
    assert not Holding.objects.exists()
