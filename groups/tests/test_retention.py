"""Are words deleted after their last day, and no others, though nobody may read them on the way?"""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.utils import timezone

from groups import retention, wall
from groups.models import Words
from groups.retention import last_day
from groups.tests.makers import NOON, make_group, make_member
from groups.words import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    """Two people, one of whom left, with a note of each from 91 days ago and one from yesterday."""
    group = make_group()
    group.priya, group.dana = make_member(group), make_member(group, "Dana Fox")
    for days, text in ((91, "old"), (1, "new")):
        for person in (group.priya, group.dana):
            with wall.as_person(person):
                write(group, person, now=timezone.now() - timedelta(days=days), kept="note", audience="me", text=text)
    group.memberships.get(person=group.dana).leave(now=timezone.now())
    return group


def texts_of(person):
    with wall.as_person(person):
        return sorted(words.answers.get("text", "gone") for words in Words.objects.filter(author=person))


def test_what_is_written_has_a_last_day():
    assert last_day("note", NOON).isoformat() == "2026-04-13"


def test_words_are_deleted_after_their_last_day_whoever_wrote_them(room):
    assert retention.delete_expired() == 2
    assert (texts_of(room.priya), texts_of(room.dana)) == (["gone", "new"], ["gone", "new"])


def test_on_their_last_day_they_are_still_there():
    group = make_group()
    priya = make_member(group)
    with wall.as_person(priya):
        write(group, priya, now=timezone.now() - timedelta(days=90), kept="note", text="today")

    assert retention.delete_expired() == 0
    assert texts_of(priya) == ["today"]


def test_deleting_twice_finds_nothing_more(room):
    retention.delete_expired()

    assert retention.delete_expired() == 0


def test_whoever_runs_it_loses_nothing_that_is_in_time(room):
    with wall.as_person(room.priya):
        retention.delete_expired()

    assert texts_of(room.priya) == ["gone", "new"]


def test_the_way_is_closed_again_at_once(room):
    retention.delete_expired()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM groups_words")

        assert cursor.fetchone() == (0,)


def test_even_with_the_setting_nothing_in_time_is_seen_and_nothing_new_is_put_in(room):
    """What the setting opens when somebody else makes it: rows past their day, to be emptied, and no more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.emptying', 'expired', true)")
    with pytest.raises(ProgrammingError, match="row-level security"):
        Words.objects.filter(expires_on__lt=timezone.now()).update(author=room.priya, written_at=NOON)


def test_what_is_written_again_begins_anew(room):
    with wall.as_person(room.priya):
        old = Words.objects.order_by("written_at").first()
        old.rewrite(now=timezone.now(), kept="note", text="still wanted")

    retention.delete_expired()

    assert texts_of(room.priya) == ["new", "still wanted"]


def test_the_command_says_how_many(room):
    said = StringIO()
    call_command("delete_expired", stdout=said)

    assert said.getvalue() == "2 texts deleted\n"
