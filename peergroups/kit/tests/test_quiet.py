"""Does quiet last as long as was wished, and end at an hour when nobody minds?"""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peergroups.kit.quiet import Quiet

ZONES = ["Europe/London", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati", "UTC"]


@pytest.mark.parametrize(
    ("quiet", "moment", "free"),
    [
        (Quiet(), "2026-11-26T19:59", "2026-11-26T19:59"),
        (Quiet(), "2026-11-26T20:00", "2026-11-27T07:00"),
        (Quiet(), "2026-11-27T06:59", "2026-11-27T07:00"),
        (Quiet(12, 14), "2026-11-26T13:30", "2026-11-26T14:00"),
        (Quiet(0, 0), "2026-11-26T03:00", "2026-11-26T03:00"),
        (Quiet(weekends=True), "2026-11-27T21:00", "2026-11-30T07:00"),
        (Quiet(0, 0, weekends=True), "2026-11-28T12:00", "2026-11-30T00:00"),
    ],
)
def test_quiet_ends_at_the_hour_that_was_wished(quiet, moment, free):
    moment, free = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (moment, free))

    assert quiet.over_at(moment, "Europe/London") == free


@settings(max_examples=60)
@given(
    st.builds(Quiet, st.integers(0, 23), st.integers(0, 23), st.booleans()),
    st.integers(0, 2 * 365 * 24 * 60).map(
        lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
    st.sampled_from(ZONES),
)
def test_whatever_was_wished_quiet_ends_within_days_and_not_in_the_midst_of_it(quiet, moment, zone):
    free = quiet.over_at(moment, zone)

    assert moment <= free < moment + timedelta(days=5)
    assert not quiet.holds(free, zone)
    assert free == moment or quiet.holds(moment, zone)
