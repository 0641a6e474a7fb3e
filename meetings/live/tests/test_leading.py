"""Does a meeting being held keep one time for all, and move on by whoever leads it?"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import freeing, swapping, turns
from meetings.live import leading
from meetings.live.tests.rooms import MINUTE, at, begin, clock_of, go_to, now_in, page, say, steer, wait
from meetings.models import Here, Meeting, Pass, Sitting

pytestmark = pytest.mark.django_db


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


def test_what_has_ended_stands_still(room):
    sitting = begin(room)
    leading.end(sitting, now=timezone.now())
    used = Sitting.objects.get().current.used

    assert steer(room, "more").status_code == 403
    say(room, room.priya, "here")

    shown = page(room, room.priya)
    assert ["The meeting is over" in shown, 'aria-current="step"' in shown] == [True, False]
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


def test_a_cancelled_meeting_is_not_held(room):
    Meeting.objects.filter(pk=room.meeting.pk).update(cancelled_at=timezone.now())

    with pytest.raises(leading.CannotStart):
        leading.start(Meeting.objects.get(pk=room.meeting.pk), room.sam, now=timezone.now())


def test_who_was_relieved_meanwhile_hands_nothing_over(room):
    sitting = begin(room)
    for person in (room.priya, room.arun):
        say(room, person, "here")
    wait(room, minutes=2)
    leading.take_over(sitting, room.priya, now=timezone.now())

    with pytest.raises(leading.NotNow):
        leading.hand_over(sitting, room.arun, by=room.sam, now=timezone.now())

    assert Sitting.objects.get().leader == room.priya


@pytest.mark.parametrize(("verb", "sent"), [("lay", {"template": "60"}), ("remove_part", {}), ("cancel", {})])
def test_a_meeting_begun_before_its_time_keeps_its_agenda_and_is_not_cancelled(room, verb, sent):
    room.clock.move_to(room.meeting.starts_at - timedelta(minutes=10), tick=False)
    sitting = begin(room)
    before = sitting.stretches.count()

    room.phones[room.sam].post(at(room, verb), sent | {"remove": f"{sitting.current.item_id} it"})

    room.meeting.refresh_from_db()
    assert (sitting.stretches.count(), room.meeting.cancelled_at) == (before, None)
    assert room.phones[room.priya].get(at(room, "live")).status_code == 200


def test_once_it_was_begun_before_its_time_no_seat_changes_hands(room):
    seat = room.meeting.hot_seats.get()
    swap = swapping.ask(seat, room.arun, now=timezone.now() - timedelta(days=1))
    wait(room, minutes=-5)
    begin(room)

    room.phones[room.priya].post(at(room, "pass"))
    room.phones[room.priya].post(at(room, "swap"), {"person": room.sam.pk})
    room.phones[room.arun].post(reverse("meetings:agree", args=[swap.pk]))
    with pytest.raises(swapping.CannotSwap):
        swapping.ask(seat, room.sam, now=timezone.now())
    with pytest.raises(turns.NobodyIsNext):
        turns.pass_on(room.meeting, room.priya, now=timezone.now())
    room.group.memberships.get(person=room.priya).leave(now=timezone.now())
    freeing.plan(now=timezone.now())

    seat.refresh_from_db()
    assert (seat.item_id is None, seat.person, Pass.objects.exists()) == (False, room.priya, False)
    assert page(room, room.sam)
