"""Is whoever has the hot seat asked for their brief 4 days and 1 day before, at nine by their own clock?"""

from datetime import timedelta

import pytest

from groups import wall
from groups.models import Person
from groups.tests.makers import make_room
from meetings import briefs, reminders
from meetings.models import Meeting
from meetings.models.hot_seats import assign, draft
from meetings.tests.makers import make_meeting, make_seat, utc
from peergroups.outbox import sending
from peergroups.outbox.kinds import KINDS
from peergroups.outbox.models import Delivery, Wishes

pytestmark = pytest.mark.django_db

STARTS = utc("2027-01-21T18:00")
FOUR_DAYS, ONE_DAY = utc("2027-01-17T09:00"), utc("2027-01-20T09:00")
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def seat():
    """Priya's, given a month before; London keeps UTC in January."""
    group, _sam, priya = make_room()
    planned = STARTS - timedelta(days=30)
    return make_seat(make_meeting(group, STARTS, now=planned), priya, now=planned)


def owed_at(now):
    """Go round once and return the leads owed so far."""
    briefs.plan(now=now)
    return [row.occurrence.partition(" days ")[0] for row in Delivery.objects.order_by("due_at")]


@pytest.mark.parametrize(
    ("now", "leads"),
    [
        (FOUR_DAYS - A_MINUTE, []),
        (FOUR_DAYS, ["4"]),
        (ONE_DAY - A_MINUTE, ["4"]),
        (ONE_DAY, ["1"]),
        (STARTS, []),
    ],
)
def test_only_the_tightest_is_owed_in_its_time(seat, now, leads):
    assert owed_at(now) == leads


def test_each_is_owed_once_however_often_the_clock_goes_round(seat):
    assert [owed_at(now)[-1] for now in (FOUR_DAYS, FOUR_DAYS + A_MINUTE, ONE_DAY, ONE_DAY + A_MINUTE)] == list("4411")
    assert set(Delivery.objects.values_list("kind", "person")) == {("brief_due", seat.person_id)}


@pytest.mark.parametrize(
    ("zone", "nine"), [("America/New_York", "2027-01-17T14:00"), ("Pacific/Kiritimati", "2027-01-17T19:00")]
)
def test_nine_is_that_of_the_seated_person(seat, zone, nine):
    type(seat.person).objects.update(time_zone=zone)

    assert (owed_at(utc(nine) - A_MINUTE), owed_at(utc(nine))) == ([], ["4"])


def test_a_seat_given_late_is_asked_about_from_then_on(seat):
    seat.assigned_at = ONE_DAY - timedelta(hours=1)
    seat.save()

    briefs.plan(now=seat.assigned_at)

    row = Delivery.objects.get()
    assert (row.due_at, row.useless_after) == (seat.assigned_at, seat.assigned_at + timedelta(days=1))


def share(seat):
    with wall.as_person(seat.person):
        draft(seat, now=FOUR_DAYS, decide="Whether to buy the van").share(now=FOUR_DAYS)


def give_up(seat):
    assign(seat.item, None, now=FOUR_DAYS)


def cancel(seat):
    seat.meeting.cancel(now=FOUR_DAYS)


def move(seat):
    seat.meeting.move(STARTS + timedelta(days=7), minutes=90, now=FOUR_DAYS)


@pytest.mark.parametrize("happens", [share, give_up, cancel, move])
def test_nobody_is_asked_for_what_is_there_or_no_longer_wanted(seat, happens):
    happens(seat)

    assert owed_at(FOUR_DAYS) == []


@pytest.mark.parametrize("happens", [share, give_up, cancel, move])
def test_a_mail_already_owed_does_not_go_then(seat, happens):
    briefs.plan(now=FOUR_DAYS)
    delivery = Delivery.objects.get()
    before = briefs.still_true(delivery, now=FOUR_DAYS)

    happens(seat)

    assert (before, briefs.still_true(delivery, now=FOUR_DAYS)) == (True, False)


def test_a_draft_is_not_enough(seat):
    with wall.as_person(seat.person):
        draft(seat, now=FOUR_DAYS, decide="Whether to buy the van")

    assert owed_at(ONE_DAY) == ["1"]


def test_who_left_is_asked_no_more(seat):
    briefs.plan(now=FOUR_DAYS)
    seat.meeting.group.membership_of(seat.person).leave(now=FOUR_DAYS)

    assert briefs.still_true(Delivery.objects.get(), now=FOUR_DAYS) is False


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("shared", [False, True])
def test_the_reminder_that_is_due_with_it_goes_in_the_same_mail(seat, mailoutbox, shared):
    """Both are due at nine where a group meets at nine; whoever has shared their brief gets the reminder alone."""
    nine = STARTS.replace(hour=9)
    Meeting.objects.update(starts_at=nine, ends_at=nine + timedelta(hours=1))
    briefs.plan(now=ONE_DAY)
    reminders.plan(now=ONE_DAY)
    if shared:
        with wall.as_person(seat.person):
            draft(seat, now=ONE_DAY, decide="Whether to buy the van").share(now=ONE_DAY)

    for later in range(3):
        sending.drain(now=ONE_DAY + later * A_MINUTE)

    mine = [mail for mail in mailoutbox if mail.to == [seat.person.email]]
    assert [mail.subject.partition(" ")[0] for mail in mine] == (["Read"] if shared else ["Your"])
    assert "It is near" not in mine[0].body if shared else "It is near" in mine[0].body
    states = Delivery.objects.filter(person=seat.person).order_by("kind").values_list("state", flat=True)
    assert list(states) == (["stale", "sent"] if shared else ["sent", "sent"])


@pytest.mark.django_db(transaction=True)
def test_a_reminder_that_goes_in_the_same_mail_loses_nothing_of_its_own(mailoutbox):
    """London puts its clocks back on the last Sunday of October 2026, New York a week later; both are due at nine."""
    group, _sam, grace = make_room()
    Person.objects.filter(pk=grace.pk).update(time_zone="America/New_York")
    meets, the_day_before = utc("2026-10-27T13:00"), utc("2026-10-26T13:00")
    how = {"now": meets - timedelta(days=30), "place": "online", "link": "https://meet.example.org/mill"}
    make_meeting(group, utc("2026-10-20T12:00"), **how)
    make_seat(make_meeting(group, meets, **how), grace, now=how["now"])
    briefs.plan(now=the_day_before)
    reminders.plan(now=the_day_before)

    sending.drain(now=the_day_before)

    [mail] = [mail for mail in mailoutbox if mail.to == [grace.email]]
    drifted = "Clocks in London changed: this is 9:00 am for you, last time it was 8:00 am."
    assert [drifted in text for text in (mail.body, mail.alternatives[0][0])] == [True, True]
    assert [name for name, _content, _mimetype in mail.attachments] == ["meeting.ics"]


def test_a_reminder_waits_for_no_brief_that_waits_for_monday(seat):
    """On Sunday evening the one is of no use later, the other still is in the morning."""
    Wishes.objects.create(person=seat.person, quiet_weekends=True)
    monday, sunday = utc("2027-01-18T18:00"), utc("2027-01-17T18:00")
    Meeting.objects.update(starts_at=monday, ends_at=monday + timedelta(hours=1))
    briefs.plan(now=sunday)
    reminders.plan(now=sunday)
    rows = {row.kind: row for row in Delivery.objects.filter(person=seat.person)}

    waits = {kind: KINDS[kind].waits(row, now=sunday) for kind, row in rows.items()}

    assert waits == {"brief_due": utc("2027-01-18T07:00"), "meeting_reminder": sunday}
