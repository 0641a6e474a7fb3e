"""Do the clock, the projected end and the ways out of being late add up?"""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from meetings.agenda import SHAPES
from meetings.live.timing import CLOSING, NOTHING, Span, ends, first_to_drop, minutes_behind, shorter, used, won

NINE = datetime(2026, 12, 3, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
lengths = st.integers(0, 60).map(lambda n: n * MINUTE)
spans = st.builds(Span, st.sampled_from(sorted(SHAPES)), lengths, lengths, st.booleans())


def test_what_runs_uses_time_and_what_stands_still_uses_none():
    assert used(5 * MINUTE, NINE, NINE + 3 * MINUTE) == 8 * MINUTE
    assert used(5 * MINUTE, None, NINE + 3 * MINUTE) == 5 * MINUTE
    assert used(5 * MINUTE, NINE, NINE - MINUTE) == 5 * MINUTE


def test_the_end_is_now_and_what_is_left():
    ahead = [
        Span("close", 4 * MINUTE),
        Span("needs", 7 * MINUTE, is_over=True),
        Span("updates", 6 * MINUTE, 2 * MINUTE),
    ]

    assert ends(Span("hot_seat", 30 * MINUTE, 10 * MINUTE), ahead, NINE) == NINE + 28 * MINUTE
    assert ends(Span("hot_seat", 30 * MINUTE, 45 * MINUTE), ahead, NINE) == NINE + 8 * MINUTE
    assert ends(None, [], NINE) == NINE


def test_a_minute_is_not_worth_a_word():
    assert minutes_behind(NINE + MINUTE, NINE) == 0
    assert minutes_behind(NINE + 150 * timedelta(seconds=1), NINE) == 2
    assert minutes_behind(NINE - 9 * MINUTE, NINE) == 0


@given(st.lists(spans, max_size=8), lengths, st.integers(1, 8))
def test_only_the_close_gives_no_more_than_is_missing_and_nothing_under_its_floor(ahead, late, people):
    given_up = shorter(ahead, late, people)

    assert NOTHING <= won(ahead, given_up) <= late
    for span, length in zip(ahead, given_up, strict=True):
        if span.kind not in CLOSING or span.is_over:
            assert length == span.length
        else:
            least = max(SHAPES[span.kind].least(people) * MINUTE, span.used)
            assert min(span.length, least) <= length <= span.length


def test_of_what_a_group_could_do_without_the_lightest_goes_first():
    ahead = [Span("hot_seat", 30 * MINUTE), Span("needs", 7 * MINUTE), Span("break", 5 * MINUTE), Span("close", MINUTE)]

    assert first_to_drop(ahead) == 2
    assert first_to_drop(ahead[:1] + ahead[3:]) is None
