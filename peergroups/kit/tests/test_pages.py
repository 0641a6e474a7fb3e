"""Is what a button sends read as a number, and is anything else the number of no row?"""

import pytest

from peergroups.kit.pages import number


@pytest.mark.parametrize(
    ("text", "read"),
    [("12", 12), ("9" * 18, 10**18 - 1), ("9" * 19, 0), ("", 0), ("-1", 0), ("1.5", 0), ("²", 0), ("٣", 0), ("up", 0)],
)
def test_a_number_is_read_and_all_else_is_none(text, read):
    assert number(text) == read
