"""Is each presenter asked once after a month and once after three, by their own morning, and is the answer theirs?"""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from accountability import asking, looking_back, months
from accountability.models import Commitment, LookBack, ReadBack, read_backs
from accountability.tests.held import phone
from groups import sabbaticals, wall
from groups.models import Words
from groups.tests.makers import make_group, make_member, make_room
from groups.words import write
from meetings.models import HotSeat, Sitting
from meetings.tests.makers import make_meeting, make_seat, utc
from peergroups.kit.wallclock import months_after
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db
CLOSED = datetime.fromisoformat("2026-10-15T19:00:00+00:00")
A_MONTH = datetime.fromisoformat("2026-11-15T09:00:00+00:00")
THREE_MONTHS = datetime.fromisoformat("2027-01-15T09:00:00+00:00")
A_MINUTE, AN_HOUR = timedelta(minutes=1), timedelta(hours=1)
SAID = "canary of the look back"


@pytest.fixture
def seat(time_machine):
    """Priya closed her hot seat on 15 October."""
    time_machine.move_to(CLOSED, tick=False)
    group, sam, priya = make_room()
    meeting = make_meeting(group, CLOSED - AN_HOUR, now=CLOSED - timedelta(days=9))
    seat = make_seat(meeting, priya, now=CLOSED)
    Sitting.objects.create(
        meeting=meeting, leader=sam, led_since=CLOSED, started_at=CLOSED - AN_HOUR, ends_at=CLOSED, ended_at=CLOSED
    )
    close(seat, "later")
    seat.sam, seat.clock = sam, time_machine
    return seat


def close(seat, way):
    with wall.as_person(seat.person):
        kept = read_backs.keep(seat, now=CLOSED, heard=SAID, got="", will="", due_on="", first_step="")
        ReadBack.objects.filter(pk=kept.pk).update(closing=way, closed_at=CLOSED)


def asked(now):
    """Let the clock go round, and list who is asked after how many months."""
    looking_back.plan(now=now)
    return sorted(Delivery.objects.filter(kind=looking_back.KIND).values_list("person__name", "occurrence"))


def at(seat, name="look_back"):
    return reverse(f"accountability:{name}", args=[seat.pk])


def go_to(seat, now):
    seat.clock.move_to(now, tick=False)
    seat.phone, seat.other = phone(seat.person), phone(seat.sam)


def answer(seat, went="begun", line=SAID):
    return seat.phone.post(at(seat), {"went": went, "line": line})


def today(seat):
    return "month after your hot seat" in seat.phone.get("/today/").content.decode()


def read_by(person):
    with wall.as_person(person):
        return [words.answers["line"] for words in Words.objects.filter(look_back__isnull=False)]


@pytest.mark.parametrize(
    ("day", "number", "later"),
    [("2026-10-15", 1, "2026-11-15"), ("2027-01-31", 1, "2027-02-28"), ("2026-11-30", 3, "2027-02-28")],
)
def test_a_month_ends_with_its_last_day(day, number, later):
    assert months_after(date.fromisoformat(day), number) == date.fromisoformat(later)


@pytest.mark.parametrize(
    ("zone", "begins"),
    [("Europe/London", "2026-11-15T09:00"), ("Pacific/Kiritimati", "2026-11-15T19:00")],
)
def test_it_is_nine_in_the_morning_where_the_presenter_is(zone, begins):
    assert months.askings(CLOSED, zone)[0].since == utc(begins)


def test_the_presenter_is_asked_once_each_time_and_nobody_else(seat):
    assert asked(A_MONTH - A_MINUTE) == []
    assert asked(A_MONTH) == asked(A_MONTH + AN_HOUR) == [("Priya Nair", "1")]
    assert asked(A_MONTH + timedelta(days=30)) == [("Priya Nair", "1")]
    assert asked(THREE_MONTHS) == [("Priya Nair", "1"), ("Priya Nair", "3")]


def test_no_mail_comes_by_night(seat):
    asked(A_MONTH)
    mail = Delivery.objects.get(kind=looking_back.KIND)
    night, morning = A_MONTH + timedelta(hours=11.5), A_MONTH + timedelta(hours=22)

    assert [looking_back.waits(mail, now=now) for now in (A_MONTH, night)] == [A_MONTH, morning]


def test_who_answered_is_asked_no_more_that_time(seat):
    go_to(seat, A_MONTH)
    answer(seat)

    assert asked(A_MONTH) == []
    assert asked(THREE_MONTHS) == [("Priya Nair", "3")]


@pytest.mark.parametrize("why", ["left", "away", "erased", "open"])
def test_nobody_is_asked_who_has_left_or_takes_a_break_or_closed_nothing(seat, why):
    place = seat.group.membership_of(seat.person)
    asked(A_MONTH)
    mail = Delivery.objects.get(kind=looking_back.KIND)
    assert looking_back.still_true(mail, now=A_MONTH)
    if why == "left":
        place.leave(now=CLOSED)
    elif why == "away":
        sabbaticals.take(place, back_on=timezone.localdate() + timedelta(days=300), now=CLOSED)
    elif why == "erased":
        type(seat.person).objects.filter(pk=seat.person.pk).update(is_active=False)
    else:
        ReadBack.objects.update(closing="", closed_at=None)
    Delivery.objects.all().delete()

    assert asked(A_MONTH) == []
    assert not looking_back.still_true(mail, now=A_MONTH)


def test_today_asks_until_it_is_answered_and_opening_the_page_says_nothing(seat):
    go_to(seat, A_MONTH - A_MINUTE)
    assert not today(seat)
    go_to(seat, A_MONTH)
    assert today(seat)

    page = seat.phone.get(at(seat)).content.decode()
    assert ("You said: later. Is it time?" in page, LookBack.objects.exists(), today(seat)) == (True, False, True)
    answer(seat)

    assert not today(seat)


@pytest.mark.parametrize(
    ("way", "question", "went"),
    [("action", "You closed it with an action", "partly"), ("none", "You needed no action", "settled")],
)
def test_each_way_of_closing_has_its_own_words(seat, way, question, went):
    ReadBack.objects.update(closing=way)
    go_to(seat, A_MONTH)

    assert question in seat.phone.get(at(seat)).content.decode()
    assert (answer(seat, "begun").status_code, answer(seat, went).status_code) == (422, 302)
    assert not Commitment.objects.exists()


def test_the_answer_is_ones_own_until_one_more_tap_shares_it(seat):
    go_to(seat, A_MONTH)
    answer(seat)
    recap = reverse("accountability:recap", args=[seat.meeting_id])
    said = LookBack.objects.get()
    assert [len(read_by(person)) for person in (seat.person, seat.sam)] == [1, 0]
    assert SAID not in seat.other.get(recap).content.decode()

    seat.phone.post(at(seat, "share_look_back"), {"answer": said.pk})
    assert SAID in seat.other.get(recap).content.decode()

    seat.phone.post(at(seat, "take_back_look_back"), {"answer": said.pk})
    assert (
        [len(read_by(person)) for person in (seat.person, seat.sam)],
        SAID in seat.other.get(recap).content.decode(),
    ) == (
        [1, 0],
        False,
    )


def test_what_was_shared_stands_among_last_times_at_the_next_meeting(seat):
    go_to(seat, A_MONTH)
    answer(seat)
    seat.phone.post(at(seat, "share_look_back"), {"answer": LookBack.objects.get().pk})
    meeting = make_meeting(seat.group, A_MONTH + AN_HOUR, now=A_MONTH)
    go_to(seat, A_MONTH + AN_HOUR)
    seat.other.post(reverse("meetings:start", args=[meeting.pk]))

    assert SAID in seat.other.get(reverse("accountability:last_time", args=[meeting.pk])).content.decode()


def test_nothing_is_answered_before_the_month_is_over_or_for_another(seat):
    go_to(seat, A_MONTH - A_MINUTE)
    answer(seat)
    assert not LookBack.objects.exists()
    assert [seat.other.get(at(seat)).status_code, seat.other.post(at(seat), {"went": "begun"}).status_code] == [403] * 2

    go_to(seat, A_MONTH)
    answer(seat)
    arun = make_member(seat.group, "Arun Rao")
    other = HotSeat.objects.create(meeting=seat.meeting, person=arun, assigned_at=CLOSED)
    with wall.as_person(arun), pytest.raises(DatabaseError, match="own person"), transaction.atomic():
        ReadBack.objects.filter(seat=seat).update(seat=other)


def test_after_two_weeks_without_an_answer_nobody_is_asked_any_more(seat):
    assert asked(A_MONTH + timedelta(days=14)) == asked(THREE_MONTHS + timedelta(days=14)) == []


def test_a_mail_that_waited_for_too_long_or_for_somebody_else_is_not_sent(seat):
    asked(A_MONTH)
    mail = Delivery.objects.get(kind=looking_back.KIND)

    assert not looking_back.still_true(mail, now=THREE_MONTHS)
    mail.person = seat.sam
    assert not looking_back.still_true(mail, now=A_MONTH)


def test_what_was_shared_stands_with_its_own_meeting_and_group_until_the_next_but_one(seat):
    share(seat)
    elsewhere = make_meeting(make_group("Quay", programme=seat.group.programme), A_MONTH, now=A_MONTH)
    later = [make_meeting(seat.group, A_MONTH + timedelta(days=days), now=A_MONTH) for days in (1, 2)]

    def shown(meeting):
        return len(asking.looked_back(Sitting(meeting=meeting)))

    assert [len(LookBack.objects.shared_of(meeting)) for meeting in (seat.meeting, *later)] == [1, 0, 0]
    assert [shown(meeting) for meeting in (*later, elsewhere)] == [1, 0, 0]


def test_what_was_shared_goes_with_who_left(seat):
    share(seat)

    with wall.as_person(seat.sam):
        assert LookBack.objects.shared_of(seat.meeting)
    seat.group.membership_of(seat.person).leave(now=A_MONTH)

    with wall.as_person(seat.sam):
        assert not LookBack.objects.shared_of(seat.meeting)


def share(seat):
    go_to(seat, A_MONTH)
    answer(seat)
    seat.phone.post(at(seat, "share_look_back"), {"answer": LookBack.objects.get().pk})


def test_nobody_shares_for_another_not_even_by_a_hot_seat_of_their_own(seat):
    go_to(seat, A_MONTH)
    answer(seat)
    said = LookBack.objects.get()
    own = HotSeat.objects.create(meeting=seat.meeting, person=seat.sam, assigned_at=CLOSED)

    for name in ("share_look_back", "take_back_look_back"):
        tried = [seat.other.post(at(which, name), {"answer": said.pk}).status_code for which in (seat, own)]
        assert tried == [403, 404]
    with wall.as_person(seat.sam):
        words = words_of(seat.sam, seat.group)
    with wall.as_person(seat.sam), pytest.raises(DatabaseError, match="own person"), transaction.atomic():
        LookBack.objects.create(read_back=said.read_back, months=3, words_id=words, said_at=A_MONTH)


def words_of(person, group):
    return write(group, person, now=A_MONTH, kept="look_back", audience=Words.Audience.GROUP, line=SAID).pk


@pytest.mark.parametrize("which", ["", "x", "1", "9" * 30])
def test_rubbish_shares_nothing(seat, which):
    go_to(seat, A_MONTH)
    answer(seat)

    assert seat.phone.post(at(seat, "share_look_back"), {"answer": which}).status_code == 404
    assert LookBack.objects.get().shared_at is None
