"""Whose programme and intake do tests of a list begin with?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups.tests.makers import make_cohort, make_person, make_programme


@pytest.fixture
def nadia(client):
    nadia = make_person("Nadia Haddad")
    client.force_login(nadia)
    return nadia


@pytest.fixture
def cohort(nadia):
    return make_cohort(timezone.localdate() - timedelta(days=7), programme=make_programme(nadia))
