"""Do all texts come under the newest key, also of people who left, and does nobody read a word on the way?"""

from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from groups import keys, wall
from groups.models import Application, AuditEvent, Conflict, Letter, ReviewNote, Words
from groups.tests.makers import NOON, make_cohort, make_group, make_member, make_person
from groups.words import write
from peergroups.kit.encryption import EncryptedTextField, has_newest_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def said():
    """What a member wrote for the group and what a former one kept as a draft."""
    group = make_group()
    priya, dana = make_member(group), make_member(group, "Dana Fox")
    for person, audience in ((priya, "group"), (dana, "me")):
        with wall.as_person(person):
            write(group, person, now=NOON, audience=audience, text=person.name)
    group.memberships.get(person=dana).leave(now=NOON)
    return priya


@pytest.fixture
def new_key(settings):
    old = settings.ROOM_KEYS
    settings.ROOM_KEYS = [Fernet.generate_key().decode(), *old]
    return settings.ROOM_KEYS[0]


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM sealed_words(0, %s)", [keys.END])
        return [sealed for (sealed,) in cursor.fetchall()]


def test_every_text_comes_under_the_newest_key(said, new_key, settings):
    counts = keys.rotate(now=NOON)

    assert counts == {"sealed anew": 2}
    settings.ROOM_KEYS = [new_key]
    with wall.as_person(said):
        assert [words.answers["text"] for words in Words.objects.all()] == ["Priya Nair"]


def test_a_second_round_passes_by_what_is_done(said, new_key):
    keys.rotate(now=NOON)
    before = stored()

    counts = keys.rotate(now=NOON)

    assert (counts, stored()) == ({"under the newest key already": 2}, before)


def test_a_round_that_was_stopped_is_taken_up(said, new_key):
    first = keys.rotate_between(0, keys.END // 2)

    counts = first + keys.rotate(now=NOON)

    assert counts["sealed anew"] == 2
    assert all(has_newest_key(sealed) for sealed in stored())


def test_what_is_rewritten_meanwhile_is_not_overwritten(said, new_key):
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_id FROM sealed_words(0, %s) LIMIT 1", [keys.END])
        row_id = cursor.fetchone()[0]
        cursor.execute("SELECT reseal_words(%s, 'as it was when we looked', 'ours')", [row_id])

        assert cursor.fetchone() == (False,)
    assert "ours" not in stored()


def test_a_text_whose_key_is_missing_is_told_and_kept(said, settings):
    settings.ROOM_KEYS = [Fernet.generate_key().decode()]
    before = stored()

    with pytest.raises(CommandError, match="need a key"):
        call_command("rotate_room_keys", stdout=StringIO())

    assert stored() == before


def test_the_log_says_that_keys_were_changed(said, new_key):
    call_command("rotate_room_keys", stdout=StringIO())

    assert AuditEvent.objects.filter(act="rotated_keys").count() == 1


def test_the_way_round_the_wall_is_closed_again_at_once(said):
    stored()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM groups_words")

        assert cursor.fetchone() == (0,)


@pytest.fixture
def kept():
    """One text in each sealed column outside the rooms."""
    nadia, ravi = make_person("Nadia Haddad"), make_person("Ravi Shah")
    cohort = make_cohort(NOON.date())
    wish = Application.objects.create(cohort=cohort, person=ravi, wants="Peers who export", began_at=NOON)
    ReviewNote.objects.create(application=wish, author=nadia, text="Asks well", written_at=NOON)
    Letter.objects.create(
        application=wish,
        purpose="why",
        author=nadia,
        text="Nobody else brews here",
        written_at=NOON,
        leaves_at=NOON,
    )
    Conflict.objects.create(
        programme=cohort.programme,
        kind="close",
        source="applicant",
        one=ravi,
        told="My cousin",
        override_reason="They asked",
        declared_at=NOON,
    )


def columns():
    """Each sealed column as the database keeps it, and as the app reads it."""
    for field in keys.sealed_facts():
        rows = field.model._base_manager.all()
        yield [*rows.values_list(field.attname, flat=True)], [getattr(row, field.attname) for row in rows]


def test_sealed_texts_outside_the_rooms_come_under_the_newest_key_too(kept, new_key, settings):
    before = [read for _sealed, read in columns()]

    counts = keys.rotate(now=NOON)

    settings.ROOM_KEYS = [new_key]
    after = [(sealed, read) for sealed, read in columns()]
    assert counts == {"sealed anew": sum(map(len, before))}
    assert [read for _sealed, read in after] == before
    assert all(has_newest_key(text) for sealed, _read in after for text in sealed)


def test_the_rotation_knows_every_sealed_column(kept):
    sealed = {
        str(field)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedTextField)
    }

    assert {str(field) for field in keys.sealed_facts()} == sealed - {"groups.Words.body"}


def test_a_column_of_many_rows_is_gone_through_in_parts(kept, new_key, monkeypatch):
    monkeypatch.setattr(keys, "BATCH", 1)
    wish = Application.objects.get()
    for number in range(3):
        ReviewNote.objects.create(application=wish, author=wish.person, text=f"Note {number}", written_at=NOON)

    keys.rotate(now=NOON)

    assert all(has_newest_key(text) for sealed, _read in columns() for text in sealed)
