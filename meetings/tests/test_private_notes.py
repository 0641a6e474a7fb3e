"""Are a facilitator's private notes read by nobody else, in no file, and gone when they go, also in the database?"""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups import belongings, erasure, leaving, retention, wall
from groups import glass as glasses
from groups.models import Words
from groups.tests.makers import make_facilitator, make_person, make_room
from groups.tests.raw_sql import run
from groups.words import write
from meetings.models import PrivateNote

pytestmark = pytest.mark.django_db
SAID = "canary of the keeper"
SETTINGS = (
    "app.own_words",
    "app.erasing",
    "app.emptying",
    "app.handing",
    "app.settling",
    "app.clearing",
    "app.sharing",
)


@pytest.fixture
def room():
    """Sam and Dana keep the room, Priya sits in it, Nadia runs the programme; Sam has noted something."""
    group, sam, priya = make_room()
    nadia, dana = make_person("Nadia Haddad"), make_facilitator(group, "Dana Fox")
    group.programme.admins.add(nadia)
    group.people = {"sam": sam, "priya": priya, "dana": dana, "nadia": nadia}
    group.page = reverse("meetings:private_notes", args=[group.slug])
    group.phones = {name: phone(person) for name, person in group.people.items()}
    note(group, SAID)
    return group


def phone(person):
    client = Client()
    client.force_login(person)
    return client


def note(room, text, who="sam", **more):
    return room.phones[who].post(room.page, {"note": text, "hand": "one"} | more, headers={"X-Autosave": "1"})


def read_by(person):
    with wall.as_person(person):
        return [words.answers.get("note") for words in Words.objects.filter(private_note__isnull=False) if words.body]


def shown(room, who="sam"):
    return room.phones[who].get(room.page).content.decode()


def test_they_are_kept_while_typed_and_shown_to_their_writer_alone(room):
    assert SAID in shown(room)

    assert SAID not in shown(room, "dana")
    assert [room.phones[who].get(room.page).status_code for who in ("priya", "nadia")] == [403, 403]
    assert [read_by(person) for person in room.people.values()] == [[SAID], [], [], []]
    assert [PrivateNote.objects.visible_to(each).count() for each in room.people.values()] == [1, 0, 0, 0]


def test_each_day_has_its_page_and_each_page_can_be_deleted(room, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=1))
    room.phones["sam"] = phone(room.people["sam"])
    note(room, "the day after")
    assert [SAID in shown(room), "the day after" in shown(room)] == [True, True]

    first = PrivateNote.objects.order_by("day").first().pk
    delete = reverse("meetings:delete_private_note", args=[room.slug])
    assert [room.phones["dana"].post(delete, {"note": which}).status_code for which in (first, "x", "")] == [404] * 3
    room.phones["sam"].post(delete, {"note": first})

    assert read_by(room.people["sam"]) == ["the day after"]


def test_a_second_phone_overwrites_nothing(room):
    assert note(room, "other", hand="two", seen=0).status_code == 409

    both = room.phones["sam"].post(room.page, {"note": "other", "hand": "two", "seen": 1, "both": "yes"})

    assert (both.status_code, read_by(room.people["sam"])) == (302, [f"other\n\n{SAID}"])


def test_too_much_is_said_beside_the_box_and_stays_there(room):
    answer = room.phones["sam"].post(room.page, {"note": "x" * 5001})

    assert (answer.status_code, "x" * 5001 in answer.content.decode()) == (422, True)


def test_they_are_two_taps_away_for_who_keeps_the_room(room):
    place = room.get_absolute_url()

    assert [room.page in room.phones[who].get(place).content.decode() for who in ("sam", "priya")] == [True, False]


def told(person):
    with wall.as_person(person):
        return str(belongings.of(person))


def test_they_are_in_no_file_of_anybodys(room):
    assert [SAID in told(person) for person in room.people.values()] == [False] * 4
    assert "in no file" in told(room.people["sam"])
    with wall.as_person(room.people["sam"]):
        heard = belongings.heard(room)
    assert [SAID for words in heard.values() if SAID in str(words.answers)] == []
    assert not any("rivate" in heading for heading in belongings.ARCHIVED)


@pytest.mark.parametrize("way", ["leaves", "hands over", "is erased", "notice runs out"])
def test_they_are_gone_when_their_writer_keeps_the_room_no_more(room, way):
    sam, place, now = room.people["sam"], room.membership_of(room.people["sam"]), timezone.now()
    if way == "leaves":
        place.leave(now=now)
    elif way == "hands over":
        leaving.hand_over(place, room.membership_of(room.people["priya"]), now=now)
    elif way == "is erased":
        erasure.erase(sam, now=now)
    else:
        place.give_notice(now - timedelta(minutes=1), now=now)
        leaving.plan(now=now)

    with wall.unforced():
        assert [words.body for words in Words.objects.filter(private_note__author=sam)] == [""]


def test_another_facilitators_stay_and_so_do_ones_own_elsewhere(room):
    note(room, "of Dana", "dana")

    room.membership_of(room.people["sam"]).leave(now=timezone.now())

    assert read_by(room.people["dana"]) == ["of Dana"]


def test_who_was_made_a_member_meanwhile_writes_no_more(room):
    leaving.hand_over(
        room.membership_of(room.people["sam"]), room.membership_of(room.people["priya"]), now=timezone.now()
    )

    assert (note(room, "still").status_code, read_by(room.people["sam"])) == (403, [])


def test_they_go_after_half_a_year(room):
    with wall.as_person(room.people["sam"]):
        words = Words.objects.get(private_note__isnull=False)
        assert words.expires_on == (timezone.now() + timedelta(days=180)).date()
        Words.objects.update(expires_on="2020-01-01")
    retention.delete_expired()

    assert SAID not in shown(room)


def made(setting, words):
    """Make a setting by hand, as a function of the wall would make it."""
    value = str(words) if setting == "app.sharing" else "on"
    return f"SELECT set_config('{setting}', '{value}', true);"


@pytest.mark.parametrize("who", ["priya", "dana", "nadia"])
def test_by_hand_nobody_reads_changes_or_takes_them_with_any_setting(room, who):
    words, person = PrivateNote.objects.get().words_id, room.people[who]
    taken = "reader_id = my_id(), audience = 'reader'"
    for setting in SETTINGS:
        before = made(setting, words)
        assert run(person, f"{before} SELECT count(*) FROM groups_words WHERE id = %s", words) == [(0,)]
        for change in ("body = ''", "audience = 'group'", "author_id = my_id()", taken):
            assert run(person, f"{before} UPDATE groups_words SET {change} WHERE id = %s", words) == 0
        assert run(person, f"{before} DELETE FROM groups_words WHERE id = %s", words) == 0
        assert "a fact points" in run(person, f"{before} UPDATE meetings_privatenote SET author_id = my_id()")

    assert read_by(room.people["sam"]) == [SAID]


def test_by_hand_nobody_without_a_name_and_no_open_glass_reads_them(room):
    words = PrivateNote.objects.get().words_id
    glass = glasses.ask(
        room, by=room.people["nadia"], reason="Somebody may be in danger.", hours=24, now=timezone.now()
    )
    opened = {"opens_at": timezone.now(), "closes_at": timezone.now() + timedelta(hours=1)}
    type(glass).objects.filter(pk=glass.pk).update(confirmed_by=room.people["dana"], **opened)
    read = (
        "INSERT INTO groups_glasspage (id, glass_id, first_day, last_day, read_at)"
        f" VALUES (1, {glass.pk}, current_date - 1, current_date, now());"
    )

    assert run(room.people["nadia"], f"{read} SELECT count(*) FROM groups_words WHERE id = %s", words) == [(0,)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.person_id', '', true)")
        cursor.execute("SELECT count(*) FROM groups_words WHERE id = %s", [words])
        assert cursor.fetchone() == (0,)


def test_by_hand_the_writer_themselves_finds_them_sealed_and_nobody_writes_them_for_another(room):
    words = PrivateNote.objects.get().words_id

    assert SAID not in str(run(room.people["sam"], "SELECT body FROM groups_words WHERE id = %s", words))
    for who in ("priya", "dana"):
        assert "a fact points" in made_by_hand(room, who, words)


def made_by_hand(room, who, words, author="my_id()"):
    into = "INSERT INTO meetings_privatenote (id, version, hand, day, author_id, group_id, words_id)"
    with transaction.atomic():
        return str(run(room.people[who], f"{into} VALUES (1, 1, '', '2026-01-01', {author}, %s, %s)", room.pk, words))


def test_by_hand_nobody_makes_a_private_note_who_keeps_no_room_and_none_for_another(room):
    words = {}
    for who in ("sam", "priya"):
        with wall.as_person(room.people[who]):
            words[who] = write(room, room.people[who], now=timezone.now(), note="By hand").pk

    assert "a fact points" in made_by_hand(room, "priya", words["priya"])
    assert "a fact points" in made_by_hand(room, "priya", words["sam"], author=room.people["sam"].pk)
    assert made_by_hand(room, "sam", words["sam"]) == "1"
