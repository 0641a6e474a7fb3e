"""Which are the ways round the wall, and does nothing but its one caller use each of them?"""

import re
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
APPS = ("peergroups", "groups", "meetings", "accountability")

# Each function that crosses the wall, and the one module that may call it.
WAYS = {
    "sealed_words": "groups/keys.py",
    "reseal_words": "groups/keys.py",
    "empty_expired_words": "groups/retention.py",
    "my_words": "groups/belongings.py",
    "empty_my_words": "groups/erasure.py",
    "hand_over_notes": "meetings/models/notes.py",
    "settle_my_note": "meetings/models/notes.py",
}
RULES = ("my_groups", "my_glass", "is_on_my_page")  # what the policies ask themselves
# The settings they make within themselves: named in their migration and nowhere else.
SETTINGS = (
    "app.resealed_from",
    "app.resealed_to",
    "app.emptying",
    "app.own_words",
    "app.erasing",
    "app.handing",
    "app.settling",
    "app.clearing",
)


def ours():
    """Every module but tests and the migrations that make the functions."""
    paths = [
        path for app in ("peergroups", "groups", "meetings", "accountability") for path in (ROOT / app).rglob("*.py")
    ]
    return [path for path in paths if not {"tests", "migrations"} & set(path.parts)]


def naming(word):
    return [str(path.relative_to(ROOT)) for path in ours() if re.search(rf"\b{re.escape(word)}\b", path.read_text())]


@pytest.mark.parametrize("function", WAYS)
def test_a_way_round_has_one_caller(function):
    assert naming(function) == [WAYS[function]]


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_other_code_makes_their_settings(setting):
    assert naming(setting) == []


def test_words_go_up_the_ladder_in_one_place():
    assert (naming("share_my_words"), naming("app.sharing")) == (["groups/words.py"], [])


@pytest.mark.django_db
def test_the_list_is_whole():
    """What runs with its owner's rights stands above; the rest ask which groups are mine, or open to me."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace")
        assert {name for (name,) in cursor.fetchall()} == {*RULES, *WAYS}


@pytest.mark.django_db
@pytest.mark.parametrize("function", [*WAYS, *RULES])
def test_what_they_name_cannot_be_replaced_by_something_of_the_same_name(function):
    with connection.cursor() as cursor:
        cursor.execute("SELECT proconfig FROM pg_proc WHERE proname = %s", [function])

        assert cursor.fetchone() == (["search_path=public, pg_temp"],)
