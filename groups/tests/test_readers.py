"""Does the database hold words to their ladder, whoever asks and however: down by the author, up only by sharing?"""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from groups import readers, wall
from groups.models import AuditEvent, Words
from groups.tests.makers import NOON, make_facilitator, make_group, make_member
from groups.words import write

pytestmark = pytest.mark.django_db
ME, READER, GROUP = Words.LADDER
FEWER = "more people read words only when they are shared"


@pytest.fixture
def room():
    """Mill Street, where Priya said something to the group; Arun and Sam sit beside her."""
    group = make_group()
    group.priya, group.arun, group.sam = make_member(group), make_member(group, "Arun Rao"), make_facilitator(group)
    with wall.as_person(group.priya):
        group.said = write(group, group.priya, now=NOON, text="what Priya said")
    return group


def seen_by(*people):
    """Ask with raw SQL, as the app's own role, how many words each person can read."""
    seen = []
    for person in people:
        with wall.as_person(person), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM groups_words")
            seen.append(cursor.fetchone()[0])
    return seen


def change(person, **fields):
    """Change words past the form and the model, as somebody; say how many rows that were."""
    with transaction.atomic(), wall.as_person(person):
        return Words.objects.update(**fields)


def narrowed(room, rung, reader=None):
    with wall.as_person(room.priya):
        room.said.narrow(rung, reader)


def test_down_the_ladder_fewer_read_at_each_rung(room):
    people = (room.priya, room.arun, room.sam)
    seen = [seen_by(*people)]
    for rung, reader in ((READER, room.arun), (ME, None)):
        narrowed(room, rung, reader)
        seen.append(seen_by(*people))

    assert seen == [[1, 1, 1], [1, 1, 0], [1, 0, 0]]


@pytest.mark.parametrize("end", ["leave", "notice", "charter"])
def test_the_one_reader_reads_while_they_sit_there_and_have_signed(room, end):
    narrowed(room, READER, room.arun)
    place = room.memberships.get(person=room.arun)
    before = seen_by(room.arun)
    if end == "leave":
        place.leave(now=place.joined_at)
    elif end == "notice":
        place.give_notice(place.joined_at, now=NOON)
    else:
        room.charters.create(version=2, text="Anew.", written_at=NOON)

    assert (before, seen_by(room.arun)) == ([1], [0])


@pytest.mark.parametrize(
    ("low", "reader", "high"),
    [(ME, None, {"audience": "group"}), (ME, None, {"audience": "reader"}), (READER, "arun", {"audience": "group"})],
)
def test_nothing_goes_up_unless_it_is_shared(room, low, reader, high):
    narrowed(room, low, reader and room.arun)
    more = high | {"reader": room.sam if high["audience"] == "reader" else None}

    with pytest.raises(IntegrityError, match=FEWER):
        change(room.priya, **more)


def test_one_reader_for_another_is_sharing_too(room):
    narrowed(room, READER, room.arun)

    with pytest.raises(IntegrityError, match=FEWER):
        change(room.priya, reader=room.sam)


def test_a_stale_copy_saved_whole_shows_nothing_again(room):
    stale = room.said
    with wall.as_person(room.priya):
        Words.objects.get(pk=stale.pk).narrow(ME)

    with pytest.raises(IntegrityError, match=FEWER), transaction.atomic(), wall.as_person(room.priya):
        stale.save()

    assert seen_by(room.arun) == [0]


@pytest.mark.parametrize("who", ["arun", "sam"])
@pytest.mark.parametrize("fields", [{"audience": "me"}, {"audience": "handed"}])
def test_nobody_but_its_author_changes_who_reads(room, who, fields):
    assert change(getattr(room, who), **fields) == 0


def test_the_one_reader_does_not_pass_it_on(room):
    narrowed(room, READER, room.arun)

    with (
        pytest.raises(ProgrammingError, match="not yours to share"),
        transaction.atomic(),
        wall.as_person(room.arun),
    ):
        room.said.share(GROUP)


def test_a_reader_sits_in_the_group(room):
    leo = make_member(make_group("Quay", programme=room.programme), "Leo Hart")

    with pytest.raises(IntegrityError, match="a reader sits in the group"):
        change(room.priya, audience="reader", reader=leo)
    with pytest.raises(IntegrityError, match="a reader sits in the group"), wall.as_person(room.priya):
        write(room, room.priya, now=NOON, audience=READER, reader=leo, text="x")


def test_nobody_is_their_own_reader(room):
    with pytest.raises(IntegrityError, match="nobody_is_their_own_reader"):
        change(room.priya, audience="reader", reader=room.priya)


@pytest.mark.parametrize("field", ["author", "group"])
def test_words_keep_their_author_and_their_group(room, field):
    quay = make_group("Quay", programme=room.programme)
    make_member(quay, person=room.priya)
    other = {"author": room.arun, "group": quay}[field]

    with pytest.raises(IntegrityError, match="keep their author and their group"):
        change(room.priya, **{field: other})


def test_sharing_is_the_way_up(room):
    narrowed(room, ME)
    with wall.as_person(room.priya):
        room.said.share(READER, room.sam)

    assert seen_by(room.priya, room.arun, room.sam) == [1, 0, 1]


def test_the_way_up_is_closed_again_after_each_act(room):
    with wall.as_person(room.priya):
        room.said.share(GROUP)
        room.said.narrow(ME)

    with pytest.raises(IntegrityError, match=FEWER):
        change(room.priya, audience="group")


def test_the_log_says_that_it_was_done_and_not_what_it_is_about(room):
    with wall.as_person(room.priya):
        readers.narrow(room.said, ME, now=NOON)

    event = AuditEvent.objects.get(act="narrowed")
    assert event.sentence == "Priya Nair let fewer people read something they wrote"
    assert (event.group, event.about) == (room, f"groups.words:{room.said.pk}")


def test_choosing_more_readers_writes_no_line(room):
    with wall.as_person(room.priya):
        readers.choose(room.said, ME, now=NOON)
        readers.choose(room.said, GROUP, now=NOON)

    assert AuditEvent.objects.filter(act="narrowed").count() == 1


def test_a_farewell_is_of_ones_own_words(room):
    with pytest.raises(IntegrityError, match="words of its own person and group"), wall.as_person(room.arun):
        room.memberships.filter(person=room.arun).update(farewell=room.said)


def test_others_change_a_place_with_a_farewell_as_ever(room):
    with wall.as_person(room.priya):
        room.memberships.filter(person=room.priya).update(farewell=room.said)
        room.said.narrow(ME)
    place = room.memberships.get(person=room.priya)

    place.save()

    assert place.farewell_id == room.said.pk
