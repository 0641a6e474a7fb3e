"""Does the guess find those who sell the same to the same, and leave out the rest?"""

import pytest

from groups.intake.likeness import Trader, is_short_for, likely_competitors, mentions


def guessed(*said):
    traders = [Trader(number, industry, market) for number, (industry, market) in enumerate(said, start=1)]
    return [(found.people, found.words) for found in likely_competitors(traders)]


def test_the_same_to_the_same_is_a_guess():
    assert guessed(("food", "Bread for cafés"), ("food", "bread to cafés")) == [((1, 2), ("bread", "café"))]


def test_one_and_many_are_one_word():
    assert guessed(("health", "dental practices"), ("health", "dental practice")) != []


@pytest.mark.parametrize(
    "other",
    [
        ("energy", "Bread for cafés"),  # another trade
        ("food", "Wine for restaurants"),
        ("", "Bread for cafés"),
        ("food", ""),
        ("food", "services for the people"),  # words that say nothing
    ],
)
def test_what_is_not_alike_is_none(other):
    assert guessed(("food", "Bread for cafés"), other) == []


def test_the_most_alike_come_first():
    found = guessed(("saas", "payroll schools"), ("saas", "payroll schools"), ("saas", "payroll schools nurseries"))

    assert [people for people, _words in found] == [(1, 2), (1, 3), (2, 3)]


def test_a_thousand_of_one_trade_are_compared_in_no_time():
    crowd = [Trader(number, "other", f"word{number % 40} thing{number}") for number in range(1000)]

    assert likely_competitors(crowd) == []


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Nadia Haddad of the council", True),
        ("haddad, NADIA", True),
        ("write to nadia@example.org", True),
        ("Nadia Khan", False),
        ("Nadiapur Ltd", False),
    ],
)
def test_a_line_about_somebody_is_known_by_their_names(text, speaks):
    assert mentions(text, "Nadia Haddad", "nadia@example.org") is speaks


def test_a_name_said_short_is_known_and_a_longer_one_is_not():
    assert [is_short_for(text, "Nadia Haddad") for text in ("Nadia", "Haddad", "Nadia of Quay", "")] == [
        True,
        True,
        False,
        False,
    ]
