"""Does each page say until when its words are kept, and read well when they are gone?"""

import logging

import pytest
from django.db import connection

from groups import retention, wall
from groups.models import Words
from peergroups import tasks
from peergroups.tests.cast import CANARY, gather

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(client):
    """The room everybody tries, with the member signed in who wrote all its words."""
    cast = gather()
    with wall.as_person(cast.people["member"]):
        cast.commitment.follow_up("partly", CANARY, now=cast.commitment.made_at)
    cast.pages = [
        f"/meetings/{cast.meeting.pk}/seats/1/",
        f"/meetings/{cast.meeting.pk}/brief/",
        f"/meetings/{cast.meeting.pk}/",
        "/commitments/",
        f"/groups/{cast.room.slug}/commitments/",
        f"/commitments/{cast.commitment.pk}/carry/",
        "/today/",
        f"/meetings/{cast.meeting.pk}/update/",
        f"/meetings/{cast.meeting.pk}/updates/",
    ]
    client.force_login(cast.people["member"])
    return cast


def test_pages_read_well_when_words_are_gone(client, cast):
    with wall.as_person(cast.people["member"]):
        Words.objects.update(expires_on="2020-01-01")
    retention.delete_expired()

    pages = {page: client.get(page) for page in cast.pages}

    assert {page: answer.status_code for page, answer in pages.items()} == dict.fromkeys(cast.pages, 200)
    assert [page for page, answer in pages.items() if CANARY in answer.content.decode()] == []
    said_so = [page for page, answer in pages.items() if "The words are no longer kept." in answer.content.decode()]
    assert said_so == [cast.pages[number] for number in (0, 2, 3, 4, 6, 8)]


def test_what_is_gone_is_not_in_the_table(cast):
    with wall.unforced():  # what others wrote for somebody, or gave them, as well
        Words.objects.update(expires_on="2020-01-01")
    retention.delete_expired()

    with wall.unforced(), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT body FROM groups_words")

        assert cursor.fetchall() == [("",)]


def test_the_worker_logs_how_many_and_nothing_else(cast, caplog):
    with caplog.at_level(logging.INFO, "peergroups.tasks"):
        tasks.delete_expired()

    assert [record.getMessage() for record in caplog.records] == ["words deleted on their day: 0"]


@pytest.mark.parametrize("number", [1, 3, 5])
def test_the_writer_reads_until_when_it_is_kept(client, cast, number):
    page = client.get(cast.pages[number]).content.decode()

    assert "Kept until" in page
