"""Which programme do tests of one begin with?"""

import pytest

from groups.tests.makers import make_person, make_programme


@pytest.fixture
def nadia(client):
    person = make_person("Nadia Haddad")
    client.force_login(person)
    return person


@pytest.fixture
def harbour(nadia):
    return make_programme(nadia)
