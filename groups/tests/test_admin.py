"""What do operators see in Django's admin? People and places, and never a word that was said."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from groups import wall
from groups.models import Group, Person, Programme
from groups.tests.makers import make_group, make_member, make_person, make_programme
from groups.words import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def otto(client):
    person = make_person("Otto Berg", is_operator=True)
    client.force_login(person)
    return person


@pytest.mark.parametrize("name", ["person", "programme", "group", "membership"])
def test_an_operator_sees_lists_and_forms_and_no_words(client, otto, name):
    group = make_group()
    priya = make_member(group)
    with wall.as_person(priya):
        write(group, priya, now=timezone.now(), text="canary in the mill")
    model = next(model for model in admin.site._registry if model._meta.model_name == name)

    pages = [client.get(reverse(f"admin:groups_{name}_changelist"))]
    pages += [client.get(reverse(f"admin:groups_{name}_add"))] if name != "membership" else []
    pages += [client.get(reverse(f"admin:groups_{name}_change", args=[row.pk])) for row in model.objects.all()]

    assert {page.status_code for page in pages} == {200}
    assert [page for page in pages if "canary" in page.content.decode()] == []


def test_people_are_found_by_name_where_a_programme_gets_its_admins(client, otto):
    make_person()
    asked = {"app_label": "groups", "model_name": "programme", "field_name": "admins", "term": "Pri"}

    answer = client.get(reverse("admin:autocomplete"), asked)

    assert [found["text"] for found in answer.json()["results"]] == ["Priya Nair"]


def test_a_group_made_here_has_its_charter(client, otto):
    programme = make_programme()

    client.post(
        reverse("admin:groups_group_add"), {"programme": programme.pk, "name": "Mill Street", "zone": "Europe/London"}
    )

    group = Group.objects.get()
    assert (group.slug, group.charter.version) == ("mill-street", 1)


def test_a_person_made_here_can_sign_in_by_a_code(client, otto):
    cache.clear()  # the limits on how often one may ask
    about = {"email": "Nadia@example.org", "name": "Nadia Haddad", "time_zone": "Europe/London", "language": "en"}
    client.post(reverse("admin:groups_person_add"), about | {"is_active": "on"})
    client.logout()

    client.post(reverse("account_request_login_code"), {"email": "nadia@example.org"})
    client.post(reverse("account_confirm_login_code"), {"code": mail.outbox[-1].subject[:6]})

    assert client.session["_auth_user_id"] == str(Person.objects.get(name="Nadia Haddad").pk)


@pytest.mark.parametrize("who", ["Nadia Haddad", "Priya Nair"])
def test_nobody_else_enters(client, who):
    person = make_person(who)
    make_programme(person)
    client.force_login(person)

    answer = client.get(reverse("admin:index"))

    assert answer.status_code in (302, 403)


def test_a_visitor_is_led_to_our_own_sign_in(client):
    answer = client.get(reverse("admin:login"))

    assert answer["Location"].startswith("/accounts/login/")


def test_nothing_else_is_kept_here():
    """An address added by hand would be a way to sign in as somebody else."""
    kept = {model._meta.label for model in admin.site._registry}

    assert kept == {"groups.Person", "groups.Programme", "groups.Group", "groups.Membership"}


def test_an_operator_cannot_take_over_an_address(client, otto):
    priya = make_person()

    client.post(
        reverse("admin:groups_person_change", args=[priya.pk]),
        {"email": "otto.too@example.org", "name": "Priya Nair", "time_zone": "UTC", "language": "en"},
    )

    priya.refresh_from_db()
    assert (priya.email, priya.time_zone) == ("priya@example.org", "UTC")


def seat_by_hand(client, url, group, person):
    given = {"group": group.pk, "person": person.pk, "role": "member", "is_peer": "on"}
    return client.post(url, given | {"joined_at_0": "2026-01-13", "joined_at_1": "12:00"})


def test_an_operator_seats_nobody(client, otto):
    group, jo = make_group(), make_person("Jo Bell")

    answers = [seat_by_hand(client, reverse("admin:groups_membership_add"), group, one) for one in (jo, otto)]

    assert ([answer.status_code for answer in answers], group.memberships.count()) == ([403, 403], 0)


def test_who_is_let_run_a_programme_stands_in_the_log_of_its_groups(client, otto):
    group = make_group()
    given = {"name": group.programme.name, "slug": group.programme.slug, "admins": [otto.pk]}

    client.post(reverse("admin:groups_programme_change", args=[group.programme.pk]), given)

    event = group.audit_events.get(act="changed_role")
    assert (event.actor, event.person) == (otto, otto)


def test_an_operator_cannot_slip_into_a_members_place(client, otto):
    group = make_group()
    priya = make_member(group)
    place = group.memberships.get()

    seat_by_hand(client, reverse("admin:groups_membership_change", args=[place.pk]), group, otto)

    place.refresh_from_db()
    assert place.person == priya


def test_an_operator_does_not_let_in_again_who_left(client, otto):
    group = make_group()
    make_member(group)
    place = group.memberships.get()
    place.leave(now=timezone.now())

    change = reverse("admin:groups_membership_change", args=[place.pk])
    client.post(change, {"role": "member", "is_peer": "on", "left_at_0": "", "left_at_1": ""})

    place.refresh_from_db()
    assert place.left_at is not None


def test_an_operator_who_left_does_not_let_themselves_in_again(client, otto):
    group = make_group()
    make_member(group, person=otto)
    place = group.memberships.get()
    place.leave(now=timezone.now())

    answer = seat_by_hand(client, reverse("admin:groups_membership_change", args=[place.pk]), group, otto)

    place.refresh_from_db()
    assert (answer.status_code, place.left_at is None) == (403, False)


def test_a_group_that_is_moved_hears_who_runs_it_now(client, otto):
    nadia = make_person("Nadia Haddad")
    group = make_group(programme=make_programme(nadia))
    mine = Programme.objects.create(name="Mine", slug="mine")
    mine.admins.add(otto)

    given = {"programme": mine.pk, "name": group.name, "theme": "", "zone": group.zone}
    client.post(reverse("admin:groups_group_change", args=[group.pk]), given)

    events = group.audit_events.filter(act="changed_role", actor=otto)
    assert {event.person for event in events} == {otto, nadia}


@pytest.mark.parametrize("name", ["person", "programme", "group", "membership"])
def test_nothing_is_deleted_by_hand(client, otto, name):
    """The page that asks would list the reports a person was let read."""
    make_member(make_group())
    row = apps.get_model("groups", name).objects.first()

    assert client.get(reverse(f"admin:groups_{name}_delete", args=[row.pk])).status_code == 403
