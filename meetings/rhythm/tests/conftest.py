"""Lets every test of a rhythm happen on the same day: Tuesday 13 January 2026, noon in London."""

import pytest
import time_machine

from groups.tests.makers import NOON


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield
