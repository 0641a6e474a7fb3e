"""What happens when two act at once on a list? One is first, and it shows."""

import pytest
from django.utils import timezone

from groups.intake import importing
from groups.models import Import
from groups.tests.makers import NOON, make_cohort, make_person, make_programme
from groups.tests.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def batch():
    nadia = make_person("Nadia Haddad")
    cohort = make_cohort(timezone.localdate(), programme=make_programme(nadia))
    batch = importing.begin(cohort, "name,email\nAnn,ann@example.org", decision="", by=nadia, now=NOON)
    importing.match(batch, {0: "name", 1: "email"})
    return batch


def confirm(batch):
    return importing.confirm(batch, now=NOON)


@pytest.mark.parametrize(
    ("first", "second", "left"), [(confirm, importing.discard, 1), (importing.discard, confirm, 0)]
)
def test_a_list_is_confirmed_or_thrown_away_and_never_both(batch, first, second, left):
    done = []
    at_once(lambda: done.append(first(batch)), lambda: done.append(second(batch)))

    assert (done, Import.objects.filter(confirmed_at__isnull=False).count()) == ([True, False], left)


def test_the_columns_of_a_list_stay_as_they_were_confirmed(batch):
    at_once(lambda: confirm(batch), lambda: importing.match(batch, {1: "name", 0: "email"}))

    assert Import.objects.get().columns == {"0": "name", "1": "email"}
