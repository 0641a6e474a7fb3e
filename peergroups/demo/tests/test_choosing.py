"""Can one become anybody by a button, and nobody where it is no demo?"""

import re

import pytest

from groups.models import Person
from peergroups.demo import cast
from peergroups.demo.story import Story
from peergroups.demo.tests.conftest import noon
from peergroups.tests.database import once_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people", "demo")]
people = once_a_module(lambda: Story(cast.read(), now=noon(), seed=0).open_programme(noon()))


def names(page):
    return re.findall(r'name="person" value="[^"]*">([^<]*)</button>', page.content.decode())


def test_everybody_has_one_button_and_the_named_come_first(client):
    shown = names(client.get("/demo/"))

    assert [name.split()[0].lower() for name in shown[:6]] == list(cast.NAMED)
    assert sorted(shown) == sorted(Person.objects.values_list("name", flat=True))


def test_a_button_signs_in(client):
    answer = client.post("/demo/", {"person": "priya@example.org"})

    assert (answer.status_code, answer.url) == (302, "/today/")
    assert client.session["_auth_user_id"] == str(Person.objects.get(email="priya@example.org").pk)


@pytest.mark.parametrize(("wanted", "reached"), [("/settings/", "/settings/"), ("https://evil.example/", "/today/")])
def test_one_goes_on_to_the_page_one_wanted_if_it_is_ours(client, wanted, reached):
    assert client.post("/demo/", {"person": "leo@example.org", "next": wanted}).url == reached


def test_nobody_else_can_be_chosen(client):
    Person.objects.create_user("real@example.org", name="Not of the cast")

    assert client.post("/demo/", {"person": "real@example.org"}).status_code == 404


@pytest.mark.parametrize("address", ["/demo/", "/demo/mail/", "/demo/mail/x/", "/demo/mail/x/html/"])
def test_elsewhere_there_is_no_demo(client, settings, address):
    settings.DEMO = False

    assert client.get(address).status_code == 404
    assert client.post("/demo/", {"person": "priya@example.org"}).status_code == 404
