"""Do notes for a hot seat go to its presenter when the meeting ends, and to nobody else, also in the database?"""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from groups import retention, wall
from groups.models import Words
from groups.tests.makers import make_member
from groups.tests.raw_sql import run
from meetings.live import leading
from meetings.live.tests.rooms import at, begin, go_to, page, phone, say, wait
from meetings.models import HotSeat, Note
from meetings.models.hot_seats import assign

pytestmark = pytest.mark.django_db
AUTOSAVE = {"X-Autosave": "1"}
SAID = "canary of the note"
COUNT = "SELECT count(*) FROM groups_words WHERE id = %s"


@pytest.fixture
def seat(room):
    """The meeting is on and Priya has the floor: Sam leads, Arun writes."""
    begin(room)
    for person in (room.priya, room.arun):
        say(room, person, "here")
    go_to(room, "hot_seat")
    return HotSeat.objects.get(meeting=room.meeting, person=room.priya)


def note(room, seat, person, text, **more):
    where = reverse("meetings:note", args=[seat.pk])
    return room.phones[person].post(where, {"note": text} | more, headers=AUTOSAVE)


def end(room):
    """End it in the name of who leads; the page that asks first belongs to the app above."""
    with wall.as_person(room.sam):
        leading.end(room.meeting.sitting, now=timezone.now())


def read_by(person):
    with wall.as_person(person):
        return [words.answers.get("note") for words in Words.objects.filter(note__isnull=False) if not words.is_gone]


def notes_page(room, person):
    answer = room.phones[person].get(at(room, "notes"))
    return answer.content.decode() if answer.status_code == 200 else answer.status_code


def test_until_the_end_a_note_is_its_writers_alone(room, seat):
    assert note(room, seat, room.arun, SAID).status_code == 204

    assert [read_by(person) for person in (room.arun, room.priya, room.sam)] == [[SAID], [], []]
    assert SAID in page(room, room.arun)
    assert [SAID in page(room, person) for person in (room.priya, room.sam)] == [False, False]
    assert "Nothing yet" in notes_page(room, room.priya)


def test_at_the_end_it_is_the_presenters_alone(room, seat):
    for person in (room.arun, room.sam):
        note(room, seat, person, f"{SAID} by {person}")

    end(room)

    assert [len(read_by(person)) for person in (room.priya, room.arun, room.sam)] == [2, 0, 0]
    assert notes_page(room, room.priya).count(SAID) == 2
    assert [notes_page(room, person) for person in (room.arun, room.sam)] == [403, 403]
    for person in (room.arun, room.sam):
        for where in (
            at(room, "live"),
            reverse("meetings:note", args=[seat.pk]),
            reverse("meetings:detail", args=[room.meeting.pk]),
        ):
            assert SAID not in room.phones[person].get(where, follow=True).content.decode()


def test_what_presenters_note_themselves_stays_theirs(room, seat):
    note(room, seat, room.priya, SAID)

    end(room)

    assert [read_by(person) for person in (room.priya, room.sam)] == [[SAID], []]
    assert "Your own notes" in notes_page(room, room.priya)


def test_a_second_phone_overwrites_nothing(room, seat):
    note(room, seat, room.arun, "first", hand="one", seen=0)
    assert note(room, seat, room.arun, "first and more", hand="one", seen=0).status_code == 204

    assert note(room, seat, room.arun, "second", hand="two", seen=0).status_code == 409

    where = reverse("meetings:note", args=[seat.pk])
    both = room.phones[room.arun].post(where, {"note": "second", "hand": "two", "seen": 0}).content.decode()
    assert ["first and more" in both, "second" in both] == [True, True]
    room.phones[room.arun].post(where, {"note": "second", "hand": "two", "seen": 2, "both": "yes"})
    assert read_by(room.arun) == ["second\n\nfirst and more"]


@pytest.mark.parametrize(("minutes", "status", "given"), [(9, 204, [SAID]), (10, 422, [])])
def test_what_was_on_its_way_at_the_end_is_handed_over_for_ten_minutes(room, seat, minutes, status, given):
    end(room)
    wait(room, minutes=minutes)

    answer = note(room, seat, room.arun, SAID)

    assert (answer.status_code, read_by(room.priya), read_by(room.arun)) == (status, given, [])
    assert status == 204 or SAID in answer.content.decode()


def test_nobody_takes_notes_for_a_meeting_that_has_not_begun(room):
    seat = HotSeat.objects.get(meeting=room.meeting)

    answer = room.phones[room.arun].post(reverse("meetings:note", args=[seat.pk]), {"note": SAID}, follow=True)

    assert "while the meeting is held" in answer.content.decode()
    assert not Note.objects.exists()


def test_too_much_is_said_beside_the_box_and_stays_there(room, seat):
    answer = note(room, seat, room.arun, "x" * 5001)

    assert (answer.status_code, "at most 5000" in answer.content.decode(), "x" * 5001 in answer.content.decode()) == (
        422,
        True,
        True,
    )


def test_whose_presenter_has_left_is_read_by_nobody(room, seat):
    note(room, seat, room.arun, SAID)
    room.group.memberships.get(person=room.priya).leave(now=timezone.now())

    end(room)

    assert [read_by(person) for person in (room.priya, room.arun, room.sam)] == [[], [], []]


def test_two_hot_seats_each_get_their_own(room, seat):
    jo = make_member(room.group, "Jo Bell")
    room.phones[jo] = phone(jo)
    item = room.meeting.agenda_items.create(kind="hot_seat", minutes=25, position=99)
    assign(item, jo, now=timezone.now())
    other = HotSeat.objects.get(person=jo)
    note(room, seat, room.arun, "for Priya")
    note(room, other, room.arun, "for Jo")
    note(room, other, room.priya, "Priya for Jo")

    end(room)

    assert read_by(room.priya) == ["for Priya"]
    assert sorted(read_by(jo)) == ["Priya for Jo", "for Jo"]


def test_a_note_goes_after_ninety_days_unless_its_reader_keeps_or_deletes_it(room, seat):
    for person, text in ((room.arun, "kept"), (room.sam, "deleted")):
        note(room, seat, person, text)
    jo = make_member(room.group, "Jo Bell")
    room.phones[jo] = phone(jo)
    note(room, seat, jo, "left alone")
    end(room)
    ids = {one.author: one.pk for one in Note.objects.select_related("author")}
    with wall.as_person(room.priya):
        days = {words.expires_on for words in Words.objects.filter(note__isnull=False)}
    assert days == {(timezone.now() + timedelta(days=90)).date()}

    room.phones[room.priya].post(at(room, "keep_note"), {"note": ids[room.arun]})
    room.phones[room.priya].post(at(room, "delete_note"), {"note": ids[room.sam]})
    assert sorted(read_by(room.priya)) == ["kept", "left alone"]
    with wall.unforced():
        Words.objects.filter(expires_on__isnull=False).update(expires_on="2020-01-01")
    retention.delete_expired()

    assert read_by(room.priya) == ["kept"]
    assert "Kept until you delete it" in notes_page(room, room.priya)


@pytest.mark.parametrize("which", ["", "x", "1", "9" * 30, "é"])
def test_rubbish_keeps_and_deletes_nothing(room, seat, which):
    note(room, seat, room.arun, SAID)
    end(room)

    answers = {
        room.phones[room.priya].post(at(room, f"{verb}_note"), {"note": which}).status_code
        for verb in ("keep", "delete")
    }

    assert (answers, read_by(room.priya)) == ({404}, [SAID])


def test_phones_open_the_page_anew_when_it_begins_and_when_it_ends(room):
    def turned(shown):
        where = f"{at(room, 'live_now')}"
        return (
            room.phones[room.arun]
            .get(where, headers={"HX-Request": "true", "HX-PTag": shown})
            .headers.get("HX-Refresh")
        )

    before = turned("0")
    begin(room)
    say(room, room.arun, "here")
    begun = turned("0"), turned("1")
    end(room)

    assert (before, begun, turned("2"), turned("3")) == (None, ("true", None), "true", None)


def test_by_hand_nobody_hands_over_before_the_end_or_from_outside(room, seat):
    note(room, seat, room.arun, SAID)
    sitting = seat.meeting.sitting.pk
    early = run(room.sam, "SELECT hand_over_notes(%s)", sitting)
    assert "once the meeting has ended" in early
    end(room)
    dana = make_member(room.group, "Dana Fox", signed=False)

    assert "once the meeting has ended" in run(dana, "SELECT hand_over_notes(%s)", sitting)
    assert read_by(room.priya) == [SAID]


@pytest.mark.parametrize("who", ["arun", "sam"])
def test_by_hand_no_setting_brings_a_note_back(room, seat, who):
    note(room, seat, room.arun, SAID)
    end(room)
    words, sitting, person = Note.objects.get().words_id, str(seat.meeting.sitting.pk), getattr(room, who)
    made = (
        "SELECT set_config('app.handing', %s, true), set_config('app.settling', 'on', true),"
        " set_config('app.sharing', %s, true);"
    )

    assert run(person, f"{made} {COUNT}", sitting, str(words), words) == [(0,)]
    for change in ("audience = 'me', reader_id = NULL", "body = ''", "expires_on = NULL", "reader_id = my_id()"):
        assert run(person, f"{made} UPDATE groups_words SET {change} WHERE id = %s", sitting, str(words), words) == 0
    assert "a note stays what it is" in run(person, "UPDATE meetings_note SET handed_at = NULL")
    assert "not yours" in run(person, "SELECT settle_my_note(%s, false)", words)
    assert read_by(room.priya) == [SAID]


def test_by_hand_no_draft_of_a_running_meeting_is_read_or_taken(room, seat):
    note(room, seat, room.arun, SAID)
    words, sitting = Note.objects.get().words_id, str(seat.meeting.sitting.pk)
    made = "SELECT set_config('app.handing', %s, true), set_config('app.sharing', %s, true);"

    for person in (room.priya, room.sam):
        assert run(person, f"{made} SELECT count(*) FROM groups_words WHERE id = %s", sitting, str(words), words) == [
            (0,)
        ]
        change = "audience = 'handed', reader_id = my_id()"
        assert run(person, f"{made} UPDATE groups_words SET {change} WHERE id = %s", sitting, str(words), words) == 0


def test_a_note_points_at_words_of_its_own_author_alone(room, seat):
    note(room, seat, room.arun, SAID)
    words = Note.objects.get().words_id
    Note.objects.all().delete()
    made = "INSERT INTO meetings_note (id, sitting_id, seat_id, author_id, words_id, version, hand, handed_at)"

    for author, moment in (("my_id()", "NULL"), (str(room.arun.pk), "NULL")):
        assert "own person" in run(
            room.sam, f"{made} SELECT 1, %s, %s, {author}, %s, 1, '', {moment}", seat.meeting.sitting.pk, seat.pk, words
        )
    assert "own person" in run(
        room.arun, f"{made} SELECT 1, %s, %s, my_id(), %s, 1, '', now()", seat.meeting.sitting.pk, seat.pk, words
    )


def test_whom_a_note_was_handed_to_changes_no_word_of_it_even_by_hand(room, seat):
    note(room, seat, room.arun, SAID)
    end(room)

    with wall.as_person(room.priya), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.settling', 'on', true)")
        with pytest.raises(DatabaseError, match="kept or deleted"), transaction.atomic():
            cursor.execute("UPDATE groups_words SET body = 'mine', expires_on = NULL WHERE reader_id = my_id()")
        cursor.execute("SELECT set_config('app.settling', '', true)")

    assert read_by(room.priya) == [SAID]
