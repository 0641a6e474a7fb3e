"""Whom do tests of an intake begin with? Who began to apply, who is known from elsewhere, three who could be apart."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.utils import timezone

from groups.models import Application, Profile
from groups.tests.makers import (
    NOON,
    make_application,
    make_cohort,
    make_group,
    make_member,
    make_person,
    make_programme,
)


@pytest.fixture
def nobody_tried_before():
    """Forget who tried how often, before and afterwards: other tests come to the same doors."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def cohort():
    return make_cohort(timezone.now().date() - timedelta(days=3))


@pytest.fixture
def ravi():
    return make_person("Ravi Shah")


@pytest.fixture
def begun(client, cohort, ravi):
    client.force_login(ravi)
    client.post(f"/apply/{cohort.programme.slug}/begin/", {"cohort": cohort.pk})
    return Application.objects.get()


@pytest.fixture
def leo():
    """Somebody of another programme on the same server, who has said a lot there."""
    leo = make_member(make_group("Quay", programme=make_programme(name="Other")), "Leo Hart", last_login=NOON)
    Profile.objects.create(person=leo, trade="ropes", languages=["en"])
    return leo


@pytest.fixture
def intake():
    """Three applicants, two admins of whom one wants in too, and a programme."""
    nadia, omar = make_person("Nadia Haddad"), make_person("Omar Diaz")
    programme = make_programme(nadia, omar)
    cohort = make_cohort(NOON.date(), programme=programme)
    people = {name: make_person(f"{name.title()} Test") for name in ("ravi", "leo", "ana")}
    wishes = {name: make_application(person, cohort) for name, person in people.items()}
    wishes["omar"] = make_application(omar, cohort)
    return SimpleNamespace(programme=programme, cohort=cohort, nadia=nadia, omar=omar, wishes=wishes, **people)
