"""Does the queue for the hot seat stay fair over a year, whoever is away, jumps or joins late?"""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.rotation import Out, Peer, jumped, queue

JANUARY = date(2026, 1, 15)
MONTHS = [JANUARY + timedelta(days=30 * month) for month in range(12)]
BEFORE = JANUARY - timedelta(days=60)


@dataclass
class Year:
    """Twelve meetings of a group, with the seats as the ledger gives them."""

    people: int
    per_meeting: int = 1
    away: set = field(default_factory=set)  # (month, person)
    declined: set = field(default_factory=set)
    asked: set = field(default_factory=set)
    seats: dict = field(default_factory=dict)
    passed_over: list = field(default_factory=list)  # those there with fewer, when somebody was given one

    def run(self):
        self.seats = {person: [] for person in range(self.people)}
        for month, day in enumerate(MONTHS):
            for _seat in range(self.per_meeting):
                self.give(month, day)
        return self

    def give(self, month, day):
        first = queue([self.peer(person, month) for person in self.seats], MONTHS[:month], day)[0]
        if first.peer.out is None:
            chosen = first.peer.person
            there = [person for person in self.seats if self.peer(person, month).out is None]
            self.passed_over += [p for p in there if len(self.seats[p]) < len(self.seats[chosen])]
            self.seats[chosen].append(day)

    def peer(self, person, month):
        out = Out.SEATED if MONTHS[month] in self.seats[person] else None
        out = Out.CANT if (month, person) in self.away else out
        out = Out.PASSED if (month, person) in self.declined else out
        missed = tuple(MONTHS[m] for m, p in self.away if p == person and m < month)
        asked = JANUARY if (month, person) in self.asked else None
        return Peer(person, BEFORE, tuple(self.seats[person]), missed=missed, asked_on=asked, out=out)

    def counts(self):
        return sorted(len(days) for days in self.seats.values())


def some(people, months=12, most=8):
    return st.sets(st.tuples(st.integers(0, months - 1), st.integers(0, people - 1)), max_size=most)


@pytest.mark.parametrize("per_meeting", [1, 2])
@pytest.mark.parametrize("people", [5, 6, 7])
@settings(max_examples=60)
@given(data=st.data())
def test_over_twelve_months_with_absences_seats_differ_by_one_at_most(people, per_meeting, data):
    """Everybody is there at the last two meetings: who was away when the year ends has their turn in the next."""
    year = Year(people, per_meeting, away=data.draw(some(people, months=10)), asked=data.draw(some(people))).run()

    least, *_rest, most = year.counts()
    assert most - least <= 1
    assert sum(year.counts()) <= 12 * per_meeting


@settings(max_examples=60)
@given(away=some(6, most=30), declined=some(6, most=10))
def test_nobody_who_is_there_and_wants_one_is_passed_over_by_somebody_who_had_more(away, declined):
    assert Year(6, 2, away=away, declined=declined).run().passed_over == []


def test_who_declines_all_year_has_none_and_the_others_differ_by_one():
    year = Year(6, declined={(month, 0) for month in range(12)}).run()

    assert year.counts() == [0, 2, 2, 2, 3, 3]


def order(*peers, on=MONTHS[6]):
    return [turn.peer.person for turn in queue(peers, MONTHS[:6], on)]


def test_of_equals_who_stood_back_comes_first_then_who_asked_then_who_waited_longest():
    waited = Peer(1, BEFORE, (MONTHS[0],))
    asked = Peer(2, BEFORE, (MONTHS[3],), asked_on=MONTHS[5])
    stood_back = Peer(3, BEFORE, (MONTHS[4],), stood_back=(MONTHS[5],))
    had_two = Peer(4, BEFORE, (MONTHS[1], MONTHS[2]), asked_on=MONTHS[5])

    assert order(had_two, waited, asked, stood_back) == [3, 2, 1, 4]


def test_who_joins_late_begins_beside_those_who_had_the_fewest():
    old = [Peer(1, BEFORE, (MONTHS[0], MONTHS[3])), Peer(2, BEFORE, (MONTHS[1],))]
    new = Peer(3, MONTHS[4])

    assert [(turn.peer.person, turn.seats) for turn in queue([*old, new], MONTHS[:6], MONTHS[6])] == [
        (2, 1),
        (3, 1),
        (1, 2),
    ]


def test_who_is_out_of_one_meeting_stands_last():
    turns = queue([Peer(1, BEFORE, out=Out.PASSED), Peer(2, BEFORE, (MONTHS[5],))], MONTHS[:6], MONTHS[6])

    assert [(turn.peer.person, turn.peer.out) for turn in turns] == [(2, None), (1, Out.PASSED)]


def test_a_jump_names_all_who_stand_back_and_nobody_who_is_out():
    peers = [Peer(1, BEFORE), Peer(2, BEFORE, out=Out.CANT), Peer(3, BEFORE, (MONTHS[1],)), Peer(4, BEFORE, MONTHS[:2])]
    turns = queue(peers, MONTHS[:6], MONTHS[6])

    assert (jumped(turns, 4), jumped(turns, 1)) == ([1, 3], [])


def test_it_tells_waits_and_absences_since_the_last_seat_apart():
    peer = Peer(1, BEFORE, (MONTHS[1],), missed=(MONTHS[0], MONTHS[3]), passed=(MONTHS[4],))

    [turn] = queue([peer], MONTHS[:6], MONTHS[6])

    assert (turn.waits, turn.missed, turn.passed) == (3, 1, 1)
