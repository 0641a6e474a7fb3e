"""Is one told before a date is fixed what clocks, holidays and other people's evenings make of it?"""

from datetime import time, timedelta

import pytest

from meetings.rhythm.foresight import Peer, always, remarks
from meetings.rhythm.public_holidays import holiday
from meetings.rhythm.words import remark
from meetings.tests.makers import utc

ANN = Peer("Ann", "Europe/London", "GB")
ARUN = Peer("Arun", "Asia/Kolkata", "IN")
MAYA = Peer("Maya", "America/New_York", "US")
HANA = Peer("Hana", "Pacific/Auckland", "NZ")


def said(start, *peers, zone="Europe/London", **about):
    found = remarks(utc(start), 90, zone, peers, holiday, **about)
    return [remark(each, zone, about.get("asked"))["text"] for each in found]


@pytest.mark.parametrize(
    ("start", "peer", "sentence"),
    [
        ("2027-03-28T08:00", ANN, "Clocks change that night in London."),
        ("2026-11-01T14:00", MAYA, "Clocks change that night in New York."),
        ("2026-12-25T12:00", ANN, "Christmas Day, a public holiday in Britain (UK): Ann."),
        ("2026-10-02T09:00", ARUN, "Mahatma Gandhi's Birthday, a public holiday in India: Arun."),
        ("2026-11-19T18:00", ARUN, "11:30 pm (Kolkata) for Arun."),
        ("2026-11-19T09:00", MAYA, "4:00 am (New York) for Maya."),
        ("2026-11-20T18:00", HANA, "Saturday, 7:00 am (Auckland) for Hana."),
        ("2026-11-19T17:00", HANA, "Friday, 6:00 am (Auckland) for Hana."),
    ],
)
def test_what_is_odd_about_a_date_is_said_in_a_sentence(start, peer, sentence):
    assert said(start, peer) == [sentence]


def test_an_ordinary_date_needs_no_word():
    assert said("2026-11-19T14:00", ANN, ARUN, MAYA) == []


def test_whose_clock_drifts_against_the_groups_is_told_the_new_hour():
    sentences = said("2026-10-29T15:00", ANN, MAYA, ARUN, before=utc("2026-10-22T14:00"))

    assert sentences == [
        "From here on 11:00 am (New York) for Maya: clocks there change on another day.",
        "From here on 8:30 pm (Kolkata) for Arun: clocks there change on another day.",
    ]


def test_an_hour_that_clocks_skip_is_said_with_the_one_it_becomes():
    sentences = said("2027-03-28T01:30", Peer("Lea", "Europe/Berlin"), zone="Europe/Berlin", asked=time(2, 30))

    assert sentences[0] == "Clocks skip 2:30 am that night: it begins at 3:30 am."


def test_what_is_odd_on_every_date_is_found_once():
    dates = [utc("2026-11-19T18:00") + timedelta(weeks=20 * n, hours=-n) for n in range(2)]
    found = [remarks(date, 90, "Europe/London", [ARUN, ANN], holiday) for date in dates]

    [everywhere] = always(found)
    assert remark(everywhere, "Europe/London")["text"] == "11:30 pm or 10:30 pm (Kolkata) for Arun."
