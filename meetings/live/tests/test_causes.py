"""Is the real question named by its presenter before anybody advises, and read by everybody in the room?"""

import pytest
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from groups import wall
from groups.models import Words
from groups.words import write
from meetings.live.tests.rooms import at, begin, now_in, page, say, steer
from meetings.models import Cause, HotSeat, Sitting

pytestmark = pytest.mark.django_db
ASKED = "Do I want to run this at all?"


@pytest.fixture
def seat(room):
    """Priya has the floor, and her group looks for the real question."""
    begin(room)
    for person in (room.priya, room.arun):
        say(room, person, "here")
    root = Sitting.objects.get(meeting=room.meeting).stretches.get(step="root")
    steer(room, f"turn {root.pk}")
    return HotSeat.objects.get(meeting=room.meeting, person=room.priya)


def name(room, seat, text, person=None):
    return room.phones[person or room.priya].post(reverse("meetings:real_question", args=[seat.pk]), {"cause": text})


def current():
    return Sitting.objects.get().current_id


def screen(room):
    return room.phones[room.arun].get(at(room, "present")).content.decode()


def test_everybody_reads_what_the_presenter_confirmed(room, seat):
    before = Sitting.objects.get().version

    name(room, seat, f"  {ASKED}\r\n ")

    assert [ASKED in page(room, person) for person in room.phones] == [True, True, True]
    assert ASKED in screen(room)
    assert Sitting.objects.get().version == before + 1
    steer(room, f"next {current()}")
    assert now_in(room) == "hot_seat solutions"


def test_said_anew_the_last_sentence_counts(room, seat):
    name(room, seat, "Whether to buy the van")
    name(room, seat, ASKED)

    shown = screen(room)

    assert (ASKED in shown, "the van" in shown, Cause.objects.count()) == (True, False, 1)


def test_before_it_is_named_a_second_tap_is_needed_to_go_on(room, seat):
    answer = (
        room.phones[room.sam]
        .post(at(room, "steer"), {"do": f"next {current()}"}, headers={"HX-Request": "true"})
        .content.decode()
    )

    assert ["has not confirmed the real question" in answer, "Go on without it" in answer] == [True, True]
    assert now_in(room) == "hot_seat root"
    steer(room, f"wave {current()}")
    assert now_in(room) == "hot_seat solutions"


def test_without_scripts_the_second_tap_is_there_as_well(room, seat):
    answer = room.phones[room.sam].post(at(room, "steer"), {"do": f"next {current()}"}, follow=True)

    assert "Go on without it" in answer.content.decode()
    assert "Go on without it" not in room.phones[room.arun].get(f"{at(room, 'live')}?unnamed").content.decode()


def test_only_its_presenter_names_it(room, seat):
    assert [name(room, seat, ASKED, person).status_code for person in (room.sam, room.arun)] == [403, 403]

    assert not Cause.objects.exists()
    assert "The real question, in one sentence" in page(room, room.priya)
    assert "The real question, in one sentence" not in page(room, room.arun)


@pytest.mark.parametrize("text", ["", "   ", "?!", "x" * 301])
def test_what_is_no_sentence_is_said_beside_the_box(room, seat, text):
    answer = name(room, seat, text)

    assert (answer.status_code, Cause.objects.exists()) == (422, False)
    assert text.strip() in answer.content.decode()


def test_another_protocol_asks_for_no_cause(room):
    HotSeat.objects.update(help="experience")
    begin(room)

    assert "The real question, in one sentence" not in page(room, room.priya)


def test_its_words_are_its_presenters_own(room, seat):
    with wall.as_person(room.arun):
        words = write(room.group, room.arun, now=timezone.now(), cause=ASKED)

    with pytest.raises(DatabaseError, match="own person"), wall.as_person(room.arun):
        Cause.objects.create(seat=seat, words=words)


def test_it_is_kept_as_long_as_a_brief(room, seat):
    name(room, seat, ASKED)

    with wall.as_person(room.arun):
        words = Words.objects.get(cause__seat=seat)
    assert (words.audience, (words.expires_on - words.written_at.date()).days) == ("group", 365)
