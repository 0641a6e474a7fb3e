"""Is every time said with its day, its place, and the year when it matters?"""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from peergroups.kit import spoken

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
THURSDAY = datetime(2026, 11, 26, 9, tzinfo=UTC)


def shown(tag, **context):
    escaped = context.pop("escaped", True)
    return Template("{% load times %}" + tag).render(Context({"now": NOW, **context}, autoescape=escaped))


def test_a_moment_names_day_time_and_place():
    assert spoken.moment(THURSDAY, "Europe/London", NOW) == "Thursday 26 November, 9:00 am (London)"


def test_a_moment_is_told_on_the_clock_of_the_place():
    assert spoken.moment(THURSDAY, "America/New_York", NOW) == "Thursday 26 November, 4:00 am (New York)"


def test_the_year_is_said_when_it_is_another_one():
    assert spoken.day(date(2027, 1, 7), NOW.date()) == "Thursday 7 January 2027"


def test_a_range_says_the_half_of_the_day_once():
    assert spoken.time_range(THURSDAY, 90, "Europe/London", NOW) == "Thursday 26 November, 9:00 to 10:30 am (London)"


def test_a_range_over_noon_says_both_halves():
    over_noon = spoken.time_range(THURSDAY.replace(hour=11), 90, "Europe/London", NOW)
    assert over_noon == "Thursday 26 November, 11:00 am to 12:30 pm (London)"


def test_a_range_over_midnight_names_both_days():
    over_midnight = spoken.time_range(THURSDAY.replace(hour=23), 90, "Europe/London", NOW)
    assert over_midnight == "Thursday 26 November, 11:00 pm to Friday 27 November, 12:30 am (London)"


@pytest.mark.parametrize(
    ("zone", "city"),
    [("America/Argentina/Buenos_Aires", "Buenos Aires"), ("America/Port-au-Prince", "Port-au-Prince"), ("UTC", "UTC")],
)
def test_a_zone_is_said_as_its_city(zone, city):
    assert spoken.place(zone) == city


def test_a_language_of_24_hours_is_told_24_hours():
    with translation.override("de"):
        assert spoken.clock(THURSDAY.replace(hour=17)) == "17:00"


def test_a_page_marks_the_moment_for_machines():
    marked = '<time datetime="2026-11-26T09:00:00+00:00">Thursday 26 November, 9:00 am (London)</time>'
    assert shown("{% moment at 'Europe/London' %}", at=THURSDAY) == marked


def test_a_text_mail_has_the_words_alone():
    words = "Thursday 26 November, 9:00 to 10:30 am (London)"
    assert shown("{% time_range at 90 'Europe/London' %}", at=THURSDAY, escaped=False) == words


def test_the_readers_own_zone_is_taken_when_none_is_named():
    with timezone.override("Asia/Kolkata"):
        assert shown("{% moment at %}", at=THURSDAY, escaped=False) == "Thursday 26 November, 2:30 pm (Kolkata)"


def test_the_day_of_a_moment_is_the_day_in_the_zone():
    late = THURSDAY.replace(hour=23)
    assert shown("{% day at 'Asia/Kolkata' %}", at=late) == '<time datetime="2026-11-27">Friday 27 November</time>'
