"""Is what somebody writes in a hot seat nudged towards the rule of the step, softly, and never held back?"""

import pytest
from django.urls import reverse
from django.utils import timezone

from groups import wall
from groups.models import Words
from meetings.live import leading
from meetings.live.tests.rooms import at, begin, page, say, steer
from meetings.models import HotSeat, Sitting

pytestmark = pytest.mark.django_db
SAID, ASKED = "You should call the bank.", "What would have to be true for you to call the bank?"
LEAVE = "Leave it as it is"


@pytest.fixture
def seat(room):
    """Priya has the floor, and her group clarifies: in questions only."""
    begin(room)
    for person in (room.priya, room.arun):
        say(room, person, "here")
    turn(room, "clarify")
    return HotSeat.objects.get(meeting=room.meeting)


def turn(room, step):
    steer(room, f"turn {Sitting.objects.get().stretches.get(step=step).pk}")


def typed(room, seat, person, text):
    return room.phones[person].post(reverse("meetings:nudge", args=[seat.pk]), {"asks": text}).content.decode()


def save(room, seat, text, **more):
    return room.phones[room.arun].post(reverse("meetings:note", args=[seat.pk]), {"note": "", "asks": text} | more)


def kept(person):
    with wall.as_person(person):
        return [words.answers for words in Words.objects.filter(note__isnull=False)]


def test_a_statement_is_offered_as_a_question_while_it_is_typed_and_nothing_is_kept(room, seat):
    shown = typed(room, seat, room.arun, SAID)

    assert [ASKED in shown, LEAVE in shown] == [True, True]
    assert typed(room, seat, room.arun, "How long did it take?").strip() == ""
    assert typed(room, seat, room.priya, SAID).strip() == ""  # whoever has the floor says what they like
    assert kept(room.arun) == []


def test_without_scripts_it_is_offered_once_it_is_saved(room, seat):
    save(room, seat, SAID)

    assert ASKED in page(room, room.arun)
    assert kept(room.arun) == [{"asks": SAID}]


def test_the_question_is_taken_in_one_tap_in_place_of_the_statement(room, seat):
    save(room, seat, f"How long?\n{SAID}", take="1")

    assert kept(room.arun) == [{"asks": f"How long?\n{ASKED}"}]
    assert LEAVE not in page(room, room.arun)


@pytest.mark.parametrize("which", ["", "x", "7", "-1", "9" * 30])
def test_rubbish_takes_nothing_and_loses_nothing(room, seat, which):
    save(room, seat, SAID, take=which)

    assert kept(room.arun) == [{"asks": SAID}]


def test_its_writer_waves_it_through_for_this_step_and_nobody_else(room, seat):
    save(room, seat, SAID, wave="yes")

    assert [LEAVE in page(room, room.arun), typed(room, seat, room.arun, SAID).strip()] == [False, ""]
    assert LEAVE in typed(room, seat, room.sam, SAID)
    assert kept(room.arun) == [{"asks": SAID}]


def test_whoever_leads_waves_it_through_for_the_whole_step_and_back(room, seat):
    on = f"ease {Sitting.objects.get().current_id}"
    steer(room, on, room.arun)
    steer(room, "ease 1")
    assert LEAVE in typed(room, seat, room.arun, SAID)

    steer(room, on)
    assert typed(room, seat, room.arun, SAID).strip() == ""
    assert "anything may be said just now" in page(room, room.arun)
    steer(room, on)

    assert LEAVE in typed(room, seat, room.arun, SAID)


def test_where_experience_is_shared_beginnings_in_the_first_person_are_offered(room, seat):
    HotSeat.objects.update(help="experience")
    Sitting.objects.get().stretches.filter(step="root").update(step="share")
    turn(room, "share")

    save(room, seat, SAID, take="1")

    assert "When I stood there, I" in typed(room, seat, room.arun, SAID)
    assert kept(room.arun) == [{"asks": f"{SAID}\nWhen I stood there, I"}]


@pytest.mark.parametrize("step", ["present", "solutions"])
def test_in_a_step_without_such_a_rule_nothing_is_said(room, seat, step):
    turn(room, step)

    assert typed(room, seat, room.arun, SAID).strip() == ""
    assert "Anything may be said" not in page(room, room.sam)


def test_at_the_end_what_was_asked_goes_to_the_presenter_with_the_notes(room, seat):
    save(room, seat, SAID)
    with wall.as_person(room.sam):
        leading.end(Sitting.objects.get(), now=timezone.now())

    assert SAID in room.phones[room.priya].get(at(room, "notes")).content.decode()
    assert kept(room.arun) == []


def test_a_second_page_overwrites_no_question(room, seat):
    save(room, seat, "How long?", hand="one")

    answer = save(room, seat, "How much?", hand="two", seen=0)
    both = save(room, seat, "How much?", hand="two", seen=1, both="yes")

    assert (answer.status_code, "How long?" in answer.content.decode(), both.status_code) == (409, True, 302)
    assert kept(room.arun) == [{"asks": "How much?\n\nHow long?"}]
