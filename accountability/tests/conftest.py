"""Who opens the pages in this app's tests, and when: Priya of Mill Street, on a Tuesday at noon."""

import pytest
import time_machine

from accountability.tests.held import make_held
from accountability.tests.makers import NOON
from groups.tests.makers import make_group, make_member


@pytest.fixture
def tuesday_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def group(db):
    return make_group()


@pytest.fixture
def priya(group, client):
    """A member of Mill Street, signed in."""
    person = make_member(group)
    client.force_login(person)
    return person


@pytest.fixture
def room(db, time_machine):
    return make_held(time_machine)
