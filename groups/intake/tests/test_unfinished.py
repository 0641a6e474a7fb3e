"""Is whoever began to apply reminded once, before the last day, and nobody who sent it or took it back?"""

from datetime import UTC, date, datetime, timedelta

import pytest

from groups.intake import applying, unfinished
from groups.tests.makers import make_cohort, make_person, make_programme
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db

CLOSES = date(2026, 10, 20)
NINE = datetime(2026, 10, 17, 8, 0, tzinfo=UTC)  # in London, where it is summer
BEGAN = NINE - timedelta(days=10)
A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def cohort():
    programme = make_programme()
    programme.zone = "Europe/London"
    programme.save()
    return make_cohort(date(2026, 10, 1), closes_on=CLOSES, programme=programme)


@pytest.fixture
def wish(cohort):
    return applying.begin(cohort, make_person("Ravi Shah", time_zone="Europe/London"), now=BEGAN)


def owed(now):
    unfinished.plan(now=now)
    return [mail.due_at for mail in Delivery.objects.filter(kind=unfinished.KIND)]


def test_three_days_before_the_end_they_are_reminded_once_at_nine(wish):
    assert owed(NINE - A_MINUTE) == []
    assert owed(NINE) == owed(NINE + A_DAY) == owed(NINE + 2 * A_DAY) == [NINE]


def test_an_end_that_is_put_off_brings_no_second_mail(wish, cohort):
    owed(NINE)
    cohort.closes_on += 5 * A_DAY
    cohort.answers_by += 5 * A_DAY
    cohort.save()

    assert owed(NINE + 5 * A_DAY) == [NINE]


@pytest.mark.parametrize(
    ("after", "reminded"), [(timedelta(hours=-30), NINE), (timedelta(hours=30), NINE + 3 * A_DAY), (3 * A_DAY, None)]
)
def test_whoever_began_late_has_a_day_to_themselves(cohort, after, reminded):
    applying.begin(cohort, make_person("Ravi Shah", time_zone="Europe/London"), now=NINE + after)

    assert owed(NINE + 3 * A_DAY) == ([reminded] if reminded else [])


def test_after_the_last_day_nobody_is_reminded(wish):
    assert owed(NINE + 4 * A_DAY) == []


def taken_back(wish):
    applying.take_back(wish, now=NINE)


def sent(wish):
    wish.submitted_at = NINE
    wish.save()


@pytest.mark.parametrize("change", [taken_back, sent])
def test_who_sent_it_or_took_it_back_hears_nothing(wish, change):
    owed(NINE)
    delivery = Delivery.objects.get(kind=unfinished.KIND)
    assert unfinished.still_unfinished(delivery, now=NINE)

    change(wish)

    delivery = Delivery.objects.get(pk=delivery.pk)
    assert not unfinished.still_unfinished(delivery, now=NINE + A_MINUTE)
    assert unfinished.plan(now=NINE + A_DAY) == 0


def test_the_mail_is_not_sent_once_the_days_are_over(wish):
    owed(NINE)

    assert not unfinished.still_unfinished(Delivery.objects.get(kind=unfinished.KIND), now=NINE + 4 * A_DAY)
