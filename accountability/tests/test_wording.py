"""Is what is vague asked about once, and what is clear left in peace?"""

import pytest

from accountability import wording

CLEAR = [
    "Call three old customers",
    "Call Ann",
    "🎉" * 300,
    "Send the offer to Ann",
    "Raise the day rate to 900 for new customers",
    "Offer two guides a contract for the whole year",
    "Take two full Fridays off the tools for offers and invoices",
    "Increase the price of the basic plan to 29",
    "Keinen Auftrag unter 500 Euro annehmen",
]
VAGUE = {
    "Try to call customers": "trying",
    "I'll try to be on time": "trying",
    "Look into pricing": "looking",
    "think about hiring somebody": "looking",
    "Improve our marketing": "growing",
    "I will work on the website": "going_on",
    "Fix the site and call Ann and write the offer": "several",
    "More sales": "growing",
    "Website": "short",
}


@pytest.mark.parametrize("what", CLEAR)
def test_what_is_clear_is_left_in_peace(what):
    assert wording.vague(what) == ""


@pytest.mark.parametrize(("what", "asks"), VAGUE.items())
def test_what_is_vague_is_asked_about(what, asks):
    assert wording.vague(what) == asks


def test_whoever_says_how_it_will_be_known_has_answered():
    assert wording.vague("Look into pricing", how_known="A list of five prices") == ""


def test_trying_stays_trying_whatever_proves_it():
    assert wording.vague("Try to sell more", how_known="Three orders") == "trying"
