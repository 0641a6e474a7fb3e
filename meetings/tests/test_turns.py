"""Does everybody see whose turn it is and why, and can they pass, swap, go first and park something?"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groups import wall
from groups.tests.makers import make_facilitator, make_group, make_member
from meetings import parking, swapping, turns
from meetings.models import HotSeat, Jump, ParkedTopic, Swap
from meetings.models.attendances import answer
from meetings.models.hot_seats import assign
from meetings.tests.makers import make_meeting, make_seat

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def room(now):
    """A group that met a month ago with Sam in its hot seat, and meets again in ten days; Priya is next."""
    room = make_group()
    room.sam = make_facilitator(room)
    room.priya, room.tom = make_member(room), make_member(room, "Tom Reed")
    room.memberships.update(joined_at=now - 90 * A_DAY)
    room.memberships.filter(person=room.priya).update(joined_at=now - 91 * A_DAY)
    held = make_meeting(room, now - 30 * A_DAY, now=now - 40 * A_DAY)
    make_seat(held, room.sam, now=now - 40 * A_DAY)
    room.meeting = make_meeting(room, now + 10 * A_DAY, now=now)
    return room


def order(room, meeting=None):
    return [standing.person.first_name for standing in turns.queue(room, meeting or room.meeting, timezone.now())]


def holders(meeting):
    return [seat.person for seat in HotSeat.objects.filter(meeting=meeting, item__isnull=False)]


def post(client, who, name, *args, **typed):
    client.force_login(who)
    return client.post(reverse(f"meetings:{name}", args=args), typed, follow=True)


def test_every_member_reads_whose_turn_it_is_and_why(client, room):
    client.force_login(room.tom)

    text = client.get(f"/groups/{room.slug}/seats/").content.decode()

    assert order(room) == ["Priya", "Tom", "Sam"]
    assert "Priya is next: with the longest wait of those who had as few hot seats." in text
    assert "Last seat 4 weeks ago, 1 in twelve months" in text


def test_assigning_next_gives_the_seat_to_the_first_who_can_have_it(client, room, now):
    answer(room.meeting, room.priya, "cant", now=now)

    post(client, room.sam, "assign_next", room.meeting.pk)

    assert (holders(room.meeting), order(room)) == ([room.tom], ["Sam", "Priya", "Tom"])


def test_who_passes_is_out_of_one_meeting_gives_back_its_seat_and_can_change_their_mind(client, room, now):
    make_seat(room.meeting, room.priya, now=now)

    passed = post(client, room.priya, "pass", room.meeting.pk)
    after = holders(room.meeting), order(room)
    post(client, room.priya, "pass", room.meeting.pk, back="1")

    assert "Passed for this meeting" in passed.content.decode()
    assert (after, order(room)) == (([], ["Tom", "Sam", "Priya"]), ["Priya", "Tom", "Sam"])


def test_a_jump_is_kept_with_its_reason_and_who_stood_back_is_first_among_equals(client, room):
    post(client, room.sam, "let_go_first", room.meeting.pk, person=room.tom.pk, why="urgent")

    jump = Jump.objects.get()
    assert (jump.person, jump.over, jump.by, jump.why) == (room.tom, room.priya, room.sam, "urgent")
    assert next(standing.turn.stood_back for standing in turns.queue(room, None, timezone.now())) == 1


def test_a_jump_without_a_reason_is_refused_beside_its_field(client, room):
    client.force_login(room.sam)

    answer = client.post(reverse("meetings:let_go_first", args=[room.meeting.pk]), {"person": room.tom.pk})

    assert (answer.status_code, holders(room.meeting)) == (422, [])
    assert "Choose one of the three." in answer.content.decode()
    assert f'value="{room.tom.pk}" selected' in answer.content.decode()


def test_the_agenda_lists_people_as_the_ledger_does_and_keeps_a_jump(client, room):
    client.force_login(room.sam)
    url = reverse("meetings:arrange", args=[room.meeting.pk])
    item = room.meeting.agenda_items.filter(kind="hot_seat").first()
    page = client.get(url)

    typed = {f"minutes_{part.pk}": part.minutes for part in room.meeting.agenda_items.all()}
    client.post(url, typed | {f"seat_{item.pk}": room.sam.pk})

    listed = [label for value, label in page.context["form"].fields[f"seat_{item.pk}"].choices]
    assert listed[1:] == [
        "Priya Nair: no hot seat yet",
        "Tom Reed: no hot seat yet",
        "Sam Okoro: last seat 4 weeks ago",
    ]
    assert {jump.over for jump in Jump.objects.all()} == {room.priya, room.tom}


def test_two_change_places_once_the_other_one_agrees(client, room, now):
    later = make_meeting(room, now + 40 * A_DAY, now=now)
    make_seat(room.meeting, room.priya, now=now)
    make_seat(later, room.tom, now=now)
    post(client, room.priya, "pass", later.pk)

    post(client, room.priya, "swap", room.meeting.pk, person=room.tom.pk)
    before = holders(room.meeting)
    post(client, room.tom, "agree", Swap.objects.get().pk)

    assert (before, holders(room.meeting), holders(later)) == ([room.priya], [room.tom], [room.priya])
    assert later.passes.count() == 0


def test_a_swap_about_a_seat_that_changed_hands_is_too_late(client, room, now):
    seat = make_seat(room.meeting, room.priya, now=now)
    swap = swapping.ask(seat, room.tom, now=now)
    assign(seat.item, room.sam, now=now)

    answer = post(client, room.tom, "agree", swap.pk)

    assert holders(room.meeting) == [room.sam]
    assert "too late" in answer.content.decode()


def test_what_is_parked_stays_rises_when_raised_and_goes_when_its_author_closes_it(client, room, now):
    for person, text in ((room.priya, "A partner"), (room.tom, "A second site")):
        post(client, person, "parked", room.slug, topic=text, importance="2", urgency="2")
    ParkedTopic.objects.update(raised_at=now - A_DAY * 2)
    hers, his = ParkedTopic.objects.get(person=room.priya), ParkedTopic.objects.get(person=room.tom)

    for _twice_on_a_day in range(2):
        post(client, room.sam, "raise", his.pk)
    page = post(client, room.tom, "close_parked", hers.pk)

    with wall.as_person(room.sam):
        listed = [(topic.person, topic.times_raised) for topic in parking.lot(room)]
    assert (listed, page.status_code) == ([(room.tom, 2), (room.priya, 1)], 403)
    post(client, room.priya, "close_parked", hers.pk)
    assert list(ParkedTopic.objects.open()) == [his]


def test_an_empty_seat_comes_with_a_ladder(client, room, now):
    with wall.as_person(room.tom):
        parking.park(room, room.tom, "A second site", now=now)
    client.force_login(room.sam)

    page = client.get(reverse("meetings:arrange", args=[room.meeting.pk]))

    assert page.context["ladder"] == [
        "Tom Reed is next in turn with a topic: no hot seat yet.",
        "What weighs most in the parking lot: “A second site”, parked by Tom Reed.",
        "A lightning round: everybody brings one question, a few minutes each.",
    ]


@pytest.mark.parametrize("more", [0, 2])
def test_the_page_costs_the_same_for_few_and_for_many(client, room, now, more, django_assert_num_queries):
    for n in range(more):
        make_member(room, f"Ana{n} Dias")
        make_seat(make_meeting(room, now - (50 + n) * A_DAY, now=now - 60 * A_DAY), room.tom, now=now - 60 * A_DAY)
    make_seat(room.meeting, room.sam, now=now)
    client.force_login(room.tom)

    with django_assert_num_queries(25, exact=False) as asked:
        client.get(f"/groups/{room.slug}/seats/")

    QUERIES.add(len(asked))
    assert len(QUERIES) == 1


QUERIES = set()


@pytest.mark.parametrize("name", ["assign_next", "let_go_first"])
def test_a_meeting_that_was_called_off_gives_no_seat_to_a_page_left_open(client, room, now, name):
    room.meeting.cancel(now=now)

    post(client, room.sam, name, room.meeting.pk, person=room.tom.pk, why="urgent")

    assert (holders(room.meeting), Jump.objects.count()) == ([], 0)


def test_who_said_since_they_were_asked_that_they_cannot_come_takes_no_seat_in_a_swap(client, room, now):
    swap = swapping.ask(make_seat(room.meeting, room.priya, now=now), room.tom, now=now)
    answer(room.meeting, room.tom, "cant", now=now)

    post(client, room.tom, "agree", swap.pk)

    assert holders(room.meeting) == [room.priya]


def test_in_a_swap_nobody_is_given_a_seat_in_a_meeting_they_cannot_come_to(client, room, now):
    later = make_meeting(room, now + 40 * A_DAY, now=now)
    seat = make_seat(room.meeting, room.priya, now=now)
    make_seat(later, room.tom, now=now)
    answer(later, room.priya, "cant", now=now)

    post(client, room.tom, "agree", swapping.ask(seat, room.tom, now=now).pk)

    assert (holders(room.meeting), holders(later)) == ([room.tom], [room.tom])
