"""Whose rhythm do tests try, and when? On Tuesday 13 January 2026, noon in London, as the facilitator of a group."""

import pytest
import time_machine

from groups.tests.makers import NOON, make_room


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def room(client):
    group, group.sam, group.priya = make_room()
    client.force_login(group.sam)
    return group
