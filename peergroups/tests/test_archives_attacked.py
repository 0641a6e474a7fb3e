"""Can somebody get out of an archive what its author would not have there? Tried as real requests and real races."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from groups import archives, exports, wall
from groups.models import Export, Membership
from groups.tests.makers import confirmed, make_member
from peergroups import clock
from peergroups.outbox.ledger import database_now
from peergroups.tests import test_archives
from peergroups.tests.test_archives import answered, commit_to, made, say, whole
from peergroups.tests.test_exports import opened

pytestmark = pytest.mark.django_db
cast = test_archives.cast  # the same room


def fetched(client, person):
    """Fetch the newest file as a person who has just shown that it is them, and return the answer."""
    confirmed(client, person)
    return client.get(f"/settings/your-words/{Export.objects.latest('asked_at').pk}/")


def narrow(client, person, words):
    """Let nobody else read one text any more, on the page where its author does so."""
    client.force_login(person)
    answer = client.post(f"/words/{words}/readers/", {"readers": "me"})
    assert answer.status_code == 302


def test_narrowing_one_text_shuts_a_file_that_is_made(cast, client):
    answered(cast)
    made(cast)
    assert fetched(client, cast.priya)["Content-Type"] == "application/zip"

    narrow(client, cast.sam, cast.sam.commitments.get().words_id)

    assert fetched(client, cast.priya).status_code == 302
    assert "lets fewer people read them" in client.get(f"/groups/{cast.room.slug}/archive/").content.decode()


def test_saying_it_anew_shuts_the_file_with_what_was_said_before(cast, client):
    answered(cast)
    made(cast)
    with wall.as_person(cast.sam):
        cast.sam.commitments.get().reword(now=timezone.now(), what="something else")

    assert fetched(client, cast.priya).status_code == 302


def test_a_text_narrowed_before_the_file_was_gathered_does_not_shut_it(cast, client):
    answered(cast)
    with wall.as_person(cast.sam):
        kept = commit_to(cast, cast.sam, "a second one")
    say(cast, cast.sam, "yes")
    export = archives.make(cast.archive, now=timezone.now())
    narrow(client, cast.sam, kept.words_id)
    exports.make(export.pk, now=timezone.now())

    file = opened(fetched(client, cast.priya).content)["group-archive.json"]

    assert (test_archives.SAMS in file, "a second one" in file) == (True, False)


def test_the_mail_that_it_is_ready_goes_while_all_stands(cast):
    answered(cast)
    made(cast)
    clock.tick(now=database_now())

    assert [letter.to for letter in mail.outbox if "archive" in letter.subject] == [[cast.priya.email]]


def test_whoever_joins_meanwhile_is_asked_by_mail_once(cast):
    clock.tick(now=database_now())
    uma = make_member(cast.room, "Uma Roy")
    Membership.objects.filter(person=uma).update(joined_at=timezone.now())
    mail.outbox.clear()

    for _round in range(2):
        clock.tick(now=database_now())

    asked = [letter.to[0] for letter in mail.outbox if letter.subject == "May your words go into an archive?"]
    assert asked == [uma.email]


def test_rows_without_a_name_follow_their_dates_and_no_person(cast):
    """The page of a commitment tells every member's number: in its order, nameless rows would have names again."""
    for days in (1, 2, 3):
        for person in (cast.sam, cast.jo):
            Membership.objects.filter(person=person).update(joined_at=timezone.now() - timedelta(days=days))
            commit_to(cast, person, f"{days}").save()
    answered(cast, sam="no")

    told = json.loads(whole(cast)["group-archive.json"])

    for heading in ("Memberships", "Commitments"):
        nameless = [row for row in told[heading] if row["who"] == "A member"]
        assert nameless == sorted(nameless, key=lambda row: list(row.values())), heading
        assert {row["who"] for row in told[heading][-len(nameless) :]} <= {"A member", "A former member"}


@pytest.mark.parametrize("role", ["facilitator", "unsigned", "former", "outsider", "admin", "operator"])
def test_nobody_else_makes_or_fetches_it_or_answers_for_another(cast, client, role):
    answered(cast)
    confirmed(client, cast.people[role])
    client.post(f"/archives/{cast.archive.pk}/make/")
    assert Export.objects.exists() is False
    before = dict(cast.archive.consents.values_list("person", "said"))
    client.post(f"/archives/{cast.archive.pk}/answer/", {"said": "yes", "person": cast.priya.pk, "given": []})
    after = dict(cast.archive.consents.values_list("person", "said"))

    assert {person for person in after if after[person] != before[person]} <= {cast.people[role].pk}


def test_two_archives_of_two_askers_keep_apart(cast, client):
    answered(cast)
    first = made(cast)
    with wall.as_person(cast.sam):
        cast.archive = archives.ask(cast.room, by=cast.sam, now=timezone.now())
    answered(cast, priya="no", sam="no", jo="yes")
    second = made(cast)

    answers = {}
    for person in (cast.priya, cast.sam):
        confirmed(client, person)
        answers[person.name] = [
            client.get(f"/settings/your-words/{export.pk}/").status_code for export in (first, second)
        ]

    assert answers == {"Priya Nair": [200, 404], "Sam Okoro": [404, 200]}
