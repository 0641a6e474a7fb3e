"""Is everybody asked at nine by their own clock, halfway and on the day, and never after they have spoken?"""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.template.loader import get_template
from django.test.utils import CaptureQueriesContext

from accountability import nudges, rules
from accountability.models import Commitment
from accountability.rules import AFTER, DUE, HALFWAY, Held
from accountability.tests.makers import NOON, make_commitment, make_follow_up
from groups.tests.makers import make_group, make_member
from meetings.tests.makers import utc
from peergroups.outbox import letters
from peergroups.outbox.models import Delivery

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("dated_on", "due_on", "middle"),
    [
        ("2026-11-24", "2026-12-24", "2026-12-09"),
        ("2026-11-24", "2026-11-29", "2026-11-26"),
        ("2026-11-24", "2026-11-27", "2026-11-25"),
        ("2026-11-24", "2026-11-26", None),
        ("2026-11-24", "2026-11-25", None),
    ],
)
def test_the_middle_is_left_out_where_it_touches_the_due_day(dated_on, due_on, middle):
    found = rules.halfway(date.fromisoformat(dated_on), date.fromisoformat(due_on))

    assert found == (middle and date.fromisoformat(middle))


@pytest.mark.parametrize(
    ("zone", "due_on", "due_at", "useless_after"),
    [
        ("Europe/Berlin", "2027-03-27", "2027-03-27T08:00", "2027-03-27T23:00"),
        ("Europe/Berlin", "2027-03-28", "2027-03-28T07:00", "2027-03-28T22:00"),
        ("Europe/Berlin", "2027-10-31", "2027-10-31T08:00", "2027-10-31T23:00"),
        ("America/New_York", "2027-11-06", "2027-11-06T13:00", "2027-11-07T04:00"),
        ("America/New_York", "2027-11-07", "2027-11-07T14:00", "2027-11-08T05:00"),
        ("Australia/Lord_Howe", "2027-04-03", "2027-04-02T22:00", "2027-04-03T13:00"),
        ("Australia/Lord_Howe", "2027-04-04", "2027-04-03T22:30", "2027-04-04T13:30"),
        ("Pacific/Kiritimati", "2027-03-01", "2027-02-28T19:00", "2027-03-01T10:00"),
        ("Pacific/Honolulu", "2027-03-01", "2027-03-01T19:00", "2027-03-02T10:00"),
    ],
)
def test_the_day_itself_is_asked_about_at_nine_until_midnight(zone, due_on, due_at, useless_after):
    due_on = date.fromisoformat(due_on)
    _after, on_the_day = rules.nudges(due_on - timedelta(days=1), due_on, Held(zone))

    assert (on_the_day.kind, on_the_day.due_at, on_the_day.useless_after) == (DUE, utc(due_at), utc(useless_after))


@pytest.mark.parametrize(
    ("zone", "due_at", "useless_after"),
    [
        ("Europe/Berlin", "2027-03-28T07:00", "2027-04-06T22:00"),
        ("America/New_York", "2027-03-28T13:00", "2027-04-07T04:00"),
        ("Australia/Lord_Howe", "2027-03-27T22:00", "2027-04-06T13:30"),
        ("Pacific/Kiritimati", "2027-03-27T19:00", "2027-04-06T10:00"),
        ("Pacific/Honolulu", "2027-03-28T19:00", "2027-04-07T10:00"),
    ],
)
def test_halfway_is_of_use_until_the_day_begins(zone, due_at, useless_after):
    _after, _due, middle = rules.nudges(date(2027, 3, 18), date(2027, 4, 7), Held(zone))

    assert (middle.kind, middle.due_at, middle.useless_after) == (HALFWAY, utc(due_at), utc(useless_after))


@pytest.fixture
def commitment(db):
    """Priya's, made on 24 November for 4 December: asked about on 29 November and on the day, at nine in London."""
    group = make_group()
    return make_commitment(group, make_member(group), "Canary in the mill", due_on=date(2026, 12, 4))


MIDDLE, DAY = utc("2026-11-29T09:00"), utc("2026-12-04T09:00")


def owed_at(now):
    """Go round once and return what is owed now."""
    nudges.plan(now=now)
    return list(Delivery.objects.order_by("due_at").values_list("kind", "occurrence"))


@pytest.mark.parametrize(
    ("now", "kinds"),
    [
        (MIDDLE - HOUR, []),
        (MIDDLE, [HALFWAY]),
        (MIDDLE + timedelta(days=2), [HALFWAY]),
        (DAY - 9 * HOUR, []),
        (DAY - HOUR, []),
        (DAY, [DUE]),
        (DAY + 10 * HOUR, [DUE]),
        (DAY + 11 * HOUR, []),
        (DAY + 15 * HOUR, []),
        (DAY + timedelta(days=2), [AFTER]),
        (DAY + timedelta(days=4), [AFTER]),
        (DAY + timedelta(days=5), []),
    ],
)
def test_only_the_tightest_is_owed_in_its_time(commitment, now, kinds):
    assert [kind for kind, _occurrence in owed_at(now)] == kinds


def test_two_rounds_owe_one_mail(commitment):
    assert (nudges.plan(now=MIDDLE), nudges.plan(now=MIDDLE + HOUR)) == (1, 0)


def test_another_day_is_another_nudge(commitment):
    nudges.plan(now=MIDDLE)
    commitment.reschedule(date(2026, 12, 9), now=MIDDLE)

    assert owed_at(utc("2026-12-04T10:00")) == [(HALFWAY, "2026-12-04"), (HALFWAY, "2026-12-09")]


def test_a_new_day_brings_no_mail_that_is_late_at_once(commitment):
    commitment.reschedule(date(2026, 12, 9), now=utc("2026-12-02T10:00"))

    assert owed_at(utc("2026-12-02T10:01")) == []


@pytest.mark.parametrize(
    ("outcome", "said_at", "kinds"),
    [
        ("done", MIDDLE - HOUR, []),
        ("changed", MIDDLE - HOUR, []),
        ("partly", MIDDLE - HOUR, [DUE]),
        ("not_yet", DAY - HOUR, []),
    ],
)
def test_whoever_spoke_is_not_asked_the_same_again(commitment, outcome, said_at, kinds):
    make_follow_up(commitment, outcome, now=said_at)

    assert [kind for now in (MIDDLE, DAY) if now > said_at for kind, _day in owed_at(now)] == kinds


def test_nobody_asks_those_who_left(commitment):
    commitment.group.membership_of(commitment.person).leave(now=NOON)

    assert owed_at(DAY) == []


def test_nobody_asks_an_account_that_rests(commitment):
    commitment.person.is_active = False
    commitment.person.save()

    assert owed_at(DAY) == []


def still_true(now):
    return nudges.still_true(Delivery.objects.get(), now=now)


def test_it_still_goes_while_its_time_lasts(commitment):
    nudges.plan(now=MIDDLE)

    assert [still_true(now) for now in (MIDDLE, DAY - 14 * HOUR, DAY)] == [True, True, False]


def test_it_no_longer_goes_once_settled(commitment):
    nudges.plan(now=DAY)
    make_follow_up(commitment, "done", now=DAY)

    assert still_true(DAY) is False


def test_it_no_longer_goes_once_moved(commitment):
    nudges.plan(now=MIDDLE)
    commitment.reschedule(date(2026, 12, 10), now=MIDDLE)

    assert still_true(MIDDLE) is False


def test_it_no_longer_goes_once_gone(commitment):
    nudges.plan(now=MIDDLE)
    commitment.group.membership_of(commitment.person).leave(now=MIDDLE)

    assert still_true(MIDDLE) is False


@pytest.mark.parametrize(
    "zone", ["Pacific/Kiritimati", "Pacific/Honolulu", "Australia/Lord_Howe", "America/New_York", "Pacific/Pago_Pago"]
)
@pytest.mark.parametrize("day_before", [False, True])
def test_the_coarse_filter_loses_nobody(db, zone, day_before):
    group = make_group()
    kai = make_member(group, "Kai Akana", time_zone=zone)
    commitment = make_commitment(group, kai, due_on=date(2026, 12, 5))
    held = Held(zone, hour=21 if day_before else 6, day_before=day_before)
    moments = [nudge.due_at for nudge in rules.nudges(commitment.dated_on, commitment.due_on, held)]

    assert [Commitment.objects.near_a_nudge(now).count() for now in moments] == [1, 1, 1]


def test_a_round_asks_as_much_for_one_commitment_as_for_three_and_only_of_what_is_near(commitment):
    make_commitment(commitment.group, commitment.person, due_on=date(2027, 3, 1))
    for_one = queries_of_a_round()
    near = [make_commitment(commitment.group, commitment.person, due_on=date(2026, 12, 4)) for _ in range(2)]
    for_two_more = queries_of_a_round()

    assert (for_one, for_two_more, queries_of_a_round()) == (5, 5, 1)  # once all are asked, one that finds nothing
    assert set(Commitment.objects.near_a_nudge(MIDDLE)) == {commitment, *near}


def queries_of_a_round():
    with CaptureQueriesContext(connection) as queries:
        nudges.plan(now=MIDDLE)
    return len(queries)


@pytest.mark.parametrize("now", [MIDDLE, DAY])
def test_the_mail_says_the_day_and_not_the_commitment(client, time_machine, commitment, now):
    time_machine.move_to(now)
    nudges.plan(now=now)
    delivery = Delivery.objects.get()
    delivery.written_at = now
    letter = letters.write(delivery, now=now)

    assert "Friday 4 December" in letter.body
    assert client.get(re.search(r"/c/\S+", letter.body)[0]).status_code == 200
    assert "Canary" not in letter.message().as_string()


@pytest.mark.parametrize("kind", [HALFWAY, DUE, AFTER])
def test_the_subject_is_read_at_a_glance(kind):
    subject = get_template(f"accountability/mail/{kind}.subject.txt").render({"day": "Wednesday 30 September 2027"})

    assert len(subject.strip()) < 50
