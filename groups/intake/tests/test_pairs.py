"""Is every contradiction among pairs found, and nothing that can hold?"""

from hypothesis import given
from hypothesis import strategies as st

from groups.intake.pairs import contradictions, pair, too_many

PAIRS = st.sets(
    st.tuples(st.integers(1, 9), st.integers(1, 9)).filter(lambda two: two[0] != two[1]).map(lambda two: pair(*two)),
    max_size=12,
)


def test_a_pair_is_the_same_whichever_was_said_first():
    assert pair(7, 3) == pair(3, 7)


def test_apart_and_together_at_once_is_told():
    assert [clash.chain for clash in contradictions({(1, 2)}, {(1, 2)})] == [(1, 2)]


def test_apart_across_a_chain_is_told_with_the_chain():
    (clash,) = contradictions({(1, 4)}, {(1, 2), (2, 3), (3, 4)})

    assert (clash.chain, clash.is_direct) == ((1, 2, 3, 4), False)


def test_a_pair_apart_from_a_chain_is_none():
    assert contradictions({(1, 9)}, {(1, 2), (2, 3)}) == []


def test_more_than_fit_into_a_group_are_told():
    assert too_many({(1, 2), (2, 3), (3, 4), (8, 9)}, 3) == [[1, 2, 3, 4]]


@given(PAIRS, PAIRS)
def test_it_contradicts_exactly_where_those_together_reach_those_apart(apart, together):
    reached = {person: {person} for two in apart | together for person in two}
    for _round in reached:
        for one, other in together:
            reached[one] = reached[other] = reached[one] | reached[other]
            for person in reached[one]:
                reached[person] = reached[one]

    told = {clash.apart for clash in contradictions(apart, together)}

    assert told == {two for two in apart if two[1] in reached[two[0]]}


@given(PAIRS, PAIRS)
def test_each_chain_walks_along_pairs_kept_together(apart, together):
    for clash in contradictions(apart, together):
        assert {pair(*step) for step in zip(clash.chain, clash.chain[1:], strict=False)} <= together
        assert (clash.chain[0], clash.chain[-1]) == clash.apart
