"""Does a meeting being held keep one time for all, move on by whoever leads, and tell everybody where it is?"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groups.tests.makers import make_member, make_room
from meetings.live import leading, signal
from meetings.models import Here, Meeting, Sitting
from meetings.tests.makers import make_meeting, make_seat

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def room(time_machine):
    """A meeting of 90 minutes that begins now: Sam keeps the room, Priya has the hot seat, Arun is late."""
    cache.clear()
    group, sam, priya = make_room()
    arun = make_member(group, "Arun Rao")
    now = timezone.now().replace(microsecond=0)
    meeting = make_meeting(group, now + timedelta(days=1), now=now)
    make_seat(meeting, priya, now=now)
    time_machine.move_to(meeting.starts_at, tick=False)
    room = SimpleNamespace(group=group, sam=sam, priya=priya, arun=arun, meeting=meeting, clock=time_machine)
    room.phones = {person: phone(person) for person in (sam, priya, arun)}
    return room


def phone(person):
    client = Client()
    client.force_login(person)
    return client


def at(room, name):
    return reverse(f"meetings:{name}", args=[room.meeting.pk])


def page(room, person):
    return room.phones[person].get(at(room, "live")).content.decode()


def begin(room):
    room.phones[room.sam].post(at(room, "start"))
    return Sitting.objects.get(meeting=room.meeting)


def steer(room, do, person=None):
    return room.phones[person or room.sam].post(at(room, "steer"), {"do": do})


def say(room, person, do):
    return room.phones[person].post(at(room, "say"), {"do": do})


def wait(room, **time):
    room.clock.move_to(timezone.now() + timedelta(**time), tick=False)


def now_in(room):
    sitting = Sitting.objects.select_related("current__item").get(meeting=room.meeting)
    return f"{sitting.current.item.kind} {sitting.current.step}".strip()


def clock_of(text):
    return text.split('id="clock"')[1].split(">")[1].split("<")[0]


def go_to(room, kind):
    stretch = Sitting.objects.get(meeting=room.meeting).stretches.filter(item__kind=kind).first()
    steer(room, f"turn {stretch.pk}")
    return stretch


def test_before_it_begins_everybody_waits_and_only_who_keeps_the_room_can_start_it(room):
    assert "Start the meeting" in page(room, room.sam)
    assert "Start the meeting" not in page(room, room.priya)

    assert room.phones[room.priya].post(at(room, "start")).status_code == 403
    assert not Sitting.objects.exists()


@pytest.mark.parametrize("off", [timedelta(minutes=-16), timedelta(minutes=91)])
def test_too_early_and_too_late_it_is_not_started(room, off):
    room.clock.move_to(room.meeting.starts_at + off, tick=False)

    answer = room.phones[room.sam].post(at(room, "start"), follow=True).content.decode()

    assert "a quarter of an hour before its time" in answer
    assert not Sitting.objects.exists()


def test_two_who_start_it_at_once_start_it_once(room):
    first, second = begin(room), begin(room)

    assert (first.pk, Here.objects.filter(sitting=first).count()) == (second.pk, 1)


def test_a_hot_seat_is_cut_into_the_steps_of_its_protocol_and_all_sums_to_the_length(room):
    sitting = begin(room)

    stretches = list(sitting.stretches.select_related("item"))
    assert sum((one.length for one in stretches), timedelta(0)) == 90 * MINUTE
    steps = [one.step for one in stretches if one.item.is_hot_seat]
    assert steps[:2] == ["present", "clarify"]


def test_all_phones_show_the_same_clock_and_a_pause_holds_it(room):
    begin(room)
    length = Sitting.objects.get().current.length
    wait(room, seconds=61)
    left = length - timedelta(seconds=61)
    shown = f"{left.seconds // 60}:{left.seconds % 60:02}"

    assert {clock_of(page(room, person)) for person in room.phones} == {shown}
    steer(room, "pause")
    wait(room, minutes=7)
    assert clock_of(page(room, room.priya)) == f"Paused at {shown}"
    steer(room, "go_on")
    assert clock_of(page(room, room.arun)) == shown


def test_two_minutes_more_are_the_part_s_own_and_the_end_moves(room):
    sitting = begin(room)
    before = sitting.current.length

    steer(room, "more")

    sitting.refresh_from_db()
    assert sitting.current.length == before + 2 * MINUTE
    assert "Running 2 minutes behind" in page(room, room.priya)


def test_two_taps_on_next_are_one_step(room):
    sitting = begin(room)

    steer(room, f"next {sitting.current_id}")
    steer(room, f"next {sitting.current_id}")

    assert now_in(room) == "updates"


def test_one_looks_back_and_comes_again_to_what_was_left(room):
    sitting = begin(room)
    opening = sitting.current
    wait(room, minutes=1)
    go_to(room, "hot_seat")
    wait(room, minutes=2)

    steer(room, f"turn {opening.pk}")

    left = opening.length - MINUTE
    assert clock_of(page(room, room.sam)) == f"{left.seconds // 60}:00"
    assert now_in(room) == "opening"
    go_to(room, "hot_seat")
    assert sitting.stretches.get(item__kind="hot_seat", step="present").used == 2 * MINUTE


def test_over_its_time_a_part_says_so_and_offers_three_ways(room):
    begin(room)
    go_to(room, "needs")
    wait(room, minutes=85)

    shown = page(room, room.sam)

    assert "min over" in clock_of(shown)
    assert [words in shown for words in ("Shorten the close", "End at")] == [True, True]
    assert "Shorten the close" not in page(room, room.priya)


def test_each_way_out_of_being_late_does_what_it_says(room):
    sitting = begin(room)
    wait(room, minutes=12)
    assert "9 minutes behind" in page(room, room.sam)

    needs = sitting.stretches.get(item__kind="needs")
    steer(room, f"drop {needs.pk}")
    steer(room, "shorten")
    closing = sitting.stretches.filter(item__kind__in=["commitments", "close"])
    assert sum((one.length for one in closing), timedelta(0)) < 11 * MINUTE
    steer(room, "later")

    assert "behind" not in page(room, room.sam)
    assert "Left out" in page(room, room.priya)


def test_a_part_changes_places_with_the_one_before_it_and_its_steps_go_along(room):
    sitting = begin(room)
    seat = sitting.stretches.filter(item__kind="hot_seat").first()

    steer(room, f"swap {seat.pk}")

    kinds = list(dict.fromkeys(sitting.stretches.values_list("item__kind", flat=True)))
    assert kinds[:4] == ["opening", "updates", "hot_seat", "review"]
    assert list(sitting.stretches.values_list("position", flat=True)) == list(range(1, sitting.stretches.count() + 1))


def test_only_who_leads_moves_it_on(room):
    begin(room)

    assert steer(room, "pause", room.priya).status_code == 403
    assert say(room, room.priya, f"came {room.arun.pk}").status_code == 302
    assert not Here.objects.filter(person=room.arun).exists()


def test_whoever_comes_late_comes_in_with_a_tap_of_theirs_or_of_who_leads(room):
    begin(room)

    say(room, room.priya, "here")
    say(room, room.sam, f"came {room.arun.pk}")

    assert set(Here.objects.filter(private_at=None).values_list("person", flat=True)) == {room.sam.pk, room.arun.pk}
    assert "Here (3)" in page(room, room.sam)


def test_hands_and_readiness_are_quiet_and_in_order(room):
    sitting = begin(room)
    for person in (room.priya, room.arun):
        say(room, person, "here")
    say(room, room.arun, "hand")
    wait(room, seconds=5)
    say(room, room.priya, "hand")
    say(room, room.priya, f"ready {sitting.current_id}")

    shown = page(room, room.sam)
    queue = shown[shown.index("would like to speak") :]
    assert queue.index("Arun Rao") < queue.index("Priya")
    assert "1 of 3 are ready to go on" in shown
    say(room, room.sam, f"lower {room.arun.pk}")
    assert [one.person for one in Here.objects.exclude(hand_at=None)] == [room.priya]


def test_the_lead_is_handed_over_to_somebody_who_is_there(room):
    begin(room)

    room.phones[room.sam].post(at(room, "lead"), {"person": room.arun.pk})
    assert Sitting.objects.get().leader == room.sam
    say(room, room.arun, "here")
    room.phones[room.sam].post(at(room, "lead"), {"person": room.arun.pk})

    assert Sitting.objects.get().leader == room.arun
    assert steer(room, "pause", room.arun).status_code == 302
    assert steer(room, "go_on").status_code == 403


@pytest.mark.parametrize(("silent", "leads"), [(59, "sam"), (60, "priya")])
def test_whoever_is_there_takes_over_after_a_minute_of_silence(room, silent, leads):
    sitting = begin(room)
    say(room, room.priya, "here")
    wait(room, minutes=5)
    ask(room, room.sam, Sitting.objects.get().version)
    wait(room, seconds=silent)

    room.phones[room.arun].post(at(room, "lead"))  # not in the room
    room.phones[room.priya].post(at(room, "lead"))

    assert Sitting.objects.get(pk=sitting.pk).leader == getattr(room, leads)


def ask(room, person, version):
    where = f"{at(room, 'live_now')}?phone={signal.token(room.meeting.pk, person.pk)}"
    return room.phones[person].get(where, headers={"HX-PTag": str(version)})


def test_a_phone_that_knows_the_number_is_answered_without_the_database(
    room, django_assert_num_queries, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        begin(room)

    with django_assert_num_queries(0):
        answer = ask(room, room.priya, 1)

    assert (answer.status_code, answer.content) == (304, b"")


def test_that_the_leader_has_fallen_silent_is_news(room, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        begin(room)
        say(room, room.priya, "here")
    assert [ask(room, room.sam, 2).status_code, ask(room, room.priya, 2).status_code] == [304, 304]

    wait(room, seconds=60)

    news = ask(room, room.priya, 2)
    assert "Lead the meeting" in news.content.decode()
    assert ask(room, room.sam, 2).status_code == 304
    assert ask(room, room.priya, 2).status_code == 304


def test_a_change_a_flush_and_a_foreign_phone_are_answered_in_full(room, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        begin(room)
        steer(room, "more")
    assert ask(room, room.priya, 1).status_code == 200
    assert ask(room, room.priya, 2).status_code == 304
    cache.clear()
    assert ask(room, room.priya, 2).status_code == 200
    assert ask(room, room.priya, 2).status_code == 304

    forged = room.phones[room.priya].get(f"{at(room, 'live_now')}?phone=1-2:x", headers={"HX-PTag": "2"})
    other = make_meeting(room.group, room.meeting.starts_at + timedelta(days=9), now=timezone.now())
    elsewhere = signal.token(other.pk, room.priya.pk)
    foreign = room.phones[room.priya].get(f"{at(room, 'live_now')}?phone={elsewhere}", headers={"HX-PTag": "2"})
    assert (forged.status_code, foreign.status_code) == (200, 200)


def test_while_redis_is_away_the_meeting_goes_on(room, settings):
    begin(room)
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}

    steer(room, "more")

    assert "Running 2 minutes behind" in page(room, room.priya)
    assert ask(room, room.priya, 2).status_code == 200


def test_what_has_ended_stands_still(room):
    sitting = begin(room)
    leading.end(sitting, now=timezone.now())
    used = Sitting.objects.get().current.used

    assert steer(room, "more").status_code == 403
    say(room, room.priya, "here")

    assert "The meeting is over" in page(room, room.priya)
    assert (Sitting.objects.get().current.used, Here.objects.count()) == (used, 1)


@pytest.mark.parametrize("do", ["", "nonsense", "turn 1", "next x", "drop 99999999999999999999", "swap é", "more 1"])
def test_rubbish_changes_nothing_and_breaks_nothing(room, do):
    begin(room)

    answers = {steer(room, do).status_code, say(room, room.sam, do).status_code}

    assert answers <= {302, 404}
    assert now_in(room) == "opening"


def test_what_came_too_late_is_said(room):
    sitting = begin(room)
    go_to(room, "needs")

    late = room.phones[room.sam].post(
        at(room, "steer"), {"do": f"next {sitting.current_id}"}, headers={"HX-Request": "true"}
    )

    assert "The meeting had gone on meanwhile" in late.content.decode()


def test_the_screen_for_all_shows_no_names_of_who_is_there_and_no_controls(room):
    begin(room)

    shown = room.phones[room.priya].get(at(room, "present")).content.decode()

    assert "Join on your phone" in shown
    assert [words in shown for words in ("Pause", "Arun Rao", "ready to go on")] == [False] * 3


def test_the_room_costs_the_same_with_one_there_and_with_three(room, django_assert_num_queries):
    begin(room)
    with CaptureQueriesContext(connection) as alone:
        page(room, room.sam)
    cost = len(alone)
    for person in (room.priya, room.arun):
        say(room, person, "here")

    with django_assert_num_queries(cost):
        page(room, room.sam)
    assert 0 < cost <= 25


def test_a_cancelled_meeting_is_not_held(room):
    Meeting.objects.filter(pk=room.meeting.pk).update(cancelled_at=timezone.now())

    with pytest.raises(leading.CannotStart):
        leading.start(Meeting.objects.get(pk=room.meeting.pk), room.sam, now=timezone.now())


def test_words_for_what_is_difficult_are_two_taps_away_and_say_whom_to_call(room):
    room.group.programme.signposts.create(country="", text="Call the night line", written_at=timezone.now())
    begin(room)

    link = reverse("meetings:playbooks", args=[room.meeting.pk])
    assert link in page(room, room.sam)
    shown = room.phones[room.sam].get(link).content.decode()

    assert shown.count("<summary>") == 7
    assert "Call the night line" in shown
