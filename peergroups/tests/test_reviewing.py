"""Do admins find who wants in, see all that was said, decide in their own words, and is nobody else let near it?"""

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groups.free_times import keep
from groups.intake import conflicts, reminding, reviewing
from groups.models import Application, Letter, Person, Profile
from groups.tests.makers import make_application, make_cohort, make_person
from peergroups.tests.cast import gather

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(client):
    """The house everybody tries, with its admin signed in and three more who want in."""
    cast = gather()
    cast.now = timezone.now()
    cast.cohort = make_cohort(cast.now.date(), programme=cast.room.programme, name="Autumn")
    cast.wishes = {
        name: make_application(make_person(f"{name} Lee"), cast.cohort, now=cast.now - timedelta(days=days))
        for name, days in (("Ana", 95), ("Ben", 61), ("Cleo", 3))
    }
    client.force_login(cast.people["admin"])
    return cast


def url(name, thing):
    return reverse(f"groups:{name}", args=[thing.pk])


def listed(client, cast, **asked):
    page = client.get(url("applications", cast.cohort), asked)
    return [line.application.person.first_name for line in page.context["lines"]]


def read(client, cast, wish="Ana"):
    return client.get(url("review", cast.wishes[wish])).content.decode()


def test_the_longest_wait_comes_first(client, cast):
    assert listed(client, cast) == ["Ana", "Ben", "Cleo"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"order": "newest"}, ["Cleo", "Ben", "Ana"]),
        ({"order": "name", "state": "all"}, ["Ana", "Ben", "Cleo"]),
        ({"q": "cleo lee"}, ["Cleo"]),
        ({"q": "bakery"}, ["Ben"]),
        ({"q": "ana@example"}, ["Ana"]),
        ({"state": "soon"}, ["Ana", "Ben"]),
        ({"state": "long"}, ["Ana"]),
        ({"state": "declined"}, []),
        ({"state": "rubbish", "order": "'; --"}, ["Ana", "Ben", "Cleo"]),
        ({"page": "rubbish"}, ["Ana", "Ben", "Cleo"]),
    ],
)
def test_a_list_is_filtered_searched_and_ordered(client, cast, asked, found):
    Profile.objects.create(person=cast.wishes["Ben"].person, trade="Bakery")

    assert listed(client, cast, **asked) == found


def test_marks_of_sixty_and_ninety_days_stand_beside_the_days(client, cast):
    page = client.get(url("applications", cast.cohort)).content.decode()

    assert [said in page for said in ("95 days", "61 days", "3 days", "2 have waited for 60 days or more")] == [
        True
    ] * 4


def test_nobody_finds_themselves_among_those_to_be_reviewed(client, cast):
    own = make_application(cast.people["admin"], cast.cohort, now=cast.now)

    assert "Nadia" not in listed(client, cast, state="all")
    assert client.get(url("review", own)).status_code == 403


def test_what_was_not_sent_is_no_admins_business(client, cast):
    draft = make_application(make_person("Dora Lee"), cast.cohort, now=cast.now, submitted_at=None)

    assert "Dora" not in listed(client, cast, state="all")
    assert client.get(url("review", draft)).status_code == 404


def test_a_thousand_applicants_are_a_quick_page(client, cast):
    people = [Person(name=f"Person {n} Longname", email=f"p{n}@example.org", business="B" * 60) for n in range(1000)]
    Person.objects.bulk_create(people)
    Profile.objects.bulk_create(Profile(person=each, trade="Brewing and more", years=3) for each in people)
    given = {"cohort": cast.cohort, "began_at": cast.now, "submitted_at": cast.now}
    Application.objects.bulk_create(Application(person=each, **given) for each in people)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(url("applications", cast.cohort))

    assert len(queries) <= 12
    assert len(gzip.compress(page.content)) <= 30 * 1024


def test_all_that_was_said_is_on_one_page(client, cast):
    wish = cast.wishes["Ana"]
    Profile.objects.create(person=wish.person, trade="Bakery", years=4, people=6, brings="Ten years of ovens")
    keep(wish.person, {"evening": {1}})
    keep(cast.wishes["Ben"].person, {"evening": {1, 2}})

    page = read(client, cast)

    wanted = ("Bakery", "Ten years of ovens", "Peers to think with", "4 years", "On its feet", "Tuesday 17:00 to 20:00")
    assert [said for said in (*wanted, "1 other could meet then") if said not in page] == []


def test_conflicts_stand_beside_it_only_for_admins_who_are_none_of_the_two(client, cast):
    omar = make_person("Omar Diaz")
    cast.room.programme.admins.add(omar)
    ana = cast.wishes["Ana"]
    for whom, other in (("Omar", omar), ("Ben", cast.wishes["Ben"].person)):
        line = conflicts.declare(ana, kind="competitor", whom=whom, now=cast.now)
        conflicts.match(line, other, by=cast.people["admin"], now=cast.now)
    seen = {}
    for admin in (cast.people["admin"], omar):
        client.force_login(admin)
        page = read(client, cast)
        seen[admin.first_name] = ["Ana Lee and Omar Diaz" in page, "Ana Lee and Ben Lee" in page]

    assert seen == {"Nadia": [True, True], "Omar": [False, True]}


def nothing_is_decided(cast):
    return not cast.cohort.applications.exclude(decision="").exists()


def decide(client, cast, decision, *names, **typed):
    given = {"decision": decision, "who": [cast.wishes[name].pk for name in names], "text": "We like you."} | typed
    return client.post(url("decide", cast.cohort), given, follow=True)


def test_the_words_are_proposed_and_shown_as_they_arrive(client, cast):
    asked = {"decision": "accepted", "who": cast.wishes["Ana"].pk}

    page = client.get(url("decide", cast.cohort), asked).content.decode()

    assert "Accept Ana Lee" in page
    assert page.count("nothing is settled before you have said yes") == 2  # in the box, and as it arrives
    assert "Hello Ana," in page
    assert "About your application" in page


def test_changed_words_are_shown_and_nothing_is_decided_yet(client, cast):
    page = decide(client, cast, "accepted", "Ana", text="Come & see us", preview="1").content.decode()

    assert page.count("Come &amp; see us") == 2
    assert nothing_is_decided(cast)


def test_one_is_accepted_and_it_can_be_undone_from_the_page(client, cast):
    page = decide(client, cast, "accepted", "Ana").content.decode()
    assert "until then you can undo it" in page
    assert "The mail leaves on" in page

    undone = client.post(url("undo_decision", cast.wishes["Ana"]), follow=True).content.decode()

    assert "Undone. No mail leaves." in undone
    assert nothing_is_decided(cast)


def test_several_are_put_on_the_waiting_list_at_once(client, cast):
    page = decide(client, cast, "waitlisted", "Ana", "Ben").content.decode()

    assert "The mails to 2 people leave at" in page
    assert sorted(listed(client, cast, state="waitlisted")) == ["Ana", "Ben"]


@pytest.mark.parametrize(
    ("decision", "names", "typed", "said"),
    [
        ("declined", ["Ana", "Ben"], {}, "Decline one at a time"),
        ("accepted", [], {}, "Tick whom it is about first."),
        ("rubbish", ["Ana"], {}, "Choose what you decide."),
        ("accepted", ["Ana"], {"who": ["rubbish"]}, "Tick whom it is about first."),
        ("accepted", ["Ana"], {"who": [7]}, "Somebody among these has been placed"),
        ("accepted", ["Ana"], {"text": ""}, "Write a few words"),
        ("declined", ["Ana"], {"text": "No, because (say why, in a sentence)"}, "Write why, in place of"),
        ("accepted", ["Ana"], {"text": "x" * 4001}, "Say it in at most 4,000 characters."),
    ],
)
def test_what_cannot_be_decided_is_refused_in_words(client, cast, decision, names, typed, said):
    page = decide(client, cast, decision, *names, **typed)

    assert said in page.content.decode()
    assert nothing_is_decided(cast)


def test_somebody_of_another_intake_cannot_be_slipped_in(client, cast):
    other = gather_other(cast)

    decide(client, cast, "accepted", "Ana", who=[other.pk])

    assert [nothing_is_decided(cast), nothing_is_decided(other)] == [True, True]


def gather_other(cast):
    return make_application(make_person("Zoe Far"), make_cohort(cast.now.date(), name="Elsewhere"), now=cast.now)


def test_what_another_admin_decided_meanwhile_is_not_written_over(client, cast):
    omar = make_person("Omar Diaz")
    opened = int(cast.now.timestamp()) - 60
    reviewing.decide(cast.cohort, [cast.wishes["Ana"]], "declined", "No", by=omar, now=cast.now)

    page = decide(client, cast, "accepted", "Ana", opened=opened)

    assert "Omar Diaz has decided about Ana Lee meanwhile." in page.content.decode()
    assert Application.objects.get(decision="declined").person.first_name == "Ana"


def test_a_note_is_read_by_the_other_admins_and_deleted_by_its_author_alone(client, cast):
    client.post(url("write_review_note", cast.wishes["Ana"]), {"text": "Asks <b>well</b>"})
    omar = make_person("Omar Diaz")
    cast.room.programme.admins.add(omar)
    note = cast.wishes["Ana"].notes.get()
    client.force_login(omar)

    page = read(client, cast)

    assert "Asks &lt;b&gt;well&lt;/b&gt;" in page
    assert client.post(url("delete_note", note)).status_code == 403
    client.force_login(cast.people["admin"])
    client.post(url("delete_note", note))
    assert not cast.wishes["Ana"].notes.exists()


def test_after_sixty_days_an_admin_writes_what_they_hear_on_the_ninetieth(client, cast):
    asked = {name: "After ninety days they hear why" in read(client, cast, name) for name in ("Ben", "Cleo")}
    client.post(url("write_why", cast.wishes["Ben"]), {"text": "Nobody else brews in York."})

    assert asked == {"Ben": True, "Cleo": False}
    assert "Nobody else brews in York." in read(client, cast, "Ben")


def test_whoever_was_told_is_not_written_to_again(client, cast):
    wish = cast.wishes["Ana"]
    reminding.plan(now=cast.now)
    wish.person.deliveries.filter(kind=reminding.TO_APPLICANT).update(state="sent")

    page = client.post(url("write_why", wish), {"text": "Once more"}, follow=True).content.decode()

    assert "They have heard why already." in page
    assert "They have heard after ninety days" in page


def test_an_applicant_learns_nothing_before_the_mail_leaves(client, cast):
    """Neither a page nor an export shows what can still be undone."""
    decide(client, cast, "declined", "Ana")
    client.force_login(cast.wishes["Ana"].person)

    pages = [client.get(address).content.decode() for address in ("/today/", url("application", cast.wishes["Ana"]))]

    assert [page for page in pages if "a no this time" in page.lower() or "declined" in page.lower()] == []


def test_the_applicant_knows_once_it_has_left(client, cast):
    decide(client, cast, "declined", "Ana")
    later = timezone.now() - timedelta(minutes=1)
    Application.objects.filter(decision="declined").update(told_at=later)
    client.force_login(cast.wishes["Ana"].person)

    assert "a no this time" in client.get(url("application", cast.wishes["Ana"])).content.decode()


def test_no_letter_stands_on_any_page_of_another_applicant(client, cast):
    decide(client, cast, "accepted", "Ana", text="A canary for Ana alone")
    client.force_login(cast.wishes["Ben"].person)

    pages = [client.get(address).content.decode() for address in ("/today/", url("application", cast.wishes["Ben"]))]

    assert [page for page in pages if "canary" in page] == []
    assert Letter.objects.count() == 1
