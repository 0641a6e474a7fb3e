"""Does a buddy say in a tap that they saw what is called done, of what they read, and does nobody else learn of it?"""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection

from accountability.models import Sighting
from accountability.tests.circle import SAID, done, hold, make_circle, shown
from accountability.tests.makers import NOON, make_meeting
from accountability.tests.pages import HTMX, MINE, address, page_of
from groups import wall
from groups.readers import narrow
from groups.tests.makers import make_group, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday_noon")]
BUTTON = "I saw it"


@pytest.fixture
def room(group):
    return make_circle(group)


def saw(client, person, commitment, **how):
    client.force_login(person)
    return client.post(address("saw", commitment), **how)


def readers(room, commitment):
    """Say who of the group finds, in the database itself, that somebody saw it."""
    found = []
    for person in (room.priya, room.arun, room.tom, room.jo, room.sam):
        with wall.as_person(person):
            found += [person.first_name] if Sighting.objects.filter(said__commitment=commitment).exists() else []
    return found


@pytest.mark.parametrize("how", [{}, HTMX])
def test_a_buddy_says_in_one_tap_that_they_saw_it_and_takes_it_back(client, room, how):
    commitment = done(room)
    assert BUTTON in shown(client, room.arun)

    for _ in range(2):
        assert saw(client, room.arun, commitment, **how).status_code == (200 if how else 302)

    pages = [shown(client, person) for person in (room.arun, room.jo, room.sam)] + [shown(client, room.priya, MINE)]
    assert [("Arun saw it." in text, BUTTON in text) for text in pages] == [(True, False)] * 4
    assert "Arun saw it." in shown(client, room.jo, address("story", commitment))
    client.force_login(room.arun)
    client.post(address("take_back_saw", commitment), **how)
    assert "saw it" not in shown(client, room.priya, MINE)
    assert BUTTON in shown(client, room.arun)


def test_what_its_owner_takes_back_or_says_anew_was_not_seen(client, room):
    commitment = done(room)
    client.force_login(room.arun)
    for later, word in enumerate(("partly", "done", "")):
        saw(client, room.arun, commitment)
        assert "Arun saw it." in shown(client, room.jo)
        with wall.as_person(room.priya):
            if word:
                commitment.follow_up(word, now=NOON + timedelta(minutes=later))
            else:
                commitment.take_back()
        assert "Arun saw it." not in shown(client, room.jo)
        with wall.as_person(room.priya):
            commitment.follow_up("done", now=NOON + timedelta(hours=1 + later))

    assert "Arun saw it." not in shown(client, room.jo)


def test_nobody_but_the_buddy_of_now_says_so(client, room):
    commitment = done(room)
    left = make_member(room.group, "Dana Fox")
    hold(room.group, left)
    for person, answer in ((room.priya, 403), (room.tom, 403), (room.jo, 403), (room.sam, 403)):
        assert saw(client, person, commitment).status_code == answer
    room.group.membership_of(left).leave(now=NOON)
    assert saw(client, left, commitment).status_code == 404

    hold(room.group, room.arun, by="app")
    assert saw(client, room.arun, commitment).status_code == 403
    hold(room.group, room.arun)
    make_meeting(room.group, days=-1)
    assert saw(client, room.arun, commitment).status_code == 403
    assert BUTTON not in shown(client, room.arun)
    assert readers(room, commitment) == []


def test_who_said_so_takes_it_back_also_when_they_are_no_buddy_any_more_and_nobody_else_does(client, room):
    commitment = done(room)
    saw(client, room.arun, commitment)
    make_meeting(room.group, days=-1)
    assert saw(client, room.tom, commitment).status_code == 302  # their buddy now: whoever was first stays
    answers = []
    for person in (room.tom, room.priya, room.arun):
        client.force_login(person)
        answers.append(client.post(address("take_back_saw", commitment)).status_code)

    assert (answers, readers(room, commitment)) == ([403, 403, 302], [])


@pytest.mark.parametrize("how", [{}, HTMX])
def test_a_buddy_who_takes_back_what_holds_no_longer_reads_how_it_stands(client, room, how):
    """Because its owner took it back meanwhile, or by a second tap."""
    commitment = done(room)
    saw(client, room.arun, commitment)
    with wall.as_person(room.priya):
        commitment.take_back()
    answers = [client.post(address("take_back_saw", commitment), follow=True, **how) for _ in range(2)]

    assert [(answer.status_code, "saw it" in page_of(answer)) for answer in answers] == [(200, False)] * 2


@pytest.mark.parametrize("outcome", ["partly", "not_yet", "changed"])
def test_only_what_is_called_done_is_confirmed(client, room, outcome):
    commitment = done(room, outcome=outcome)
    assert BUTTON not in shown(client, room.arun)

    answer = saw(client, room.arun, commitment, follow=True)

    assert "Nothing was saved." in page_of(answer)
    assert readers(room, commitment) == []


@pytest.mark.parametrize("reader", [None, "tom"])
def test_what_is_kept_from_a_buddy_they_neither_read_nor_confirm(client, room, reader):
    who = {"audience": "reader", "reader": room.tom} if reader else {"audience": "me"}
    commitment = done(room, **who)
    text = shown(client, room.arun)
    assert (SAID in text, BUTTON in text, "Priya keeps this one private." in text) == (False, False, True)

    for how in ({}, HTMX):
        assert "Nothing was saved." in page_of(saw(client, room.arun, commitment, follow=True, **how))

    assert readers(room, commitment) == []


def test_that_somebody_saw_it_is_hidden_with_the_words_and_tells_nobody_who_reads_them(client, room):
    """By the pages, and by whoever asks the tables themselves."""
    commitment = done(room, audience="reader", reader=room.arun)
    saw(client, room.arun, commitment)

    assert readers(room, commitment) == ["Priya", "Arun"]
    assert ["Arun saw it." in shown(client, person) for person in (room.arun, room.tom)] == [True, False]
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.person_id', '', true)")
        cursor.execute("SELECT count(*) FROM accountability_sighting")
        assert cursor.fetchone() == (0,)
    with wall.as_person(room.priya):
        narrow(commitment.words, "me", now=NOON)
    assert readers(room, commitment) == ["Priya"]


def test_the_database_takes_no_word_in_anothers_name_or_on_what_is_not_done_or_not_read(room):
    private, partly, open_to_all = done(room, audience="me"), done(room, outcome="partly"), done(room)
    tries = [(room.arun, room.tom, open_to_all), (room.arun, room.arun, private), (room.arun, room.arun, partly)]
    tries += [(room.priya, room.priya, open_to_all), (make_member(make_group("Quay"), "Leo Hart"), None, open_to_all)]

    for asks, by, commitment in tries:
        new = Sighting(said=commitment.said, said_at=NOON, by=by or asks, at=NOON)
        with pytest.raises(ProgrammingError, match="row-level security"), wall.as_person(asks):
            new.save()


def test_in_the_database_too_only_whoever_saw_it_takes_it_back_and_nobody_puts_their_own_in_its_place(client, room):
    commitment = done(room)
    saw(client, room.arun, commitment)
    kept = Sighting.objects.filter(said=commitment.said)

    for person in (room.tom, room.sam):
        with wall.as_person(person):
            assert (kept.update(by=person), kept._raw_delete(kept.db)) == (0, 0)

    assert "Arun saw it." in shown(client, room.jo)
    with wall.as_person(room.arun):
        assert kept._raw_delete(kept.db) == 1


def test_whoever_sees_the_newer_word_takes_the_place_of_who_saw_the_one_before(client, room):
    commitment = done(room)
    saw(client, room.arun, commitment)
    make_meeting(room.group, days=-1)
    with wall.as_person(room.priya):
        commitment.follow_up("done", now=NOON + timedelta(minutes=1))

    saw(client, room.tom, commitment)

    assert "Tom saw it." in shown(client, room.jo)
