"""Is a stolen dump of no use, and a body that was moved to another row found out?"""

import pytest
from cryptography.fernet import Fernet
from django.db import connection, transaction

from groups import wall
from groups.models import Words
from groups.tests.makers import NOON, make_room
from groups.words import write
from peergroups.kit.encryption import BrokenSeal

pytestmark = pytest.mark.django_db


@pytest.fixture
def said():
    """Two texts of one person, with that person asking."""
    group, _sam, priya = make_room()
    with wall.as_person(priya):
        yield [write(group, priya, now=NOON, text=text) for text in ("the van", "the lab")]


def raw_bodies():
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM groups_words")
        return [body for (body,) in cursor.fetchall()]


def test_only_the_app_reads_what_the_database_keeps(said):
    assert [body for body in raw_bodies() if "van" in body or "lab" in body] == []
    assert sorted(words.answers["text"] for words in Words.objects.all()) == ["the lab", "the van"]


def test_a_body_moved_to_another_row_is_refused(said):
    van, lab = said
    with connection.cursor() as cursor:
        moved = "UPDATE groups_words SET body = (SELECT body FROM groups_words WHERE id = %s) WHERE id = %s"
        cursor.execute(moved, [van.pk, lab.pk])

    with pytest.raises(BrokenSeal):
        _ = Words.objects.get(pk=lab.pk).answers


def test_a_new_key_reads_the_old_texts_and_a_stranger_key_none(said, settings):
    settings.ROOM_KEYS = [Fernet.generate_key().decode(), *settings.ROOM_KEYS]
    assert Words.objects.get(pk=said[0].pk).answers == {"text": "the van"}

    settings.ROOM_KEYS = settings.ROOM_KEYS[:1]
    with pytest.raises(BrokenSeal):
        _ = Words.objects.get(pk=said[0].pk).answers


def test_a_text_cannot_be_written_past_its_seal(said):
    with pytest.raises(TypeError, match="written by saving its row"), transaction.atomic():
        Words.objects.update(body="in clear")
