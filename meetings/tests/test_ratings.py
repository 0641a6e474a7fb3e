"""Is what somebody says of a meeting theirs alone, and do sums tell of nobody?"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups import belongings, erasure, wall
from groups.models import Words
from groups.tests.makers import make_member, make_room
from meetings import rating
from meetings.live import attending, leading
from meetings.models import Rating
from meetings.sums import Sums, summed
from meetings.tests.makers import make_meeting

A_DAY = timedelta(days=1)
SAID = {"score": "8", "benefits": ["feedback"], "balance": "both", "take_back": "Ask before I advise"}


@pytest.fixture
def room(db, time_machine):
    """A meeting being held by Sam, with Priya and four more; Jo is not there."""
    cache.clear()
    group, sam, priya = make_room()
    others = [make_member(group, name) for name in ("Arun Rao", "Bea Ott", "Cy Lund", "Di Ray")]
    jo = make_member(group, "Jo Bell")
    now = timezone.now().replace(microsecond=0)
    meeting = make_meeting(group, now + A_DAY, now=now)
    time_machine.move_to(meeting.starts_at, tick=False)
    sitting = leading.start(meeting, sam, now=timezone.now())
    for person in (priya, *others):
        attending.arrive(sitting, person, private=True, now=timezone.now())
    return SimpleNamespace(
        sam=sam, priya=priya, others=others, jo=jo, meeting=meeting, sitting=sitting, clock=time_machine
    )


def end(room, days=1):
    leading.end(room.sitting, now=timezone.now())
    room.clock.move_to(timezone.now() + days * A_DAY, tick=False)


def phone(person):
    client = Client()
    client.force_login(person)
    return client


def rate(room, person, **changes):
    return phone(person).post(reverse("meetings:rate", args=[room.meeting.pk]), SAID | changes)


def page(room, person):
    return phone(person).get(reverse("meetings:rate", args=[room.meeting.pk])).content.decode()


def test_what_one_said_comes_again_and_is_read_by_nobody_else(room):
    rate(room, room.priya)
    rate(room, room.priya, score="9", benefits=["support"], take_back="Ask twice")

    rating = Rating.objects.get()
    assert (rating.score, rating.benefits, rating.balance) == (9, ["support"], "both")
    assert "Ask twice" in page(room, room.priya)
    for person in (room.sam, room.others[0]):
        with wall.as_person(person):
            assert not Words.objects.exists()
        assert "Ask twice" not in page(room, person)


def test_a_tap_is_enough_and_a_line_taken_out_is_gone(room):
    rate(room, room.priya)

    answer = rate(room, room.priya, benefits=[], balance="", take_back="")

    assert answer.url == room.meeting.get_live_url()
    room_shown = phone(room.priya).get(reverse("accountability:recap", args=[room.meeting.pk])).content.decode()
    assert "Say how it was for you" not in room_shown
    with wall.as_person(room.priya):
        assert not Words.objects.exists()


@pytest.mark.parametrize("wrong", [{"score": ""}, {"score": "11"}, {"balance": "x"}, {"take_back": "x" * 301}])
def test_what_makes_no_sense_is_refused_beside_its_field_and_nothing_is_lost(room, wrong):
    answer = rate(room, room.priya, **wrong)

    assert answer.status_code == 422
    assert wrong.get("take_back", SAID["take_back"]) in answer.content.decode()


def test_who_was_not_there_is_not_asked_and_a_day_later_nobody_is(room):
    rate(room, room.jo)
    end(room)
    rate(room, room.priya)

    assert not Rating.objects.exists()
    assert "<form" not in page(room, room.jo).split('id="main"')[-1].split("</main>")[0]


def test_four_others_are_added_up_for_who_keeps_the_room_alone_once_nobody_can_answer(room):
    for person, score in zip((room.sam, *room.others), ("1", "7", "8", "8", "9"), strict=True):
        rate(room, person, score=score, benefits=["feedback"] if score < "9" and person != room.others[1] else [])
    assert "on average" not in page(room, room.sam)
    end(room)

    shown = page(room, room.sam)
    assert "8 of 10 on average, by 4 others" in shown
    assert [person.name for person in room.others if person.name in shown.split('id="sums"')[1]] == []
    assert 'id="sums"' not in page(room, room.priya)


def test_three_others_are_not_added_up(room):
    for person in (room.sam, *room.others[:3]):
        rate(room, person)
    end(room)

    assert "Fewer than four others" in page(room, room.sam)
    assert "on average" not in page(room, room.sam)


@pytest.mark.parametrize(
    ("yes", "of", "told"), [(0, 4, None), (1, 4, None), (2, 4, 2), (3, 4, None), (4, 4, None), (3, 5, 3), (4, 5, None)]
)
def test_a_count_is_told_only_where_two_stand_on_each_side(yes, of, told):
    answers = [(6, ["x"] if n < yes else []) for n in range(of)]

    assert summed(answers, ["x"]) == Sums(of, 6, {"x": told})


def test_it_is_in_ones_own_export_and_goes_with_its_person(room):
    rate(room, room.priya)
    with wall.as_person(room.priya):
        (told,) = belongings.of(room.priya)["How meetings were for you"]
    assert (told["of ten"], told["take_back"]) == (8, "Ask before I advise")

    erasure.erase(room.priya, now=timezone.now())

    assert not Rating.objects.exists()


def test_the_database_binds_a_line_to_its_author(room):
    rate(room, room.priya)
    words = Rating.objects.get().words_id
    with wall.as_person(room.sam), pytest.raises(DatabaseError, match="its own person"), transaction.atomic():
        Rating.objects.create(sitting=room.sitting, person=room.sam, score=3, words_id=words, rated_at=timezone.now())
    assert connection.is_usable()


def test_before_a_meeting_has_begun_there_is_nothing_to_say(room):
    coming = make_meeting(room.meeting.group, timezone.now() + 9 * A_DAY, now=timezone.now())

    assert phone(room.priya).get(reverse("meetings:rate", args=[coming.pk])).status_code == 404


def test_sums_told_before_an_erasure_are_told_no_more_after_it(room):
    for person in (room.priya, *room.others):
        rate(room, person)
    end(room)
    room.sitting.refresh_from_db()
    assert rating.sums_for(room.sitting, room.sam, timezone.now()).replies == 5

    erasure.erase(room.priya, now=timezone.now())

    assert rating.sums_for(room.sitting, room.sam, timezone.now()) is None
