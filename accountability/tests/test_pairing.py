"""Has each exactly one buddy and is one for exactly one, and has everybody had everybody once all turns are over?"""

from hypothesis import given
from hypothesis import strategies as st

from accountability.pairing import paired

circles = st.lists(st.integers(), unique=True, min_size=2, max_size=8)


@given(circles, st.integers(min_value=0, max_value=1000))
def test_each_has_one_other_and_is_one_for_one(circle, turn):
    found = paired(circle, turn)

    assert sorted(found) == sorted(found.values()) == sorted(circle)
    assert [who for who, buddy in found.items() if who == buddy] == []


@given(circles, st.integers(min_value=0, max_value=1000))
def test_one_has_everybody_before_anybody_again(circle, turn):
    turns = [paired(circle, turn + n) for n in range(len(circle) - 1)]

    for who in circle:
        assert sorted(found[who] for found in turns) == sorted(set(circle) - {who})


def test_alone_there_is_nobody():
    assert (paired([], 0), paired([7], 3)) == ({}, {})
