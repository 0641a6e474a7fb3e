"""Does whoever's hour moves with a clock change hear of it, and nobody else?"""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.drift import drift
from meetings.tests.makers import utc
from peergroups.kit.wallclock import instant

LONDON, BERLIN, NEW_YORK, AUCKLAND = "Europe/London", "Europe/Berlin", "America/New_York", "Pacific/Auckland"
ROWS = {  # group, person, last meeting and this one: what the person's clock shows then and now, whose clocks changed
    "theirs": ("Asia/Kolkata", LONDON, "2026-10-22T17:00", "2026-10-29T18:00", "22:30 23:30", (False, True)),
    "yours": (LONDON, "Asia/Kolkata", "2026-10-22T12:00", "2026-10-29T12:00", "13:00 12:00", (True, False)),
    "both": (AUCKLAND, LONDON, "2026-09-24T17:00", "2026-10-29T18:00", "05:00 07:00", (True, True)),
    "yours, a week after theirs": (
        NEW_YORK,
        LONDON,
        "2026-10-29T18:00",
        "2026-11-05T18:00",
        "14:00 13:00",
        (True, False),
    ),
    "over midnight": (BERLIN, "Asia/Kolkata", "2026-10-22T22:00", "2026-10-29T22:00", "00:00 23:00", (True, False)),
    "all as one": (BERLIN, LONDON, "2026-10-22T17:00", "2026-10-29T18:00", None, None),
    "in the group's own zone": (LONDON, LONDON, "2026-10-22T17:00", "2026-10-29T18:00", None, None),
    "no change": ("Asia/Kolkata", LONDON, "2026-10-08T17:00", "2026-10-15T17:00", None, None),
    "another hour for all": ("Asia/Kolkata", LONDON, "2026-10-08T17:00", "2026-10-15T15:00", None, None),
    "another hour that makes up for it": ("Asia/Kolkata", LONDON, "2026-10-22T17:00", "2026-10-29T17:00", None, None),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_drift_is_a_clock_change_that_moves_somebodys_hour(row):
    zone, group_zone, before, at, shown, whose = row

    found = drift(utc(before), utc(at), zone=zone, group_zone=group_zone)

    assert (found and f"{found.before:%R} {found.at:%R}", found and (found.own, found.groups)) == (shown, whose)


def test_the_day_is_said_only_where_midnight_lies_between():
    told = {name: drift(utc(row[2]), utc(row[3]), zone=row[0], group_zone=row[1]) for name, row in ROWS.items()}

    assert [name for name, found in told.items() if found and found.another_day] == ["over midnight"]


zones = st.sampled_from([LONDON, BERLIN, NEW_YORK, AUCKLAND, "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia"])


@settings(max_examples=60)
@given(zones, zones, st.dates(utc("2026-01-01T00:00").date(), utc("2027-12-01T00:00").date()), st.times())
def test_an_hour_kept_by_the_group_drifts_where_the_own_clock_shows_another(zone, group_zone, day, at):
    at = at.replace(second=0, microsecond=0)
    before, then = (instant(on, at, group_zone) for on in (day, day + timedelta(weeks=4)))
    kept = len({moment.astimezone(ZoneInfo(group_zone)).time() for moment in (before, then)}) == 1
    differs = len({moment.astimezone(ZoneInfo(zone)).time() for moment in (before, then)}) == 2

    found = drift(before, then, zone=zone, group_zone=group_zone)

    assert not kept or bool(found) == differs
