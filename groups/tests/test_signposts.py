"""Does a group in a crisis read whom to call where its members live, in the words of its admins?"""

import pytest
from django.urls import reverse

from groups.models import AuditEvent, Signpost
from groups.signposts import of_group
from groups.tests.makers import make_person, make_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia(client):
    """Who runs the programme of a group whose members live by London's clock, one of them in Ireland."""
    group, sam, priya = make_room()
    for person, where in ((sam, {"time_zone": "Europe/London"}), (priya, {"country": "IE"})):
        for field, value in where.items():
            setattr(person, field, value)
        person.save()
    nadia = make_person("Nadia Rahman")
    group.programme.admins.add(nadia)
    client.force_login(nadia)
    client.group, client.at = group, reverse("groups:signposts", args=[group.programme.slug])
    return client


def said(nadia, country, text):
    return nadia.post(nadia.at, {"country": country, "text": text})


def test_a_group_reads_those_of_its_countries_and_those_for_everywhere(nadia):
    for country, text in (("", "Call whoever is nearest"), ("GB", "Call 1"), ("IE", "Call 2"), ("FR", "Call 3")):
        said(nadia, country, text)

    found = [(country, post.text) for country, post in of_group(nadia.group)]

    assert found == [("Britain (UK)", "Call 1"), ("Ireland", "Call 2"), ("Everywhere", "Call whoever is nearest")]


def test_said_anew_the_last_word_counts_and_an_empty_one_takes_it_down(nadia):
    said(nadia, "GB", "Call 1")
    said(nadia, "GB", "Call 2")
    assert "Call 2" in nadia.get(f"{nadia.at}?country=GB").content.decode()

    said(nadia, "GB", " ")

    assert not Signpost.objects.exists()
    assert AuditEvent.objects.filter(act="changed_signposts").count() == 3


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"country": "XX", "text": "Call"}, "Choose a country from the list."),
        ({"country": "GB", "text": "x" * 501}, "Say it in at most 500 characters."),
    ],
)
def test_rubbish_is_refused_beside_its_field_and_kept(nadia, typed, words):
    answer = nadia.post(nadia.at, typed)

    page = answer.content.decode()
    assert (answer.status_code, words in page, typed["text"] in page) == (422, True, True)
    assert not Signpost.objects.exists()


def test_a_country_that_is_none_opens_an_empty_form(nadia):
    assert [nadia.get(nadia.at, {"country": where}).status_code for where in ("\x00", "ZZ", "<")] == [200] * 3
