"""Does a charter change version by version, and does a signature open the room for a year and no longer?"""

from datetime import timedelta

import pytest

from groups import wall
from groups.charters import Change, changes, propose
from groups.models import Membership, Signature, Words
from groups.models.charters import RENEWED_FROM, VALID_FOR
from groups.tests.makers import make_room
from groups.words import write
from peergroups.outbox.ledger import database_now

pytestmark = pytest.mark.django_db
AN_HOUR = timedelta(hours=1)
TYPED = {"opening": "We keep it here.", "text": "What is said here stays here.\r\n\r\nWe begin on time."}


@pytest.fixture
def room():
    group, group.sam, group.priya = make_room()
    with wall.as_person(group.priya):
        write(group, group.priya, now=database_now(), text="canary")
    return group


def signed_ago(place, age):
    Signature.objects.filter(membership=place).update(signed_at=database_now() - age)


def change(group, **typed):
    given = {"opening": "We keep it here.", "text": "We begin on time."} | typed
    return propose(group, **given, by=group.sam, now=database_now())


def test_a_change_is_told_by_its_paragraphs():
    assert changes("One.\n\nTwo.\n\nThree.", "One.\r\n\r\nThree.\n\nFour.") == [
        Change(False, "Two."),
        Change(True, "Four."),
    ]


def test_whoever_changes_the_charter_signs_it_and_the_others_are_asked_to(room):
    change(room)

    assert list(room.memberships.signed().values_list("person", flat=True)) == [room.sam.pk]
    assert room.audit_events.filter(act="changed_charter", actor=room.sam).count() == 1


@pytest.mark.parametrize(("age", "is_open"), [(VALID_FOR - AN_HOUR, True), (VALID_FOR + AN_HOUR, False)])
def test_a_signature_opens_the_room_for_a_year_by_the_pages_and_by_the_database(room, age, is_open):
    signed_ago(room.memberships.get(person=room.priya), age)

    with wall.as_person(room.priya):
        by_database, by_pages = Words.objects.exists(), Words.objects.visible_to(room.priya).exists()

    assert (by_database, Membership.objects.signed().filter(person=room.priya).exists()) == (is_open, is_open)
    assert by_pages == is_open


def test_signing_again_within_the_last_fortnight_adds_a_year(room):
    place = room.memberships.get(person=room.priya)
    signed_ago(place, VALID_FOR - RENEWED_FROM)

    first, again = (place.sign(room.charter, now=database_now()) for _twice in range(2))

    assert (first, place.signatures.count()) == (again, 2)


def test_a_year_later_the_room_opens_with_a_new_signature(client, room):
    signed_ago(room.memberships.get(person=room.priya), VALID_FOR + AN_HOUR)
    client.force_login(room.priya)

    closed = client.get(f"/groups/{room.slug}/")
    page = client.get(closed["Location"]).content.decode()
    client.post(f"/groups/{room.slug}/charter/sign/")

    assert "more than a year ago" in page
    assert client.get(f"/groups/{room.slug}/").status_code == 200


def test_a_fortnight_before_today_says_kindly_that_it_is_time(client, room):
    signed_ago(room.memberships.get(person=room.priya), VALID_FOR - RENEWED_FROM + AN_HOUR)
    client.force_login(room.priya)

    assert "for another year" in client.get("/today/").content.decode()
    assert "Sign for another year" in client.get(f"/groups/{room.slug}/charter/").content.decode()


def test_the_facilitator_sees_what_changes_before_it_does(client, room):
    client.force_login(room.sam)

    page = client.post(f"/groups/{room.slug}/charter/change/", TYPED).content.decode()

    assert ("<ins>We begin on time.</ins>" in page, "<del>We answer one another within 24 hours.</del>" in page) == (
        True,
        True,
    )
    assert room.charters.count() == 1


def test_passed_on_the_new_version_stands_and_members_see_what_changed_and_nothing_else(client, room):
    client.force_login(room.sam)
    client.post(f"/groups/{room.slug}/charter/change/", TYPED | {"propose": "yes"})
    client.force_login(room.priya)

    closed = client.get(f"/groups/{room.slug}/")
    page = client.get(closed["Location"]).content.decode()

    assert room.charters.latest("version").text == "What is said here stays here.\n\nWe begin on time."
    assert "<ins>We begin on time.</ins>" in page
    assert ("Who signed" in page, f'href="/groups/{room.slug}/"' in page) == (False, False)


def test_the_same_text_is_not_signed_anew(client, room):
    client.force_login(room.sam)
    same = {"opening": room.charter.opening, "text": room.charter.text, "propose": "yes"}

    answer = client.post(f"/groups/{room.slug}/charter/change/", same)

    assert (answer.status_code, room.charters.count()) == (422, 1)
    assert "Nothing has changed yet." in answer.content.decode()


def test_the_charters_page_says_who_signed_which_version(client, room):
    client.force_login(room.sam)
    change(room)

    page = client.get(f"/groups/{room.slug}/charter/").content.decode()

    assert ("version 2" in page, page.count("version 1")) == (True, 2)
