"""What do operators see in Django's admin? People and places, and never a word that was said."""

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from groups import wall
from groups.models import Group
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

    pages = [client.get(reverse(f"admin:groups_{name}_changelist")), client.get(reverse(f"admin:groups_{name}_add"))]
    pages += [client.get(reverse(f"admin:groups_{name}_change", args=[row.pk])) for row in model.objects.all()]

    assert {page.status_code for page in pages} == {200}
    assert [page for page in pages if "canary" in page.content.decode()] == []


def test_a_group_made_here_has_its_charter(client, otto):
    programme = make_programme()

    client.post(
        reverse("admin:groups_group_add"), {"programme": programme.pk, "name": "Mill Street", "zone": "Europe/London"}
    )

    group = Group.objects.get()
    assert (group.slug, group.charter.version) == ("mill-street", 1)


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
