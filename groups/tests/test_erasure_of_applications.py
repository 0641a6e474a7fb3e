"""What is left of a wish to join when its person is erased? Dates alone."""

from datetime import date

import pytest

from groups.erasure import erase
from groups.models import Application, Conflict, Interest, Profile, ReviewNote
from groups.tests.makers import NOON, make_cohort, make_person

pytestmark = pytest.mark.django_db


def test_erasing_leaves_of_an_application_that_there_was_one():
    admin, ravi, leo = make_person("Nadia Haddad"), make_person("Ravi Shah"), make_person("Leo Hart")
    cohort = make_cohort(date(2026, 1, 1))
    wish = Application.objects.create(cohort=cohort, person=ravi, wants="Peers who sell abroad", began_at=NOON)
    ReviewNote.objects.create(application=wish, author=admin, text="Asks good questions", written_at=NOON)
    Profile.objects.create(person=ravi, brings="Ten years of export")
    ravi.interests.create(programme=cohort.programme, asked_at=NOON)
    for one, other in ((ravi, leo), (leo, ravi)):
        Conflict.objects.create(
            programme=cohort.programme, one=one, other=other, kind="close", source="applicant", declared_at=NOON
        )

    erase(ravi, now=NOON)

    wish.refresh_from_db()
    assert (wish.wants, wish.withdrawn_at) == ("", NOON)
    assert not Profile.objects.exists()
    assert not ReviewNote.objects.exists()
    assert not Interest.objects.exists()
    assert not Conflict.objects.exists()
