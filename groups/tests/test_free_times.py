"""Are free times kept as half hours of a week, in place of those before, and shown to their owner alone?"""

import pytest
from django.utils import timezone

from groups import belongings, free_times, wall
from groups.erasure import erase
from groups.models import FreeTime
from groups.tests.makers import make_person

pytestmark = pytest.mark.django_db
TUESDAY, SUNDAY = 1, 6
WHERE = "/settings/free-times/"


def kept(person):
    return list(person.free_times.values_list("begins", "ends"))


def test_parts_that_touch_are_one_stretch():
    assert free_times.stretches({"morning": {0}, "midday": {0}, "late": {SUNDAY}}) == [(18, 28), (328, 332)]


def test_the_parts_of_a_day_follow_one_another():
    parts = list(free_times.PARTS.values())
    assert [end for first, end in parts[:-1]] == [first for first, end in parts[1:]]


def test_what_is_ticked_comes_back_ticked():
    priya, ticks = make_person(), {"early": {0, TUESDAY}, "evening": {SUNDAY}}
    free_times.keep(priya, ticks)

    assert {part: days for part, days in free_times.ticked(priya).items() if days} == ticks


def test_the_page_keeps_what_is_ticked_in_place_of_what_was(client):
    priya = make_person(welcomed_at=timezone.now())
    client.force_login(priya)
    client.post(WHERE, {"early": ["0"], "late": ["6"]})

    answer = client.post(WHERE, {"morning": ["1"], "midday": ["1"]})

    assert (answer["Location"], kept(priya)) == ("/settings/", [(48 + 18, 48 + 28)])


@pytest.mark.parametrize("typed", [{}, {"early": ["7"]}, {"early": ["x"]}, {"early": ["-1"], "late": ["1"]}])
def test_what_makes_no_sense_is_said_beside_its_row_and_changes_nothing(client, typed):
    priya = make_person()
    free_times.keep(priya, {"morning": {TUESDAY}})
    client.force_login(priya)

    answer = client.post(WHERE, typed)

    assert (answer.status_code, kept(priya)) == (422, [(66, 72)])
    assert 'href="#id_early_0"' in answer.content.decode()


def test_the_page_shows_what_is_ticked_and_by_whose_clock(client):
    priya = make_person(time_zone="Asia/Kolkata")
    free_times.keep(priya, {"morning": {TUESDAY}})
    client.force_login(priya)

    page = client.get(WHERE).content.decode()

    assert page.count(" checked") == 1
    assert "Kolkata" in page


def test_one_takes_them_along_by_day_and_clock():
    priya = make_person()
    free_times.keep(priya, {"evening": {TUESDAY}})
    with wall.as_person(priya):
        told = belongings.of(priya)["Free times"]

    assert told == [{"from": "Tuesday 17:00", "to": "Tuesday 20:00"}]


def test_nothing_of_them_is_left_of_whom_the_house_forgot():
    priya = make_person()
    free_times.keep(priya, {"evening": {TUESDAY}})

    erase(priya, now=timezone.now())

    assert not FreeTime.objects.exists()
