"""The room in which the tests of a meeting being held take place."""

import pytest

from meetings.live.tests.rooms import seated


@pytest.fixture
def room(time_machine):
    return seated(time_machine)
