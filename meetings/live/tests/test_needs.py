"""Does a need noted while needs and leads go round become a question for 48 hours in one tap, and nobody's before?"""

import pytest
from django.urls import reverse
from django.utils import timezone

from groups import wall
from groups.models import Words
from groups.tests.makers import make_group, make_member
from meetings import requesting
from meetings.live import leading
from meetings.live.tests.rooms import at, begin, go_to, page, say, wait
from meetings.models import SeatRequest, Sitting

pytestmark = pytest.mark.django_db
NEED = "Somebody who knows leases"


@pytest.fixture
def held(room):
    """The group has come to its needs and leads, and Arun wrote a request for a hot seat before."""
    begin(room)
    say(room, room.arun, "here")
    go_to(room, "needs")
    return room


def send(room, text=NEED, **how):
    return room.phones[room.arun].post(at(room, "needs"), {"need": text} | how)


def shown(room):
    return room.phones[room.arun].get(at(room, "needs")).content.decode()


def group_page(room, person):
    return room.phones[person].get(reverse("groups:room", args=[room.group.slug])).content.decode()


def test_from_the_room_a_need_is_asked_of_all_in_one_tap(held):
    assert at(held, "needs") in page(held, held.arun)

    send(held, ask="yes")

    wish = SeatRequest.objects.get()
    assert (wish.is_for_all, wish.is_overridden) == (True, False)
    assert NEED in group_page(held, held.priya)
    assert "Your group reads it until" in shown(held)
    assert NEED not in held.phones[held.priya].get(at(held, "needs")).content.decode()
    wait(held, hours=48)
    assert NEED not in group_page(held, held.priya)


def test_noted_it_is_ones_own_until_a_tap_asks_all(held):
    send(held, note="yes")
    with wall.as_person(held.priya):
        assert not Words.objects.filter(seat_request__isnull=False).exists()
    assert [NEED in group_page(held, held.priya), "Only you read this" in shown(held)] == [False, True]

    send(held, "Who prints on steel?", which=SeatRequest.objects.get().pk)

    assert [NEED in group_page(held, held.priya), "on steel" in group_page(held, held.priya)] == [True, False]
    assert "Who prints on steel?" in shown(held)


@pytest.mark.parametrize(("text", "status"), [("", 422), ("  ", 422), ("x" * 301, 422)])
def test_what_is_no_sentence_is_said_beside_the_box(held, text, status):
    answer = send(held, text, ask="yes")

    assert (answer.status_code, SeatRequest.objects.exists()) == (status, False)
    assert text in answer.content.decode()


def test_nobody_asks_what_somebody_else_noted(held):
    send(held, note="yes")

    for which in (SeatRequest.objects.get().pk, "x", "", "9" * 30):
        assert held.phones[held.priya].post(at(held, "needs"), {"which": which}).status_code == 404

    assert SeatRequest.objects.get().asked_at is None


def test_what_was_noted_in_another_group_is_asked_there(held):
    quay = make_group("Quay", programme=held.group.programme)
    make_member(quay, person=held.arun)
    with wall.as_person(held.arun):
        elsewhere = requesting.note_need(quay, held.arun, NEED, now=timezone.now())

    assert NEED not in shown(held)
    assert held.phones[held.arun].post(at(held, "needs"), {"which": elsewhere.pk}).status_code == 404


def test_in_another_part_and_before_the_meeting_it_is_not_offered(room):
    assert room.phones[room.arun].get(at(room, "needs")).status_code == 302
    begin(room)
    say(room, room.arun, "here")

    assert at(room, "needs") not in page(room, room.arun)


def test_after_the_end_nothing_stands_there_and_what_was_typed_by_then_is_kept(held):
    with wall.as_person(held.sam):
        leading.end(Sitting.objects.get(), now=timezone.now())

    send(held, note="yes")

    assert held.phones[held.arun].get(at(held, "needs"))["Location"] == held.meeting.get_absolute_url()
    assert SeatRequest.objects.get().person == held.arun
