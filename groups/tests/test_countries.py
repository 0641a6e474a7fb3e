"""Does a clock tell in which country somebody lives, unless they say otherwise?"""

import pytest
from django.urls import reverse

from groups.countries import country
from groups.tests.makers import make_person


@pytest.mark.parametrize(
    ("zone", "code"),
    [
        ("Europe/London", "GB"),
        ("Europe/Oslo", "NO"),
        ("Asia/Kolkata", "IN"),
        ("Asia/Calcutta", "IN"),
        ("America/New_York", "US"),
        ("Pacific/Auckland", "NZ"),
        ("UTC", ""),
        ("Mars/Olympus", ""),
    ],
)
def test_a_clock_hangs_in_one_country(zone, code):
    assert (country(zone), country(zone, "FR")) == (code, "FR")


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "kept"), [("FR", "FR"), ("", ""), ("XX", "IE")])
def test_the_settings_keep_a_country_that_there_is(client, typed, kept):
    person = make_person(country="IE")
    client.force_login(person)

    client.post(reverse("settings"), {"name": "Ann", "time_zone": "Europe/London", "country": typed})

    person.refresh_from_db()
    assert person.country == kept
