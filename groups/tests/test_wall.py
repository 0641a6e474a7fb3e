"""Does the database keep one group's words from everybody else, whoever asks and however they ask?"""

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction
from django.http import HttpResponseServerError
from django.template import engines
from django.template.response import TemplateResponse

from groups import wall
from groups.models import Words
from groups.tests.makers import NOON, make_group, make_member, make_person, make_programme
from groups.words import write
from peergroups.outbox.ledger import database_now

pytestmark = pytest.mark.django_db

SECRET = "canary in the mill"


@pytest.fixture
def room():
    """A group with Priya's words in it, and Arun beside her."""
    group = make_group()
    group.priya, group.arun = make_member(group), make_member(group, "Arun Rao")
    with wall.as_person(group.priya):
        group.said = write(group, group.priya, now=NOON, text=SECRET)
    return group


def read_by(person):
    with wall.as_person(person):
        return [words.answers["text"] for words in Words.objects.all()]


def test_a_forgotten_filter_shows_members_their_own_room(room):
    elsewhere = make_group("Quay", programme=room.programme)
    leo = make_member(elsewhere, "Leo Hart")

    assert (read_by(room.arun), read_by(leo)) == ([SECRET], [])


def test_nobody_sees_nothing(room):
    assert list(Words.objects.all()) == []


def test_an_admin_and_an_operator_see_nothing(room):
    nadia, otto = make_person("Nadia Haddad"), make_person("Otto Berg", is_operator=True)
    room.programme.admins.add(nadia)

    assert (read_by(nadia), read_by(otto)) == ([], [])


def test_access_ends_with_leaving(room):
    room.memberships.get(person=room.arun).leave(now=NOON)

    assert read_by(room.arun) == []


def test_nothing_is_read_before_the_charter_is_signed(room):
    newcomer = make_member(room, "Jo Bell", signed=False)

    assert read_by(newcomer) == []


def test_a_new_charter_closes_the_room_until_it_is_signed(room):
    newer = room.charters.create(version=2, text="We meet on time.", written_at=NOON)
    before = read_by(room.arun)

    room.memberships.get(person=room.arun).sign(newer, now=database_now())

    assert (before, read_by(room.arun)) == ([], [SECRET])


def test_raw_sql_sees_no_more_than_the_pages(room):
    leo = make_person("Leo Hart")
    with wall.as_person(leo), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM groups_words")
        seen = cursor.fetchone()

    assert seen == (0,)


def test_writing_into_a_foreign_group_is_refused(room):
    leo = make_person("Leo Hart")

    with pytest.raises(ProgrammingError, match="row-level security"), wall.as_person(leo):
        write(room, leo, now=NOON, text="let me in")


def test_writing_in_somebody_elses_name_is_refused(room):
    with pytest.raises(ProgrammingError, match="row-level security"), wall.as_person(room.arun):
        write(room, room.priya, now=NOON, text="I never said this")


def test_a_fellow_member_cannot_change_or_delete(room):
    with wall.as_person(room.arun):
        changed = Words.objects.update(written_at=NOON)
        deleted, _ = Words.objects.all().delete()

    assert (changed, deleted) == (0, 0)


def test_words_moved_into_another_group_are_refused(room):
    elsewhere = make_group("Quay", programme=room.programme)

    with pytest.raises(IntegrityError, match="keep their author and their group"), wall.as_person(room.priya):
        Words.objects.update(group=elsewhere)


def test_a_draft_is_for_its_author_alone(room):
    with wall.as_person(room.priya):
        write(room, room.priya, now=NOON, audience=Words.Audience.ME, text="not yet")

    assert (sorted(read_by(room.priya)), read_by(room.arun)) == ([SECRET, "not yet"], [SECRET])


def test_what_is_for_one_reader_is_read_by_the_two(room):
    sam = make_member(room, "Sam Okoro")
    with wall.as_person(room.priya):
        write(room, room.priya, now=NOON, audience="reader", reader=room.arun, text="x")

    assert [sorted(read_by(person)) for person in (room.priya, room.arun, sam)] == [[SECRET, "x"]] * 2 + [[SECRET]]


def test_what_is_handed_over_is_its_readers_alone(room):
    with wall.as_person(room.priya):
        write(room, room.priya, now=NOON, audience="handed", reader=room.arun, text="x")

    assert (read_by(room.priya), sorted(read_by(room.arun))) == ([SECRET], [SECRET, "x"])


@pytest.mark.parametrize("name", ["Priya Nair", "Arun Rao", "Leo Hart", "Jo Bell", "Nadia Haddad"])
def test_the_pages_rule_and_the_databases_rule_agree(room, name):
    make_member(room, "Jo Bell", signed=False)
    make_member(make_group("Quay", programme=make_programme(name="Other")), "Leo Hart")
    room.programme.admins.add(make_person("Nadia Haddad"))
    person = type(room.priya).objects.get(name=name)
    with wall.as_person(room.priya):
        for rung, reader in (("me", None), ("reader", room.arun), ("handed", room.arun)):
            write(room, room.priya, now=NOON, audience=rung, reader=reader, text=rung)
    with wall.as_person(person):
        assert set(Words.objects.all()) == set(Words.objects.visible_to(person))


def test_who_asks_is_forgotten_with_the_transaction(room):
    with wall.as_person(room.priya):
        pass

    assert list(Words.objects.all()) == []


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_seen():
    group = make_group()
    priya = make_member(group)
    with wall.as_person(priya):
        write(group, priya, now=NOON, text=SECRET)

    wall.ask_as(priya.pk)

    assert list(Words.objects.all()) == []


def test_the_database_keeps_only_sealed_text(room):
    with wall.as_person(room.priya), connection.cursor() as cursor:
        cursor.execute("SELECT body FROM groups_words")
        (kept,) = cursor.fetchone()

    assert SECRET not in kept


def test_our_own_role_keeps_to_the_wall():
    assert wall.role_passes_the_wall() is False


def test_a_superuser_would_pass_and_is_refused():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolsuper LIMIT 1")
        (superuser,) = cursor.fetchone()

    assert wall.role_passes_the_wall(superuser) is True


def test_a_page_rendered_late_still_sees_its_readers_words(room, rf):
    """Generic views answer with a template that is rendered after the view: inside the wall all the same."""
    said = Words.objects.all()
    request = rf.get("/")
    request.user = room.arun
    late = engines["django"].from_string("{% for words in said %}{{ words.answers.text }}{% endfor %}")

    answer = wall.RoomWall(lambda request: TemplateResponse(request, late, {"said": said}).render())(request)

    assert answer.content.decode() == SECRET


def test_an_error_rolls_back_what_was_written(room, rf):
    request = rf.post("/")
    request.user = room.arun

    def stumble(request):
        room.memberships.get(person=room.arun).leave(now=NOON)
        return HttpResponseServerError()

    wall.RoomWall(stumble)(request)

    assert room.memberships.get(person=room.arun).left_at is None


def test_a_reading_request_cannot_write():
    with transaction.atomic():
        wall.ask_as("", read_only=True)
        with pytest.raises(InternalError, match="read-only"):
            make_person()
        transaction.set_rollback(True)


def is_forced():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relname = 'groups_words'")
        return cursor.fetchone()[0]


def test_the_owner_can_write_many_peoples_words_at_once(room):
    said = [Words(group=room, author=person, written_at=NOON, body="{}") for person in (room.priya, room.arun)]
    with wall.unforced():
        Words.objects.bulk_create(said)

    assert is_forced()
    assert list(Words.objects.all()) == []


def test_the_wall_stands_again_after_an_exception(room):
    with pytest.raises(ZeroDivisionError), wall.unforced():
        raise ZeroDivisionError

    assert is_forced()
