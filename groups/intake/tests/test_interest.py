"""Is whoever waits for the next intake told once, at a decent hour, and nobody who began meanwhile?"""

from datetime import UTC, date, datetime, timedelta

import pytest

from groups.intake import applying, interest
from groups.models import Interest
from groups.tests.makers import make_cohort, make_person, make_programme
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db

OPENS = date(2026, 9, 1)
FIRST_MINUTE = datetime(2026, 8, 31, 23, 0, tzinfo=UTC)  # midnight in London, where it is summer
NINE = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def programme():
    programme = make_programme()
    programme.zone = "Europe/London"
    programme.save()
    return programme


@pytest.fixture
def ravi(programme):
    ravi = make_person("Ravi Shah")
    interest.wait(programme, ravi, now=FIRST_MINUTE - timedelta(days=90))
    return ravi


def owed():
    return [(mail.person.first_name, mail.due_at) for mail in Delivery.objects.filter(kind="applications_open")]


def test_nothing_is_owed_before_it_opens(programme, ravi):
    make_cohort(OPENS, programme=programme)

    interest.plan(now=FIRST_MINUTE - timedelta(minutes=1))

    assert (owed(), Interest.objects.count()) == ([], 1)


def test_the_day_it_opens_they_hear_at_nine_by_their_own_clock(programme, ravi):
    make_cohort(OPENS, programme=programme)

    interest.plan(now=FIRST_MINUTE)

    assert owed() == [("Ravi", NINE)]


def test_they_hear_once(programme, ravi):
    make_cohort(OPENS, programme=programme)
    for minutes in range(3):
        interest.plan(now=NINE + timedelta(minutes=minutes))

    assert (len(owed()), Interest.objects.count()) == (1, 0)


def test_another_programme_tells_them_nothing(ravi):
    make_cohort(OPENS, programme=make_programme(name="Quay"))

    interest.plan(now=NINE)

    assert owed() == []


def test_who_began_meanwhile_gets_no_mail(programme, ravi):
    cohort = make_cohort(OPENS, programme=programme)
    interest.plan(now=FIRST_MINUTE)
    assert interest.still_open(Delivery.objects.get(), now=NINE)

    applying.begin(cohort, ravi, now=FIRST_MINUTE)

    assert not interest.still_open(Delivery.objects.get(), now=NINE)


def test_who_takes_it_back_hears_nothing(client, programme, ravi):
    make_cohort(OPENS, programme=programme)
    client.force_login(ravi)

    client.post(f"/apply/{programme.slug}/tell-me/", {"stop": "1"})
    interest.plan(now=NINE)

    assert owed() == []


def test_asking_twice_is_asking_once(client, programme, ravi):
    make_cohort(OPENS - timedelta(days=200), programme=programme)
    client.force_login(ravi)

    client.post(f"/apply/{programme.slug}/tell-me/")

    assert Interest.objects.count() == 1


def test_who_plans_an_intake_reads_how_many_get_a_mail(client, programme, ravi):
    nadia = make_person("Nadia Haddad")
    programme.admins.add(nadia)
    client.force_login(nadia)

    page = client.get(f"/programmes/{programme.slug}/cohorts/new/").content.decode()

    assert "1 person asked to hear of it and gets a mail" in page
