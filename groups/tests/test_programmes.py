"""Is a programme run by its own admins alone, by rules that make sense, with a line in the log for each change?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups import running
from groups.models import Cohort, Group, Programme
from groups.tests.makers import (
    NOON,
    make_cohort,
    make_facilitator,
    make_group,
    make_member,
    make_person,
    make_programme,
)
from groups.tests.told import acts, text
from groups.vocabulary import weights

pytestmark = pytest.mark.django_db
RULES = {
    "name": "Harbour",
    "theme": "Small firms",
    "about": "Six at a table",
    "zone": "Europe/London",
    "smallest": 4,
    "largest": 8,
    "minutes": 90,
}
DAYS = {
    "name": "Spring",
    "opens_on": "2027-01-10",
    "closes_on": "2027-02-20",
    "answers_by": "2027-03-01",
    "starts_on": "2027-03-15",
    "ends_on": "2028-03-15",
}


def weighed(**changed):
    return {f"weigh_{name}": weight for name, weight in (weights() | changed).items()}


def test_with_one_programme_its_page_is_opened_at_once(client, harbour):
    assert client.get("/programmes/").url == "/programmes/harbour/"


def test_with_two_both_are_listed(client, harbour, nadia):
    make_programme(nadia, name="Lighthouse")

    shown = text(client.get("/programmes/"))

    assert "You run 2 programmes" in shown
    assert "/programmes/lighthouse/" in shown


def test_the_bar_leads_admins_to_their_programme_and_nobody_else(client, harbour):
    assert 'href="/programmes/"' in text(client.get("/today/"))

    client.force_login(make_person("Leo Hart"))

    assert 'href="/programmes/"' not in text(client.get("/today/"))


def test_an_admin_of_one_programme_sees_nothing_of_another(client, harbour):
    other = make_programme(make_person("Omar Diaz"), name="Lighthouse")
    cohort = make_cohort(NOON.date(), programme=other)
    keeper = running.name_facilitator(other, "bea@example.org", by=other.admins.get(), now=NOON)
    doors = [
        *(f"/programmes/lighthouse/{page}" for page in ("", "settings/", "log/", "admins/", "facilitators/")),
        *(f"/programmes/lighthouse/{page}" for page in ("cohorts/new/", "groups/new/")),
        *(f"/cohorts/{cohort.pk}/{page}" for page in ("", "change/")),
        f"/facilitators/{keeper.pk}/change/",
    ]

    assert {client.get(door).status_code for door in doors} == {404}
    assert client.post(f"/facilitators/{keeper.pk}/dismiss/").status_code == 404
    assert "Lighthouse" not in text(client.get("/programmes/", follow=True))


@pytest.mark.parametrize(
    ("name", "words"),
    [("new", "Not started"), ("unkept", "Nobody keeps it"), ("few", "Too few, no word why"), ("idle", "No meeting")],
)
def test_a_group_says_in_words_how_it_stands(client, harbour, nadia, name, words):
    group = make_group(programme=harbour)
    if name != "unkept":
        make_facilitator(group)
    peers = [make_member(group, f"Kit{n} Lane") for n in range(3 if name == "few" else 5)]
    if name != "new":
        group.started_at = NOON
        group.save()

    shown = text(client.get("/programmes/harbour/"))

    assert words in shown
    assert f"{len(peers) + (name != 'unkept')} people" in shown


def test_what_is_most_urgent_is_the_one_primary_button(client, harbour):
    first = text(client.get("/programmes/harbour/"))
    group = make_group(programme=harbour)
    group.started_at = NOON
    group.save()

    then = text(client.get("/programmes/harbour/"))

    assert ("Nobody can apply" in first, first.count('class="button primary"')) == (True, 1)
    assert ("Nobody keeps Mill Street" in then, then.count('class="button primary"')) == (True, 1)


def test_somebody_who_waits_for_more_than_90_days_comes_before_a_new_intake(client, harbour):
    cohort = make_cohort(timezone.now().date() - timedelta(days=120), programme=harbour)
    sent_at = timezone.now() - timedelta(days=91)
    cohort.applications.create(person=make_person("Ravi Menon"), began_at=sent_at, submitted_at=sent_at)

    shown = text(client.get("/programmes/harbour/"))

    assert "1 person has waited for more than 90 days" in shown
    assert f'class="button primary" href="/cohorts/{cohort.pk}/"' in shown


def test_rules_are_kept_and_noted(client, harbour):
    assert client.post("/programmes/harbour/settings/", RULES | weighed(stage=20, fresh=10)).status_code == 302

    harbour.refresh_from_db()
    assert (harbour.smallest, harbour.largest, harbour.minutes, harbour.weights["fresh"]) == (4, 8, 90, 10)
    assert acts() == ["Nadia Haddad changed the rules of the programme"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (weighed(stage=30), "Together these are 105"),
        (weighed() | {"weigh_stage": "many"}, "Enter a number from 0 to 100."),
        (weighed() | {"smallest": 8, "largest": 5}, "Enter at least as many as the fewest."),
        (weighed() | {"smallest": 2}, "Enter a number of people from 3 to 12."),
        (weighed() | {"largest": 13}, "Enter a number of people from 3 to 12."),
        (weighed() | {"zone": "Mars/Base"}, "Choose a time zone from the list."),
        (weighed() | {"name": ""}, "Enter what the programme is called."),
    ],
)
def test_rules_that_make_no_sense_are_said_and_nothing_typed_is_lost(client, harbour, typed, words):
    answer = client.post("/programmes/harbour/settings/", RULES | typed)

    assert (answer.status_code, words in text(answer)) == (422, True)
    assert "Six at a table" in text(answer)
    assert Programme.objects.get().theme == ""


def test_an_intake_is_planned_changed_and_noted(client, harbour):
    client.post("/programmes/harbour/cohorts/new/", DAYS)
    cohort = Cohort.objects.get()
    client.post(f"/cohorts/{cohort.pk}/change/", DAYS | {"closes_on": "2027-02-21"})

    cohort.refresh_from_db()
    assert cohort.closes_on.isoformat() == "2027-02-21"
    assert acts() == ["Nadia Haddad planned an intake", "Nadia Haddad changed the days of an intake"]


@pytest.mark.parametrize(
    ("field", "on"),
    [("closes_on", "2027-01-09"), ("answers_by", "2027-02-19"), ("starts_on", "2027-02-28"), ("ends_on", "2027-03-15")],
)
def test_days_in_the_wrong_order_are_said_at_their_field(client, harbour, field, on):
    answer = client.post("/programmes/harbour/cohorts/new/", DAYS | {field: on})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Cohort.objects.exists()


@pytest.mark.parametrize("on", ["9999-12-31", "0001-01-01", "2027-02-30", "soon"])
def test_a_day_that_is_none_or_far_away_is_said_at_its_field(client, harbour, on):
    answer = client.post("/programmes/harbour/cohorts/new/", DAYS | {"ends_on": on})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["ends_on"])


def test_the_intake_counts_by_what_became_of_those_who_applied(client, harbour, nadia):
    cohort = make_cohort(NOON.date(), programme=harbour)
    for name, decision in (("Ravi", "accepted"), ("Zoe", "waitlisted"), ("Ben", ""), ("Eli", None)):
        decided_at = NOON if decision else None
        submitted_at = None if decision is None else NOON
        told = {"began_at": NOON, "submitted_at": submitted_at, "decided_at": decided_at, "decision": decision or ""}
        cohort.applications.create(person=make_person(f"{name} X"), **told)

    counted = client.get(f"/cohorts/{cohort.pk}/").context["cohort"]

    assert (counted.sent, counted.undecided, counted.accepted, counted.waiting) == (3, 1, 1, 2)


def test_an_operator_founds_a_programme_for_somebody_else(client, nadia):
    client.force_login(make_person("Otto Berg", is_operator=True))
    told = {"name": "Lighthouse", "zone": "Europe/Berlin", "admin": nadia.email}

    client.post("/manage/programmes/new/", told)

    founded = Programme.objects.get()
    assert (founded.slug, founded.zone, list(founded.admins.all())) == ("lighthouse", "Europe/Berlin", [nadia])
    assert client.get("/programmes/lighthouse/").status_code == 404


def test_a_group_is_founded_by_hand_in_an_intake_of_its_own_programme_only(client, harbour):
    cohort = make_cohort(NOON.date(), programme=harbour)
    other = make_cohort(NOON.date(), programme=make_programme(name="Lighthouse"))
    told = {"name": "Mill Street", "theme": "", "zone": "Europe/London"}

    refused = client.post("/programmes/harbour/groups/new/", told | {"cohort": other.pk})
    moved = client.post("/programmes/harbour/groups/new/", told | {"cohort": cohort.pk})

    group = Group.objects.get()
    assert (refused.status_code, moved.url, group.cohort) == (422, "/groups/mill-street/invite/", cohort)
    assert acts() == ["Nadia Haddad founded the group"]


def test_the_log_says_what_admins_did(client, harbour, nadia):
    running.name_facilitator(harbour, make_person("Bea Lindner").email, by=nadia, now=NOON)

    assert "Nadia Haddad named as a facilitator Bea Lindner" in text(client.get("/programmes/harbour/log/"))
