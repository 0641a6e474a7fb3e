"""What does the link of a mail open, to whom, and for how long?"""

import pytest
from django.utils import timezone

from groups.tests.makers import make_member
from meetings.models import Poll, Vote
from meetings.polls import asking, links
from meetings.polls.tests.polled import answers, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(room, poll):
    return links.link(poll, room.priya)


def test_the_link_shows_times_and_a_first_name_and_nothing_else_of_anybody(client, room, poll, link):
    say(poll, room.arun, "yes", "yes")

    page = client.get(link)

    said = page.content.decode()
    assert [word for word in ("Nair", "Arun", "Sam", "Mill", "call.example") if word in said] == []
    assert ("Priya" in said, page["Cache-Control"], page["X-Robots-Tag"]) == (True, "no-store", "noindex")
    assert "sessionid" not in client.cookies


def test_a_post_by_the_link_keeps_the_answer_of_its_person_whoever_is_signed_in(client, room, poll, link):
    client.force_login(room.arun)

    page = client.post(link, answers(poll))

    assert "Your times are sent." in page.content.decode()
    assert page.content.decode().count(" checked") == 2
    assert set(Vote.objects.values_list("person__name", "by_link")) == {("Priya Nair", True)}


def test_opening_the_link_changes_nothing(client, poll, link):
    client.get(link)

    assert Vote.objects.count() == 0


def leave(room, poll):
    room.membership_of(room.priya).leave(now=room.now)


def rejoin(room, poll):
    leave(room, poll)
    make_member(room, person=room.priya)


def close(room, poll):
    Poll.objects.update(closes_at=timezone.now())


def end(room, poll):
    asking.give_up(poll, now=room.now)


def lapse(room, poll):
    room.membership_of(room.priya).signatures.all().delete()


@pytest.mark.parametrize("what", [leave, rejoin, close, end, lapse])
def test_a_link_dies_with_what_it_was_made_for(client, room, poll, link, what):
    what(room, poll)

    statuses = [client.get(link).status_code, client.post(link, answers(poll)).status_code]

    assert (statuses, Vote.objects.count()) == ([410, 410], 0)


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda token: "1" + token, lambda token: "x:y"])
def test_a_forged_link_opens_nothing(client, link, change):
    token = link.strip("/").removeprefix("p/")

    assert client.get(f"/p/{change(token)}/").status_code == 410
