"""What happens when two people, or two windows of one, do something to a meeting at once? Nothing is undone."""

from datetime import timedelta
from functools import partial
from threading import Thread

import pytest
from django.db import IntegrityError, connection, transaction

from groups import wall
from groups.models import Words
from groups.tests.makers import NOON, make_member, make_room
from meetings import planning, sharing, swapping, turns
from meetings.forms.agendas import AgendaForm
from meetings.models import Brief, Meeting, MeetingOver, Poll, Swap, Vote, agenda_items
from meetings.models.hot_seats import assign, draft
from meetings.polls import asking
from meetings.reading import agenda_of
from meetings.tests.makers import SOON, make_meeting, make_poll, make_seat
from meetings.views import agendas

LATER = SOON + timedelta(days=7)
SAID = {"decide": "Do I hire?", "tried": "", "good_hour": "", "avoid": ""}


@pytest.fixture
def room():
    group, group.sam, group.priya = make_room()
    return group


@pytest.mark.django_db
def test_a_meeting_cancelled_meanwhile_is_not_moved_back_to_life(room):
    meeting = make_meeting(room)
    planning.cancel_meeting(Meeting.objects.get(), now=NOON)

    with pytest.raises(MeetingOver):
        planning.move_meeting(meeting, LATER, minutes=90, now=NOON)

    assert Meeting.objects.get().cancelled_at == NOON


@pytest.mark.django_db
def test_a_meeting_cancelled_in_two_windows_keeps_the_first_moment(room):
    meeting = make_meeting(room)
    planning.cancel_meeting(Meeting.objects.get(), now=NOON)

    planning.cancel_meeting(meeting, now=NOON + timedelta(hours=1))

    assert Meeting.objects.get().cancelled_at == NOON


def audience():
    return Words.objects.get().audience


@pytest.mark.django_db
def test_a_draft_saved_late_leaves_the_brief_as_open_as_it_is_by_now(room):
    seat = make_seat(make_meeting(room), room.priya)
    with wall.as_person(room.priya):
        draft(seat, now=NOON, **SAID)
        typing, shared = Brief.objects.select_related("words").get(), Brief.objects.get()
        shared.share(now=NOON)
        typing.words.rewrite(now=NOON, **SAID)
        after_sharing = audience()
        typing = Brief.objects.select_related("words").get()
        shared.take_back(now=NOON)
        typing.words.rewrite(now=NOON, **SAID)
        after_taking_back = audience()

    assert (after_sharing, after_taking_back) == ("group", "me")


@pytest.mark.django_db
def test_taking_back_loses_nothing_typed_meanwhile(room):
    seat = make_seat(make_meeting(room), room.priya)
    with wall.as_person(room.priya):
        brief = draft(seat, now=NOON, **SAID)
        brief.share(now=NOON)
        draft(seat, now=NOON, **SAID | {"tried": "An agency."})
        brief.take_back(now=NOON)

        assert Words.objects.get().answers["tried"] == "An agency."


@pytest.mark.django_db(transaction=True)
def test_two_first_drafts_at_once_are_one_brief(room):
    seat = make_seat(make_meeting(room), room.priya)
    second = Thread(target=draft_elsewhere, args=[seat, room.priya])
    with wall.as_person(room.priya):
        draft(seat, now=NOON, **SAID)
        second.start()
        second.join(timeout=0.5)
    second.join()

    with wall.as_person(room.priya):
        assert Brief.objects.get().words.answers["tried"] == "An agency."


def draft_elsewhere(seat, person):
    with wall.as_person(person):
        draft(seat, now=NOON, **SAID | {"tried": "An agency."})
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_give_one_hot_seat_the_last_decides(room):
    item = make_meeting(room).agenda_items.filter(kind="hot_seat").first()
    second = Thread(target=assign_elsewhere, args=[item, room.sam])
    with transaction.atomic():
        assign(item, room.priya, now=NOON)
        second.start()
        second.join(timeout=0.5)
    second.join()

    assert item.meeting.hot_seats.get(item=item).person == room.sam


def assign_elsewhere(item, person):
    assign(item, person, now=NOON)
    connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("door", "typed"), [("add", {"kind": "break"}), ("lay", {"template": "120"})])
def test_of_two_who_arrange_the_agenda_at_once_each_finds_what_the_other_did(client, room, door, typed):
    meeting = make_meeting(room)
    client.force_login(room.sam)
    second = Thread(target=post_elsewhere, args=[client, f"/meetings/{meeting.pk}/plan/{door}/", typed])
    with transaction.atomic():
        turns.hold(room)
        agenda_items.add(meeting, "break")
        second.start()
        second.join(timeout=0.5)
    second.join()

    positions = meeting.agenda_items.values_list("position", flat=True)
    assert list(positions) == [*range(1, 11 if door == "add" else 9)]


def post_elsewhere(client, address, typed):
    client.post(address, typed)
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_a_second_pick_that_come_while_a_time_is_picked_see_what_was_picked(room):
    poll = make_poll(room, LATER, LATER + timedelta(days=1), by=room.sam)
    first, second = poll.slots.all()
    heard = []

    def try_elsewhere(act, *given):
        try:
            act(*given, now=NOON)
        except asking.PollOver:
            heard.append(act.__name__)
        connection.close()

    late = Thread(target=try_elsewhere, args=[asking.vote, Poll.objects.get(), room.priya, {first.pk: "yes"}])
    rival = Thread(target=try_elsewhere, args=[asking.pick, Poll.objects.get(), second])
    with transaction.atomic():
        asking.pick(poll, first, now=NOON)
        for other in (late, rival):
            other.start()
            other.join(timeout=0.3)
    for other in (late, rival):
        other.join()

    assert (sorted(heard), Meeting.objects.get().starts_at, Vote.objects.count()) == (["pick", "vote"], LATER, 0)


def leave_empty(meeting, person):
    items = list(meeting.agenda_items.all())
    typed = {f"minutes_{item.pk}": item.minutes for item in items}
    form = AgendaForm(typed, meeting=meeting, items=items, people=[], away={})
    assert form.is_valid()
    agendas.save(form, by=person, now=NOON)


GIVEN_BACK = {
    "its holder passes": lambda meeting, room: turns.pass_on(meeting, room.priya, now=NOON),
    "the agenda leaves it empty": lambda meeting, room: leave_empty(meeting, room.sam),
}


def beside(first, second):
    """Do one thing and, before it is done for good, another elsewhere; return what that one ran into."""
    refused = []

    def elsewhere():
        try:
            second()
        except (swapping.CannotSwap, turns.NobodyIsNext, IntegrityError) as error:
            refused.append(type(error))
        connection.close()

    other = Thread(target=elsewhere)
    with transaction.atomic():
        first()
        other.start()
        other.join(timeout=0.5)
    other.join()
    return refused


@pytest.mark.parametrize("give_back", GIVEN_BACK.values(), ids=GIVEN_BACK)
@pytest.mark.django_db(transaction=True)
def test_a_seat_that_is_given_back_is_not_changed_for_another_at_the_same_moment(room, give_back):
    meeting = make_meeting(room)
    swap = swapping.ask(make_seat(meeting, room.priya), room.sam, now=NOON)

    refused = beside(lambda: give_back(meeting, room), lambda: swapping.agree(swap, now=NOON))

    assert (refused, meeting.hot_seats.filter(item__isnull=False).count()) == ([swapping.CannotSwap], 0)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_assign_the_next_at_once_the_second_finds_no_seat_free(room):
    meeting = make_meeting(room)

    assert beside(*[partial(turns.assign_next, meeting, now=NOON)] * 2) == [turns.NobodyIsNext]


@pytest.mark.django_db(transaction=True)
def test_of_two_whom_one_asks_for_a_swap_at_once_the_last_is_asked(room):
    seat, tom = make_seat(make_meeting(room), room.priya), make_member(room, "Tom Reed")

    refused = beside(*[partial(swapping.ask, seat, other, now=NOON) for other in (room.sam, tom)])

    assert (refused, [swap.asked for swap in Swap.objects.open(NOON)]) == ([], [tom])


@pytest.mark.django_db
def test_an_agenda_shared_while_a_meeting_is_moved_stays_shared(room):
    meeting = make_meeting(room)
    sharing.share(Meeting.objects.get(), agenda_of(Meeting.objects.get()), now=NOON)

    planning.move_meeting(meeting, LATER, minutes=90, now=NOON)

    assert Meeting.objects.get().shared_at == NOON
