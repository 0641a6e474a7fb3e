"""Does a hot seat close in its presenter's words, in one tap, for them alone, and does nobody wait for it?"""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accountability.models import Commitment, ReadBack
from accountability.tests.held import at, is_over, none, phone, shown, write_commitment
from groups import wall
from groups.models import Words
from meetings.live import leading
from meetings.models import HotSeat
from meetings.tests.makers import make_seat

pytestmark = pytest.mark.django_db
SAID = "canary of the read-back"
AUTOSAVE = {"X-Autosave": "1"}


@pytest.fixture
def seat(room, time_machine):
    """Priya has had the hot seat, and the group is at its new commitments."""
    time_machine.move_to(room.meeting.starts_at - timedelta(hours=1), tick=False)
    room.sitting.delete()
    seat = make_seat(room.meeting, room.priya, now=timezone.now())
    time_machine.move_to(room.meeting.starts_at, tick=False)
    room.sitting = leading.start(room.meeting, room.sam, now=timezone.now())
    say_here(room)
    go_on_to(room, "commit")
    return seat


def say_here(room):
    for person in (room.priya, room.arun):
        room.phones[person].post(reverse("meetings:say", args=[room.meeting.pk]), {"do": "here"})


def go_on_to(room, step):
    """Go through the steps one after the other, up to this one."""
    while room.sitting.current.step != step:
        leading.go_next(room.sitting, room.sitting.current_id, now=timezone.now(), waved=True)
        room.sitting.refresh_from_db()


def address(seat):
    return reverse("accountability:read_back", args=[seat.pk])


def send(room, seat, person=None, *, by_script=False, **typed):
    headers = AUTOSAVE if by_script else {}
    return room.phones[person or room.priya].post(address(seat), {"hand": "one"} | typed, headers=headers)


def page(room, seat, person=None):
    return room.phones[person or room.priya].get(address(seat)).content.decode()


def read_by(person):
    with wall.as_person(person):
        return [words.answers for words in Words.objects.filter(read_back__isnull=False)]


def test_the_presenter_is_led_to_it_from_the_step_of_reading_back_on_and_nobody_else_is(room, seat):
    assert [address(seat) in shown(room, person) for person in (room.priya, room.sam)] == [True, False]

    leading.turn_to(room.sitting, room.sitting.stretches.filter(step="present").get(), now=timezone.now())
    assert address(seat) not in shown(room, room.priya)


def test_what_is_typed_is_kept_for_its_presenter_alone(room, seat):
    assert send(room, seat, by_script=True, heard=SAID, got="yes", will="Ring").status_code == 204

    assert [len(read_by(person)) for person in (room.priya, room.sam, room.arun)] == [1, 0, 0]
    assert read_by(room.priya)[0]["heard"] == SAID
    assert SAID in page(room, seat)
    assert [SAID in shown(room, person) for person in (room.sam, room.arun)] == [False, False]
    assert room.phones[room.sam].get(address(seat)).status_code == 403


def test_one_tap_closes_it_with_an_action_that_is_a_commitment_to_the_group(room, seat):
    answer = send(room, seat, heard=SAID, will="Ring the bank", due_on=room.later, first_step="Monday", close="action")

    assert answer["Location"] == room.meeting.get_live_url()
    made = Commitment.objects.get()
    assert (made.person, made.meeting, made.due_on) == (room.priya, room.meeting, room.later)
    with wall.as_person(room.sam):
        words = Words.objects.get(commitment=made)
    assert (words.answers["what"], words.answers["first_step"]) == ("Ring the bank", "Monday")
    send(room, seat, heard=SAID, will="Twice", due_on=room.later, close="action")
    assert Commitment.objects.count() == 1
    assert "Close with this action" not in page(room, seat)


@pytest.mark.parametrize(("way", "said"), [("later", "later"), ("none", "no action")])
def test_later_and_no_action_are_answers_too_and_can_still_become_an_action(room, seat, way, said, time_machine):
    send(room, seat, close=way)
    time_machine.move_to((first := timezone.now()) + timedelta(minutes=5), tick=False)

    assert f"closed: {said}" in shown(room, room.sam)
    assert Commitment.objects.count() == 0
    send(room, seat, will="Ring the bank", due_on=room.later, close="action")
    assert [(row.closing, row.closed_at) for row in ReadBack.objects.all()] == [("action", first)]
    assert "closed: an action" in shown(room, room.sam)


def test_the_phones_hear_that_it_is_closed_and_not_what_was_typed(room, seat):
    before = version(room)
    send(room, seat, by_script=True, heard=SAID)
    assert version(room) == before

    send(room, seat, heard=SAID, close="later")

    assert version(room) == before + 1
    assert [SAID in shown(room, person) for person in (room.sam, room.arun)] == [False, False]


def version(room):
    room.sitting.refresh_from_db()
    return room.sitting.version


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Write what you will do."),
        ({"will": "Ring"}, "Choose the day you want to be done."),
        ({"will": "Ring", "due_on": "2020-01-01"}, "Choose a day from tomorrow on."),
        ({"will": "Ring", "due_on": "soon"}, "Enter a day like"),
        ({"will": "x" * 501, "due_on": "2099-01-01"}, "at most 500 characters"),
        ({"will": "Ring", "got": "rubbish"}, "Choose one of those shown."),
    ],
)
def test_an_action_that_is_none_is_told_beside_its_box_and_nothing_is_lost(room, seat, typed, told):
    answer = send(room, seat, heard=SAID, close="action", **typed)

    assert (answer.status_code, told in answer.content.decode(), SAID in answer.content.decode()) == (422, True, True)
    assert not Commitment.objects.exists()


def test_a_second_phone_overwrites_nothing_and_both_texts_can_be_kept(room, seat):
    send(room, seat, by_script=True, heard="first")
    assert send(room, seat, by_script=True, heard="second", hand="two", seen=0).status_code == 409

    both = send(room, seat, heard="second", hand="two", seen=0)
    assert ["first" in both.content.decode(), "second" in both.content.decode()] == [True, True]
    send(room, seat, heard="second", hand="two", seen=1, both="yes")

    assert read_by(room.priya)[0]["heard"] == "second\n\nfirst"


def test_nobody_waits_for_it_at_the_end_and_it_is_written_until_two_days_after(room, seat, time_machine):
    for person in (room.sam, room.priya, room.arun):
        none(room, person)
    room.phones[room.sam].post(at(room, "end"))
    assert is_over()
    assert address(seat) in shown(room, room.priya)
    time_machine.move_to(timezone.now() + timedelta(hours=47), tick=False)
    room.phones[room.priya] = phone(room.priya)

    answer = send(room, seat, heard=SAID, got="partly", will="Ring", due_on=room.later, close="action")

    assert answer["Location"] == reverse("accountability:recap", args=[room.meeting.pk])
    assert Commitment.objects.get().meeting == room.meeting
    time_machine.move_to(timezone.now() + timedelta(hours=2), tick=False)
    answer = send(room, seat, heard="too late")
    told = answer.content.decode()
    assert (answer.status_code, "Two days have passed" in told, "too late" in told) == (422, True, True)
    assert read_by(room.priya)[0]["heard"] == SAID
    kept = page(room, seat)
    assert ["Close with this action" in kept, SAID in kept, "Partly" in kept] == [False, True, True]


def test_before_the_meeting_there_is_nothing_to_read_back(room, seat):
    room.sitting.delete()

    answer = room.phones[room.priya].get(address(seat))

    assert answer["Location"] == room.meeting.get_live_url()


def test_the_recap_tells_how_it_closed_and_no_word(room, seat):
    send(room, seat, heard=SAID, close="later")
    leading.end(room.sitting, now=timezone.now())
    recap = reverse("accountability:recap", args=[room.meeting.pk])

    pages = [room.phones[person].get(recap).content.decode() for person in (room.sam, room.priya)]

    assert ["closed: later" in told for told in pages] == [True, True]
    assert [SAID in told for told in pages] == [False, False]
    assert [address(seat) in told for told in pages] == [False, True]


def test_by_hand_nobody_reads_or_writes_what_another_read_back(room, seat):
    send(room, seat, heard=SAID, close="later")
    row = ReadBack.objects.get()

    for person in (room.sam, room.arun):
        with wall.as_person(person), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM groups_words WHERE id = %s", [row.words_id])
            assert cursor.fetchone() == (0,)
            cursor.execute("UPDATE groups_words SET body = '' WHERE id = %s", [row.words_id])
            assert cursor.rowcount == 0
    other = HotSeat.objects.create(meeting=room.meeting, person=room.arun, assigned_at=timezone.now())
    with wall.as_person(room.arun), pytest.raises(DatabaseError, match="own person"), transaction.atomic():
        ReadBack.objects.filter(pk=row.pk).update(seat=other)


def test_by_hand_no_read_back_is_made_of_anothers_words_and_none_closes_with_anothers_commitment(room, seat):
    send(room, seat, heard=SAID, close="later")
    for person in (room.priya, room.arun):
        write_commitment(room, person)
    priyas, aruns = (Commitment.objects.get(person=person) for person in (room.priya, room.arun))
    other = HotSeat.objects.create(meeting=room.meeting, person=room.arun, assigned_at=timezone.now())

    with wall.as_person(room.arun), pytest.raises(DatabaseError, match="own person"), transaction.atomic():
        ReadBack.objects.create(seat=other, words_id=priyas.words_id)
    with wall.as_person(room.priya), pytest.raises(DatabaseError, match="own person"), transaction.atomic():
        ReadBack.objects.filter(seat=seat).update(commitment=aruns)
