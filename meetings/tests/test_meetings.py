"""Can meetings be planned, moved and cancelled, with everybody told, and bad input told why?"""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from groups.tests.makers import NOON, make_member, make_room
from meetings import planning
from meetings.models import Meeting, MeetingOver
from meetings.tests.makers import SOON, make_meeting
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db
LATER = SOON + timedelta(days=7)


@pytest.fixture
def room():
    group, group.sam, group.priya = make_room()
    return group


def minutes_of(meeting):
    return list(meeting.agenda_items.values_list("minutes", flat=True))


def test_a_planned_meeting_has_an_agenda_that_fills_it(room):
    assert sum(minutes_of(make_meeting(room, minutes=75))) == 75


def test_moving_to_another_length_rescales_the_agenda(room):
    meeting = make_meeting(room, minutes=90)

    planning.move_meeting(meeting, SOON, minutes=60, now=NOON)

    assert (sum(minutes_of(meeting)), meeting.minutes, Delivery.objects.count()) == (60, 60, 0)


def test_moving_tells_every_member_once_for_each_new_time(room):
    meeting = make_meeting(room)

    planning.move_meeting(meeting, LATER, minutes=90, now=NOON)
    planning.move_meeting(meeting, LATER, minutes=90, now=NOON)

    told = Delivery.objects.filter(kind="meeting_moved")
    assert sorted(told.values_list("person", flat=True)) == sorted([room.sam.pk, room.priya.pk])


def test_cancelling_twice_keeps_the_first_moment(room):
    meeting = make_meeting(room)

    planning.cancel_meeting(meeting, now=NOON)
    planning.cancel_meeting(meeting, now=NOON + timedelta(hours=1))

    assert (meeting.cancelled_at, Delivery.objects.filter(kind="meeting_cancelled").count()) == (NOON, 2)


@pytest.mark.parametrize("verb", ["move", "cancel"])
def test_a_meeting_that_has_begun_stays(room, verb):
    meeting = make_meeting(room)
    given = {"starts_at": LATER, "minutes": 90} if verb == "move" else {}

    with pytest.raises(MeetingOver):
        getattr(meeting, verb)(**given, now=SOON)


# Through the pages -----------------------------------------------------------------------------------------

DAY = (timezone.now() + timedelta(days=40)).date()
MARCH = date(DAY.year + 1, 3, 31)
SPRING = MARCH - timedelta(days=(MARCH.weekday() + 1) % 7)  # the last Sunday, when British clocks go forward
GOOD = {"day": str(DAY), "time": "18:00", "minutes": "90", "place": "in_person", "address": "12 Mill Street"}


def plan(client, room, **changes):
    client.force_login(room.sam)
    return client.post(f"/groups/{room.slug}/meetings/plan/", GOOD | changes)


def test_a_facilitator_plans_a_meeting_in_the_groups_own_time(client, room):
    answer = plan(client, room)

    meeting = Meeting.objects.get()
    assert answer["Location"] == f"/meetings/{meeting.pk}/plan/"
    assert timezone.localtime(meeting.starts_at, timezone=room.clock).strftime("%F %R") == f"{DAY} 18:00"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day": "2020-01-01"}, "Choose a day and time still to come."),
        ({"day": ""}, "Choose the day of the meeting."),
        ({"day": "soon"}, "Enter a day like 2026-11-26."),
        ({"day": str(SPRING), "time": "01:30"}, "Clocks change that night and skip this time."),
        ({"day": "0001-01-01", "time": "00:00"}, "Choose a day and time still to come."),
        ({"day": "9999-12-31", "time": "23:59"}, "Choose a day within the next two years."),
        ({"time": "25:00"}, "Enter a time like 18:00."),
        ({"minutes": "5"}, "A meeting takes at least 30 minutes."),
        ({"minutes": "5000"}, "A meeting takes at most 480 minutes"),
        ({"minutes": "an hour"}, "Enter a number of minutes"),
        ({"address": ""}, "Enter where you meet."),
        ({"place": "phone"}, "Enter the number to call."),
        ({"place": "video", "link": ""}, "Enter the link to the call."),
        ({"place": "video", "link": "javascript:alert(1)"}, "Enter a link that begins with https://."),
        ({"place": "video", "link": "https://a.example/\r\nX: y"}, "Enter a link that begins with https://."),
        ({"address": "🚐" * 300}, "Say it in at most 200 characters."),
        ({"address": "Mill\0Street"}, "Take out the characters that cannot be seen."),
    ],
)
def test_bad_input_is_told_why_and_loses_nothing_typed(client, room, changes, said):
    page = plan(client, room, **changes)

    assert page.status_code == 422
    assert said in page.content.decode()
    assert f'value="{(GOOD | changes)["minutes"]}"' in page.content.decode()
    assert Meeting.objects.count() == 0


def test_the_form_offers_what_the_last_meeting_had(client, room):
    meeting = make_meeting(room, timezone.now() + timedelta(days=5), 75, now=timezone.now(), address="3 Quay")
    client.force_login(room.sam)

    offered = client.get(f"/groups/{room.slug}/meetings/plan/").context["form"].initial

    four_weeks_on = timezone.localtime(meeting.starts_at, timezone=room.clock).date() + timedelta(weeks=4)
    assert [offered[name] for name in ("day", "minutes", "address")] == [four_weeks_on, 75, "3 Quay"]


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_no_day_is_too_far_for_any_clock(client, room, zone, day):
    room.zone = zone
    room.save()

    assert {plan(client, room, day=day, time=time).status_code for time in ("00:00", "23:59")} == {422}


def test_a_meeting_too_short_for_its_people_is_said_at_its_length(client, room):
    for name in ("Ana Cruz", "Ben Ode", "Cai Rhys", "Dana Fox", "Eva Lund"):
        make_member(room, name)

    page = plan(client, room, minutes="30")

    assert (page.status_code, "7 people need at least 37 minutes." in page.content.decode()) == (422, True)


def test_a_meeting_made_for_more_people_than_there_are_by_now_is_not_cut_below_what_its_agenda_needs(client, room):
    left = [make_member(room, name) for name in ("Ana Cruz", "Ben Ode", "Cai Rhys", "Dana Fox", "Eva Lund")]
    plan(client, room)
    room.memberships.filter(person__in=left).update(left_at=timezone.now())

    page = client.post(f"/meetings/{room.meetings.get().pk}/move/", GOOD | {"minutes": "40"})

    assert (page.status_code, "7 people need at least 45 minutes." in page.content.decode()) == (422, True)


def test_two_meetings_at_one_time_are_refused(client, room):
    plan(client, room)

    assert "already meets at this time" in plan(client, room).content.decode()


def seen_on(page):
    return re.search(r'name="seen" value="([^"]*)"', page).group(1)


def test_of_two_windows_the_second_is_told_that_the_meeting_was_moved_and_loses_nothing(client, room):
    plan(client, room)
    meeting = room.meetings.get()
    where, typed = f"/meetings/{meeting.pk}/move/", GOOD | {"minutes": "75"}
    old = seen_on(client.get(where).content.decode())
    first = client.post(where, GOOD | {"time": "11:00", "seen": old})

    second = client.post(where, typed | {"seen": old})

    page = second.content.decode()
    meeting.refresh_from_db()
    assert (first.status_code, second.status_code, meeting.minutes) == (302, 422, 90)
    assert ["Meanwhile it was moved to" in page, 'value="75"' in page] == [True, True]
    assert client.post(where, typed | {"seen": seen_on(page)}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.minutes == 75
