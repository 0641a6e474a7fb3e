"""Is whoever is asked to apply asked once, free to say no, and told apart by nobody of another programme?"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from groups.intake import asking_to_apply, roll
from groups.models import Application, Asked, AskingLetter
from groups.tests.makers import make_application, make_group, make_member, make_person, make_programme
from peergroups import clock
from peergroups.outbox import ledger
from peergroups.tests.lists import WORDS, carried_on, people, previewed

pytestmark = pytest.mark.django_db


def test_pasted_addresses_are_looked_at_before_anybody_is_asked(client, cohort):
    ask = f"/programmes/{cohort.programme.slug}/people/"
    make_application(make_person("Ravi Shah"), cohort, now=timezone.now())
    make_member(make_group("Quay", programme=make_programme(name="Other")), "Leo Hart")
    pasted = "Ann <ann@example.org>, leo@example.org; ravi@example.org, ben@gmial.com, x@y"

    page = client.post(f"{ask}invite/", {"cohort": cohort.pk, "pasted": pasted}).content.decode()

    assert "2 new, 1 already here, 1 looks mistyped, 1 is no address." in " ".join(page.split())
    assert (Asked.objects.count(), "Leo Hart" in page) == (0, False)


def test_whoever_is_asked_gets_one_mail_and_is_on_the_list(client, cohort):
    ask = f"/programmes/{cohort.programme.slug}/people/ask/"
    given = {"cohort": cohort.pk, "emails": ["ann@example.org", "ben@gmail.com"], **WORDS}

    client.post(ask, given)
    client.post(ask, given)
    clock.tick(now=ledger.database_now())

    assert sorted(letter.to[0] for letter in mail.outbox) == ["ann@example.org", "ben@gmail.com"]
    assert f"{WORDS['words']}\n\nNadia Haddad, {cohort.programme}" in mail.outbox[0].body
    asking_to_apply.forget_letters(now=ledger.database_now())
    assert AskingLetter.objects.count() == 0
    listed = client.get(f"/programmes/{cohort.programme.slug}/people/").content.decode()
    assert "ann@example.org" in listed


def test_words_wait_for_their_mails_and_an_empty_text_sends_none(client, cohort):
    people = f"/programmes/{cohort.programme.slug}/people/"
    shown = client.post(f"{people}invite/", {"cohort": cohort.pk, "pasted": "ann@example.org"}).content.decode()
    given = {"cohort": cohort.pk, "emails": ["ann@example.org", "ben@gmial.com"], "words": " "}
    refused = client.post(f"{people}ask/", given)
    assert (refused.status_code, Asked.objects.count()) == (422, 0)
    client.post(f"{people}ask/", given | WORDS)
    asking_to_apply.forget_letters(now=ledger.database_now())

    assert "I think of you for a peer group: 5 to 7 people" in shown
    assert all(f'name="emails" value="{email}"' in refused.content.decode() for email in given["emails"])
    assert [letter.text for letter in AskingLetter.objects.all()] == [WORDS["words"]]


def test_not_for_me_is_one_press_and_a_look_changes_nothing(client, cohort):
    client.post(
        f"/programmes/{cohort.programme.slug}/people/ask/",
        {"cohort": cohort.pk, "emails": ["ann@example.org"], **WORDS},
    )
    asked = Asked.objects.get()
    client.logout()

    page = client.get(asked.link)
    assert (page.status_code, Asked.objects.get().declined_at) == (200, None)
    client.post(asked.link, {"answer": "no"})

    clock.tick(now=ledger.database_now())
    assert Asked.objects.get().declined_at is not None
    assert mail.outbox == []
    assert client.post(asked.link, {"answer": "yes"})["Location"] == "/apply/harbour/"
    assert client.get(f"/asked/{asked.pk}:forged/").status_code == 404
    assert "ann@example.org" not in page.content.decode()


def test_a_no_takes_a_listed_person_out_until_they_think_again(client, cohort):
    batch = previewed(client, cohort, people(1), decision="accepted")
    client.post(f"/imports/{batch.pk}/confirm/")
    carried_on()
    asked = Asked.objects.get()

    client.post(asked.link, {"answer": "no"})
    assert not Application.objects.waiting().exists()
    answer = client.post(asked.link, {"answer": "yes"})
    assert Application.objects.waiting().exists()
    assert answer["Location"] == Application.objects.get().get_absolute_url()


def test_an_old_link_takes_nothing_from_somebody_who_went_on_alone(client, cohort):
    client.post(
        f"/programmes/{cohort.programme.slug}/people/ask/",
        {"cohort": cohort.pk, "emails": ["ann@example.org"], **WORDS},
    )
    asked = Asked.objects.get()
    wish = make_application(asked.person, cohort, now=timezone.now())
    client.logout()

    client.post(asked.link, {"answer": "no"})

    wish.refresh_from_db()
    assert (wish.withdrawn_at, Asked.objects.get().declined_at) == (None, None)


def test_everybody_of_a_programme_stands_there_with_how_far_they_have_come(cohort):
    programme, now = cohort.programme, timezone.now()
    room = make_group(programme=programme)
    make_member(room, "Mia Sol")
    paused = make_member(room, "Pat Lee")
    room.memberships.filter(person=paused).update(paused_at=now - timedelta(1), returns_at=now + timedelta(9))
    room.memberships.get(person=make_member(room, "Lea Fox")).leave(now=now)
    make_application(make_person("Ann Ray"), cohort, now=now)
    for name, decision in (("Wim Bos", "waitlisted"), ("Dan Orr", "declined")):
        wish = make_application(make_person(name), cohort, now=now)
        Application.objects.filter(pk=wish.pk).update(decision=decision, decided_at=now)
    Asked.objects.create(
        cohort=cohort, person=make_person("Leo Hart"), email="leo@example.org", by=programme.admins.get(), at=now
    )

    told = {person.called: person.state for person in roll.of(programme)}

    assert told == {
        "": "invited",  # known elsewhere: here he is an address
        "Ann Ray": "applied",
        "Dan Orr": "out",
        "Lea Fox": "left",
        "Mia Sol": "seated",
        "Pat Lee": "paused",
        "Wim Bos": "waiting",
    }
    assert roll.counts(programme)["invited"] == 1
    assert [person.called for person in roll.listed(programme, sought="fox")] == ["Lea Fox"]
    assert [person.called for person in roll.listed(programme, state="applied")] == ["Ann Ray"]


def test_on_the_page_of_people_an_address_known_elsewhere_reads_like_a_new_one(client, cohort):
    leo = make_person("Leo Hart", business="Ropes", last_login=timezone.now())
    raw = "name,e-mail,business\nLeonard,leo@example.org,Barges\nLeonore,new@example.org,Barges"
    batch = previewed(client, cohort, raw, decision="accepted")
    client.post(f"/imports/{batch.pk}/confirm/")
    carried_on()
    told = []
    for sent in (False, True):
        if sent:
            client.post(f"/imports/{batch.pk}/send/", WORDS)
        page = client.get(f"/programmes/{cohort.programme.slug}/people/")
        rows = re.findall("<tr>.*?</tr>", page.content.decode(), re.DOTALL)[1:]
        told.append([row.replace("Leonore", "Leonard").replace("new@", "leo@") for row in rows])
    found = client.get(f"/programmes/{cohort.programme.slug}/people/?q=Barges").context["rows"]

    assert [len(set(rows)) for rows in told] == [1, 1]
    assert (len(found), leo.applications.count()) == (0, 0)


def test_the_name_of_somebody_known_elsewhere_is_not_found_by_searching(client, cohort):
    now = timezone.now()
    leo = make_person("Leo Hart", business="Ropes")
    Asked.objects.create(cohort=cohort, person=leo, email="leo@example.org", by=cohort.programme.admins.get(), at=now)

    pages = [client.get(f"/programmes/{cohort.programme.slug}/people/?q={word}") for word in ("Hart", "Ropes", "leo@")]

    assert [len(page.context["rows"]) for page in pages] == [0, 0, 1]
    assert "Leo Hart" not in pages[2].content.decode()
