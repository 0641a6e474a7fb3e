"""Does every answer tell the browser what it may do, and keep what signed-in people see out of its stores?"""

import pytest

from groups.tests.makers import make_person

pytestmark = pytest.mark.django_db
ANSWERS = ["/", "/today/", "/nope/", "/accounts/login/", "/manage/admin/", "/static/icons.svg"]


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_forbids_what_we_do_not_use(client, path):
    answer = client.get(path)
    answer.close()

    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_an_answer_to_another_hosts_name_forbids_it_too(client, settings):
    settings.SECURE_SSL_REDIRECT = True  # asks for the host's name before anything else does

    answer = client.get("/today/", headers={"host": "elsewhere.test"})

    assert (answer.status_code, "Content-Security-Policy" in answer) == (400, True)


@pytest.mark.parametrize("path", ["/today/", "/nope/", "/manage/admin/", "/manage/styleguide/"])
def test_what_signed_in_people_see_is_stored_nowhere(client, path):
    client.force_login(make_person())

    assert client.get(path)["Cache-Control"] == "no-store"
