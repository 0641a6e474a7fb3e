"""Does a facilitator's mail reach those who are ticked, once a day, while it asks for something, and leave no word?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups.erasure import erase
from groups.tests.makers import make_group, make_member, make_room
from meetings import letters
from meetings.models import Letter
from meetings.models.attendances import answer
from meetings.tests.makers import make_meeting, make_poll
from peergroups.outbox import sending
from peergroups.outbox.ledger import database_now

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
WORDS = "Ring me on the bridge."


@pytest.fixture
def room(client):
    """A group that meets in five days and has heard from nobody; Sam, its facilitator, is signed in."""
    group, group.sam, group.priya = make_room()
    group.now, group.tom = timezone.now(), make_member(group, "Tom Reed")
    group.meeting = make_meeting(group, group.now + 5 * A_DAY, now=group.now)
    client.force_login(group.sam)
    return group


def about(room, matter="answer"):
    return f"/meetings/{room.meeting.pk}/write/{matter}/"


def write(client, room, *people, address=None, text=WORDS):
    typed = {"to": [person.pk for person in people], "text": text}
    return client.post(address or about(room), typed, follow=True)


def drained(mailoutbox):
    sending.drain(now=database_now())
    return [(mail.to, mail.body) for mail in mailoutbox]


def test_the_mail_is_there_to_be_changed_and_everybody_is_ticked(client, room):
    page = client.get(about(room)).content.decode()

    assert "Will you be with us next time?" in page
    assert page.count("checked") == 2


def test_each_who_is_ticked_gets_the_words_alone_with_their_name(client, room, mailoutbox):
    page = write(client, room, room.priya).content.decode()

    ((to, body),) = drained(mailoutbox)
    assert "Your mail to Priya is on its way." in page
    assert (to, "Hello Priya," in body, WORDS in body) == ([room.priya.email], True, True)
    assert "Say whether you come" in body


def test_nobody_is_written_to_twice_a_day_about_one_thing(client, room, mailoutbox):
    write(client, room, room.priya)
    page = write(client, room, room.priya).content.decode()
    write(client, room, room.priya, address=about(room, "update"))

    assert "They were written to about this today already. Nothing was sent." in page
    assert len(drained(mailoutbox)) == 2


def test_whoever_answers_before_the_mail_leaves_does_not_get_it(client, room, mailoutbox):
    write(client, room, room.priya, room.tom)
    answer(room.meeting, room.priya, "coming", now=room.now)

    assert [to for to, _body in drained(mailoutbox)] == [[room.tom.email]]


def test_its_words_are_gone_once_it_was_sent(client, room, mailoutbox):
    write(client, room, room.priya)
    letters.forget(now=room.now)
    waiting = Letter.objects.get().text
    drained(mailoutbox)
    letters.forget(now=room.now)

    assert (waiting, Letter.objects.get().text) == (WORDS, "")


def test_words_of_somebody_who_is_erased_do_not_leave(client, room, mailoutbox):
    write(client, room, room.priya)
    erase(room.sam, now=room.now)

    assert drained(mailoutbox) == []


def test_what_was_asked_is_shown_as_asked_and_the_next_thing_comes_first(client, room):
    write(client, room, room.priya, room.tom)

    page = client.get("/facilitate/").content.decode()

    assert "You wrote on" in page
    assert about(room) not in page


def test_a_mail_about_times_opens_the_answers_without_signing_in(client, room, mailoutbox):
    poll = make_poll(room, room.now + 9 * A_DAY, by=room.sam, now=room.now)
    write(client, room, room.tom, address=f"/polls/{poll.pk}/write/")

    (body,) = (body for to, body in drained(mailoutbox) if WORDS in body)
    client.logout()
    link = next(line for line in body.splitlines() if line.startswith("http"))
    assert client.get("/" + link.split("/", 3)[3]).status_code == 200


def test_a_private_word_leads_to_how_the_facilitator_is_reached(client, room, mailoutbox):
    address, mine = f"/groups/{room.slug}/write/{room.tom.pk}/", f"/people/{room.sam.pk}/"
    offered = mine in client.get(address).content.decode(), client.get(mine).status_code
    write(client, room, room.tom, address=address)

    ((to, body),) = drained(mailoutbox)
    assert (to, mine in body) == ([room.tom.email], True)
    assert offered == (True, 200)


@pytest.mark.parametrize(
    ("to", "text", "sentence"),
    [
        ([], WORDS, "Tick at least one of them."),
        ([7], WORDS, "Tick at least one of them."),
        (["🌊" * 300], WORDS, "Tick at least one of them."),
        (None, "  ", "Write a line or two, or go back."),
        (None, "🌊" * 2001, "Say it in at most 2,000 characters."),
    ],
)
def test_rubbish_is_refused_beside_the_field_and_nothing_typed_is_lost(client, room, to, text, sentence):
    typed = {"to": [room.tom.pk] if to is None else to, "text": text}

    page = client.post(about(room), typed)

    assert (page.status_code, Letter.objects.exists()) == (422, False)
    assert sentence in page.content.decode()
    assert text.strip() in page.content.decode()


def test_where_nobody_is_waited_for_nothing_is_written(client, room):
    for person in (room.priya, room.tom):
        answer(room.meeting, person, "coming", now=room.now)

    page = write(client, room, room.priya).content.decode()

    assert "Nobody is waited for any more. Nothing was sent." in page
    assert not Letter.objects.exists()


def test_nobody_writes_to_themselves_or_to_somebody_elsewhere(client, room):
    other = make_member(make_group("Quay"), "Leo Hart")

    for person in (room.sam, other):
        assert client.get(f"/groups/{room.slug}/write/{person.pk}/").status_code == 404
    assert client.get(about(room, "word")).status_code == 404
