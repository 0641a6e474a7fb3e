"""Do migrations go through where people have written already, behind the wall?"""

import pytest
from django.core.management import call_command
from django.db import connection

from accountability.tests.makers import make_commitment
from groups import wall


@pytest.mark.django_db(transaction=True)
def test_what_was_committed_to_before_stands_after(group, priya):
    made = make_commitment(group, priya, "Call Ann")
    call_command("migrate", "accountability", "0001", verbosity=0)

    call_command("migrate", "accountability", verbosity=0)

    with wall.as_person(priya):
        assert type(made).objects.worded().get().words.answers["what"] == "Call Ann"
    assert words_are_walled()


def words_are_walled():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'groups_words'")
        return cursor.fetchone()[0]
