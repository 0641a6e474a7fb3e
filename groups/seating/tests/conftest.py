"""Which intake and which draft do tests of forming groups begin with?"""

import pytest

from groups.seating.tests.makers import make_applicant, make_draft, make_intake


@pytest.fixture
def cohort(client):
    """Six who wait, read by the admin who is signed in."""
    cohort = make_intake(6)
    client.force_login(cohort.programme.admins.get())
    return cohort


@pytest.fixture
def draft():
    """Make a group of seven and one of five that meet on Tuesdays, and somebody who has no hour in common with them."""
    cohort = make_intake(12, keepers=2)
    make_applicant(cohort, "Lone Soul", free=[(0, 8)])
    return make_draft(cohort)


@pytest.fixture
def nadia(client, draft):
    client.force_login(draft.programme.admins.get())
    return client
