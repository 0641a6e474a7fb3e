"""Does a helper see the chosen pages of one account for an hour, without a word, and change nothing?"""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from groups import helping, wall
from groups.erasure import erase
from groups.models import AuditEvent, Help, Look, Membership, Person
from groups.tests.makers import make_group, make_member, make_person, make_programme
from groups.words import write
from peergroups.outbox import sending
from peergroups.outbox.ledger import database_now

pytestmark = pytest.mark.django_db

SECRET = "canary of the mill"
ROOM = "/groups/mill-street/"


@pytest.fixture
def now():
    return database_now()


@pytest.fixture
def room(now):
    """Mill Street with a farewell in it; Nadia runs its programme, Omar another one, Otto the server."""
    group = make_group(programme=make_programme(make_person("Nadia Haddad")))
    group.priya, group.arun = make_member(group), make_member(group, "Arun Rao")
    group.nadia, group.otto = group.programme.admins.get(), make_person("Otto Berg", is_operator=True)
    group.omar = make_person("Omar Diaz")
    make_programme(group.omar, name="Hill")
    with wall.as_person(group.arun):
        farewell = write(group, group.arun, now=now, text=SECRET)
        Membership.objects.filter(person=group.arun).update(leaves_at=now + timedelta(days=3), farewell=farewell)
    return group


def let(room, *chosen, helper=None, now=None):
    return helping.let(room.priya, helper or room.nadia, list(chosen), now=now or database_now())


def look(client, person, given, page="/settings/"):
    client.force_login(person)
    return client.post(reverse("groups:look", args=[given.pk]), {"page": page})


def text(answer):
    return answer.content.decode()


def test_who_may_help_runs_the_server_or_a_programme_one_sits_in(room):
    assert [str(helper) for helper in helping.helpers(room.priya)] == ["Nadia Haddad", "Otto Berg"]


def test_a_member_lets_somebody_help_and_they_are_told_by_mail(client, room):
    client.force_login(room.priya)

    client.post(reverse("groups:let_help"), {"helper": room.otto.pk, "pages": ["/settings/", ROOM]})
    sending.drain(now=timezone.now())

    given = Help.objects.get()
    assert (given.helper, given.pages) == (room.otto, ["/settings/", ROOM])
    assert [letter.to for letter in mail.outbox] == [["otto@example.org"]]


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"helper": "otto"},
        {"pages": ["/settings/"]},
        {"helper": "omar", "pages": ["/settings/"]},
        {"helper": "priya", "pages": ["/settings/"]},
        {"helper": "otto", "pages": ["/manage/admin/"]},
        {"helper": "otto", "pages": ["/groups/mill-street/charter/"]},
    ],
)
def test_what_makes_no_sense_opens_nothing(client, room, typed):
    client.force_login(room.priya)
    if "helper" in typed:
        typed = typed | {"helper": getattr(room, typed["helper"]).pk}

    answer = client.post(reverse("groups:let_help"), typed)

    assert (answer.status_code, Help.objects.count()) == (422, 0)


def test_an_admin_is_not_let_into_the_rooms_of_another_programme(client, room):
    make_member(make_group("Hill Top", programme=room.omar.programmes_run.get()), person=room.priya)
    client.force_login(room.priya)

    answer = client.post(
        reverse("groups:let_help"), {"helper": room.nadia.pk, "pages": ["/settings/", "/groups/hill-top/"]}
    )

    assert (answer.status_code, "Leave out the pages" in text(answer)) == (422, True)


def test_the_helper_sees_the_chosen_page_as_its_person_does(client, room):
    answer = text(look(client, room.nadia, let(room, "/settings/")))

    assert 'value="Priya Nair"' in answer
    assert "You see a page of Priya Nair" in answer


@pytest.mark.parametrize("page", [ROOM, "/today/", "/settings/mails/", "/settings/sessions/", f"{ROOM}meetings/"])
@pytest.mark.parametrize("who", ["nadia", "otto", "arun"])
def test_no_word_is_shown_not_even_to_a_helper_who_could_read_it(client, room, page, who):
    helper = getattr(room, who)
    Person.objects.filter(pk=room.arun.pk).update(is_operator=True)  # Arun, who wrote it, also runs the server

    answer = look(client, helper, let(room, page, helper=helper), page)

    assert (answer.status_code, SECRET in text(answer)) == (200, False)


def test_the_member_would_see_the_word_on_the_same_page(client, room):
    client.force_login(room.priya)

    assert SECRET in text(client.get(ROOM))


def test_each_page_opened_stands_in_the_persons_own_list(client, room):
    given = let(room, "/settings/", ROOM)
    look(client, room.nadia, given, ROOM)
    look(client, room.nadia, given, ROOM)

    client.force_login(room.priya)
    listed = text(client.get(reverse("groups:let_help"))).partition("What was looked at")[2]

    assert listed.count("Mill Street: who is in it <small>") == 2
    assert Look.objects.filter(help=given).count() == 2


@pytest.mark.parametrize(
    "page",
    ["", "/today/", "/groups/mill-street/charter/", "/settings/../today/", "//settings/", "/manage/admin/", "x" * 999],
)
def test_a_page_that_was_not_chosen_is_neither_shown_nor_noted(client, room, page):
    answer = look(client, room.nadia, let(room, "/settings/"), page)

    assert (answer.status_code, Look.objects.count()) == (302, 0)


def test_links_and_forms_of_a_page_lead_back_and_change_nothing(client, room):
    given = let(room, "/settings/", "/settings/sessions/")
    here = reverse("groups:help", args=[given.pk])
    page = text(look(client, room.nadia, given))
    assert f'href="{here}today/"' in page

    typed = {"name": "Mallory", "business": "", "time_zone": "UTC"}
    answers = [client.get(f"{here}today/"), client.post(f"{here}settings/", typed), client.post(f"{here}look/", typed)]
    answers += [client.post(f"{here}accounts/logout/"), client.post(f"{here}settings/sessions/end/")]

    assert {answer["Location"] for answer in answers} == {here}
    assert not Person.objects.filter(name="Mallory").exists()


def test_a_helper_stays_who_they_are(client, room):
    look(client, room.nadia, let(room, "/settings/"))

    assert 'value="Nadia Haddad"' in text(client.get("/settings/"))


@pytest.mark.parametrize("who", ["otto", "omar", "arun", "priya"])
def test_nobody_else_looks_through_it(client, room, who):
    given = let(room, "/settings/")

    answer = look(client, getattr(room, who), given)

    assert (answer.status_code, Look.objects.count()) == (404, 0)


@pytest.mark.parametrize("who", ["priya", "nadia"])
def test_either_side_ends_it_at_once(client, room, who):
    given = let(room, "/settings/")
    client.force_login(getattr(room, who))
    client.post(reverse("groups:end_help", args=[given.pk]))

    assert look(client, room.nadia, given).status_code == 404
    assert Person.objects.get(pk=room.priya.pk).helped_until is None


def test_nobody_else_ends_it(client, room):
    given = let(room, "/settings/")
    client.force_login(room.otto)

    assert client.post(reverse("groups:end_help", args=[given.pk])).status_code == 404
    assert look(client, room.nadia, given).status_code == 200


def test_after_an_hour_it_is_over(client, room, now):
    given = let(room, "/settings/", now=now - timedelta(minutes=60))

    assert look(client, room.nadia, given).status_code == 404


def test_letting_another_look_ends_what_was_open(client, room):
    first = let(room, "/settings/")
    let(room, "/settings/", helper=room.otto)

    assert look(client, room.nadia, first).status_code == 404


def test_who_lost_the_role_since_sees_nothing(client, room):
    given = let(room, "/settings/")
    room.programme.admins.clear()

    assert (look(client, room.nadia, given).status_code, Look.objects.count()) == (302, 0)


def test_a_room_its_person_has_left_is_closed_to_the_helper_too(client, room, now):
    given = let(room, ROOM, helper=room.otto)
    Membership.objects.get(person=room.priya).leave(now=now)

    assert (look(client, room.otto, given, ROOM).status_code, Look.objects.count()) == (302, 0)


def test_of_an_erased_person_nothing_is_seen(client, room, now):
    given = let(room, "/settings/", helper=room.otto)
    erase(room.priya, now=now)

    assert look(client, room.otto, given).status_code == 404


def test_signed_out_nobody_looks(client, room):
    given = let(room, "/settings/")
    client.logout()

    assert client.post(reverse("groups:look", args=[given.pk]), {"page": "/settings/"}).status_code == 302
    assert Look.objects.count() == 0


def test_both_are_told_while_it_lasts(client, room):
    given = let(room, "/settings/")
    client.force_login(room.priya)
    said = text(client.get("/today/"))
    helping.end(given, by=room.priya, now=database_now())

    assert ("Support may look" in said, "Support may look" in text(client.get("/today/"))) == (True, False)


FORGERIES = {
    "who": lambda room: Help.objects.update(helper=room.otto),
    "which pages": lambda room: Help.objects.update(pages=["/today/"]),
    "how long": lambda room: Help.objects.update(closes_at=timezone.now() + timedelta(days=1)),
    "what was looked at": lambda room: Look.objects.update(page="/today/"),
    "that it was looked at": lambda room: Look.objects.all()._raw_delete("default"),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_nobody_rewrites(room, forgery):
    helping.look(let(room, "/settings/"), "/settings/", now=database_now())

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        FORGERIES[forgery](room)


def test_the_database_keeps_it_to_an_hour_and_to_somebody_else(room, now):
    with pytest.raises(IntegrityError, match="help_ends_by_itself"), transaction.atomic():
        Help.objects.create(
            person=room.priya, helper=room.otto, pages=[], opened_at=now, closes_at=now + timedelta(minutes=61)
        )
    with pytest.raises(IntegrityError, match="nobody_helps_themselves"), transaction.atomic():
        Help.objects.create(person=room.priya, helper=room.priya, pages=[], opened_at=now, closes_at=now)


def test_it_is_in_the_audit_and_in_no_groups_log(room, now):
    helping.end(let(room, "/settings/"), by=room.nadia, now=now)

    acts = AuditEvent.objects.filter(act__in=("let_help", "ended_help")).values_list("act", "actor", "group")
    assert sorted(acts) == [("ended_help", room.nadia.pk, None), ("let_help", room.priya.pk, None)]
