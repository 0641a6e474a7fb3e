"""Does a round go by an order that nobody chose or by who spoke least, and is only whoever leads told who is long?"""

from datetime import timedelta

import pytest

from groups.tests.makers import make_member
from meetings.live import speaking
from meetings.live.tests.rooms import MINUTE, begin, go_to, page, say, steer, wait
from meetings.models import Sitting, Turn

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_of_three(room):
    """Updates, with Sam, Priya and Arun there."""
    begin(room)
    for person in (room.priya, room.arun):
        wait(room, seconds=1)
        say(room, person, "here")
    go_to(room, "updates")
    return room


def speaker():
    speaking_now = Sitting.objects.get().speaking
    return speaking_now and speaking_now.person


def test_the_same_seed_draws_the_same_order_of_all_and_others_draw_others():
    people = list(range(7))

    draws = {seed: speaking.drawn(people, seed) for seed in range(50)}

    assert all(sorted(order) == people for order in draws.values())
    assert draws[3] == speaking.drawn(list(reversed(people)), 3)
    assert {order[0] for order in draws.values()} == set(people)


def test_whoever_spoke_least_goes_first(round_of_three):
    room = round_of_three
    steer(room, "draw")
    order = [turn.person for turn in Turn.objects.all()]
    for minutes in (3, 1, 2):
        wait(room, minutes=minutes)
        steer(room, f"speak {Sitting.objects.get().speaking_id}")

    go_to(room, "review")
    steer(room, "least")

    first, second, third = order
    assert [turn.person for turn in Turn.objects.filter(stretch__item__kind="review")] == [second, third, first]
    assert "speaks" in page(room, room.arun)


def test_another_order_in_the_same_round_keeps_how_long_each_has_spoken(round_of_three):
    room = round_of_three
    steer(room, "draw")
    order = [turn.person for turn in Turn.objects.all()]
    for minutes in (3, 1, 2):
        wait(room, minutes=minutes)
        steer(room, f"speak {Sitting.objects.get().speaking_id}")

    steer(room, "least")
    wait(room, minutes=4)
    steer(room, f"speak {Sitting.objects.get().speaking_id}")

    first, second, third = order
    used = [(turn.person, turn.used // MINUTE) for turn in Turn.objects.all()]
    assert used == [(second, 5), (third, 2), (first, 3)]
    assert speaker() == third


def test_a_pause_and_two_taps_at_once_cost_nobody_their_turn(round_of_three):
    room = round_of_three
    steer(room, "least")
    first = Sitting.objects.get().speaking_id
    wait(room, minutes=1)
    steer(room, "pause")
    wait(room, minutes=9)
    steer(room, "go_on")
    wait(room, minutes=1)

    steer(room, f"speak {first}")
    steer(room, f"speak {first}")

    assert Turn.objects.get(pk=first).used == timedelta(minutes=2)
    assert speaker() == Turn.objects.get(position=2).person


def test_only_whoever_leads_reads_who_is_over_their_share(round_of_three):
    room = round_of_three
    steer(room, "least")
    wait(room, minutes=7)

    assert "over their share" in page(room, room.sam)
    assert [words in page(room, room.priya) for words in ("over their share", "speaks")] == [False, True]


def test_whoever_has_gone_is_left_out(round_of_three):
    room = round_of_three
    steer(room, "least")
    second = Turn.objects.get(position=2).person
    say(room, room.sam, f"left {second.pk}")

    steer(room, f"speak {Sitting.objects.get().speaking_id}")

    assert speaker() == Turn.objects.get(position=3).person


def test_no_order_is_named_where_one_person_has_the_floor(round_of_three):
    room = round_of_three
    go_to(room, "hot_seat")

    steer(room, "draw")

    assert not Turn.objects.exists()
    assert "Draw an order" not in page(room, room.sam)


def test_a_round_one_comes_back_to_goes_on_with_whoever_has_not_spoken(round_of_three):
    room = round_of_three
    steer(room, "draw")
    first, second, third = [turn.person for turn in Turn.objects.all()]
    steer(room, f"speak {Sitting.objects.get().speaking_id}")
    go_to(room, "hot_seat")

    go_to(room, "updates")

    assert speaker() == second
    for _each in (second, third):
        steer(room, f"speak {Sitting.objects.get().speaking_id}")
    assert "Everybody has spoken" in page(room, first)


def test_whoever_comes_after_the_order_was_named_is_not_counted_among_those_who_spoke(round_of_three):
    room = round_of_three
    steer(room, "draw")
    late = make_member(room.group, "Kit Lane")
    say(room, room.sam, f"came {late.pk}")

    for _each in range(3):
        steer(room, f"speak {Sitting.objects.get().speaking_id}")

    assert "Not heard yet: Kit" in page(room, room.arun)
    assert "Everybody has spoken" not in page(room, room.arun)
