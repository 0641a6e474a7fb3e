"""Who may begin an application, and who may take it back? What is left of it then?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups.intake import applying
from groups.intake.tests.filled import fill, send
from groups.models import Application, Conflict, Profile
from groups.tests.makers import make_application, make_cohort, make_group, make_member, make_person, make_programme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_tried_before")]

TODAY = timezone.now().date()


def test_a_closed_intake_takes_nobody(client, ravi):
    closed = make_cohort(TODAY - timedelta(days=80))
    client.force_login(ravi)

    answer = client.post(f"/apply/{closed.programme.slug}/begin/", {"cohort": closed.pk}, follow=True)

    assert "Applications for this are closed." in answer.content.decode()
    assert not Application.objects.exists()
    with pytest.raises(applying.Closed):
        applying.begin(closed, ravi, now=timezone.now())


def test_an_intake_of_another_programme_is_not_begun_through_this_one(client, ravi, cohort):
    other = make_cohort(TODAY, programme=make_programme(name="Quay"))
    client.force_login(ravi)

    client.post(f"/apply/{cohort.programme.slug}/begin/", {"cohort": other.pk})

    assert not Application.objects.exists()


@pytest.mark.parametrize("nonsense", ["", "x", "-1", "9" * 40, "²", "1 OR 1"])
def test_a_number_of_no_intake_begins_nothing(client, ravi, cohort, nonsense):
    client.force_login(ravi)

    answer = client.post(f"/apply/{cohort.programme.slug}/begin/", {"cohort": nonsense})

    assert (answer.status_code, Application.objects.count()) == (302, 0)


def test_beginning_twice_goes_on_with_the_first(client, begun, cohort):
    again = client.post(f"/apply/{cohort.programme.slug}/begin/", {"cohort": cohort.pk})

    assert (again["Location"], Application.objects.count()) == (begun.get_absolute_url(), 1)


def test_taken_back_it_leaves_two_dates_and_what_is_ones_own(client, begun):
    fill(client, begun)
    send(client, begun)
    begun.notes.create(author=make_person("Nadia Haddad"), text="Good questions", written_at=timezone.now())
    told = {"programme": begun.programme, "one": begun.person, "kind": "not_with", "declared_at": timezone.now()}
    Conflict.objects.create(**told, source="applicant", declared_by=begun.person, told="Leo Hart")

    client.post(f"/applications/{begun.pk}/take-back/")

    found = Application.objects.get()
    assert (found.withdrawn_at is None, found.wants, found.notes.count()) == (False, "", 0)
    assert (Conflict.objects.count(), Profile.objects.get().brings) == (0, "Ten years of export")


def test_whoever_sits_in_a_group_of_the_programme_keeps_what_they_said_in_private(begun):
    make_member(make_group(programme=begun.programme), person=begun.person)
    told = {"programme": begun.programme, "one": begun.person, "kind": "not_with", "declared_at": timezone.now()}
    Conflict.objects.create(**told, source="applicant", declared_by=begun.person, told="Leo Hart")

    applying.take_back(begun, now=timezone.now())

    assert Conflict.objects.count() == 1


def test_one_may_apply_anew_after_taking_back(client, begun, cohort):
    client.post(f"/applications/{begun.pk}/take-back/")

    client.post(f"/apply/{cohort.programme.slug}/begin/", {"cohort": cohort.pk})

    assert Application.objects.filter(withdrawn_at=None).count() == 1


@pytest.mark.parametrize(
    "decided", [{"decision": "declined"}, {"decision": "accepted", "placed_at": timezone.now()}], ids=["no", "placed"]
)
def test_what_is_decided_for_good_is_not_taken_back(client, cohort, ravi, decided):
    wish = make_application(ravi, cohort, decided_at=timezone.now(), **decided)
    client.force_login(ravi)

    client.post(f"/applications/{wish.pk}/take-back/")

    assert Application.objects.get().withdrawn_at is None
