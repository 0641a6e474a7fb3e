"""Do the rules hold for whatever people commit to, move and say: seldom, by day, and never after they have spoken?"""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from accountability import rules
from accountability.rules import AFTER, DUE, HALFWAY, Held, Known, Sent
from peergroups.kit.quiet import Quiet
from peergroups.kit.wallclock import local

BEGIN = date(2027, 3, 1)  # clocks change on the way
HOURS = timedelta(hours=3)

held = st.builds(
    Held,
    st.sampled_from(["Europe/London", "America/New_York", "Australia/Lord_Howe"]),
    st.integers(6, 21),
    st.booleans(),
    st.builds(Quiet, st.integers(17, 23), st.integers(5, 11), st.booleans()),
)
days = st.tuples(st.integers(0, 10), st.integers(1, 25), st.one_of(st.none(), st.integers(0, 40)))


def lived(held, commitments):
    """Go through forty days by the rules, with one mail for all that falls together; return what was asked when."""
    sent, mails, now = [[] for _ in commitments], [], datetime(2027, 3, 1, tzinfo=UTC)
    while now < datetime(2027, 4, 10, tzinfo=UTC):
        due = [n for n, one in enumerate(commitments) if asked_now(one, held, sent[n], now)]
        if due and not rules.had_enough(mails, now):
            mails.append(now)
            for n in due:
                nudge = asked_now(commitments[n], held, sent[n], now)
                sent[n].append(Sent(nudge.kind, commitments[n].due_on, now))
        now += HOURS
    return sent, mails


def asked_now(commitment, held, sent, now):
    if now.date() <= commitment.dated_on:
        return None
    known = Known(commitment.dated_on, commitment.due_on, commitment.said_at if heard(commitment, now) else None)
    return rules.due_nudge(known, held, sent, now)


def heard(commitment, now):
    return commitment.said_at is not None and commitment.said_at <= now


def made(start, length, said):
    dated_on = BEGIN + timedelta(days=start)
    said_at = said is not None and datetime(2027, 3, 2, 12, tzinfo=UTC) + timedelta(days=start + said)
    return Known(dated_on, dated_on + timedelta(days=length), said_at or None)


@settings(max_examples=20)
@given(held, st.lists(days, min_size=1, max_size=4))
def test_nobody_is_asked_more_often_than_twice_about_one_and_three_times_a_week(held, commitments):
    commitments = [made(*one) for one in commitments]

    sent, mails = lived(held, commitments)

    assert max(len(asked) for asked in sent) <= 2
    assert all(max(Counter(one.kind for one in asked).values(), default=0) <= 1 for asked in sent)
    assert max((sum(at - timedelta(days=7) < other <= at for other in mails) for at in mails), default=0) <= 3
    assert [at for at in mails if held.quiet.holds(at, held.zone)] == []


@settings(max_examples=25)
@given(held, days)
def test_whoever_spoke_on_the_day_or_later_hears_no_more(held, known):
    known = made(*known)
    sent, _mails = lived(held, [known])

    late = [one for one in sent[0] if known.said_at and one.at > known.said_at]
    assert [one.kind for one in late if local(known.said_at, held.zone).date() >= known.due_on] == []


def at(day, hour=9):
    return datetime(2027, 3, day, hour, tzinfo=UTC)


def kinds(known, *sent):
    """Say which question is asked at noon of each day of March, in the order in which they come."""
    asked = list(sent)
    for day in range(1, 32):
        if nudge := rules.due_nudge(known, Held("UTC"), asked, at(day, 12)):
            asked.append(Sent(nudge.kind, known.due_on, at(day, 12)))
    return [(one.kind, one.at.day) for one in asked[len(sent) :]]


def test_a_long_way_is_asked_about_halfway_and_on_the_day_and_no_more():
    assert kinds(Known(date(2027, 3, 1), date(2027, 3, 15))) == [(HALFWAY, 8), (DUE, 15)]


def test_a_short_way_is_asked_about_on_the_day_and_once_afterwards():
    assert kinds(Known(date(2027, 3, 1), date(2027, 3, 3))) == [(DUE, 3), (AFTER, 5)]


def test_whoever_moves_the_day_after_being_asked_halfway_is_asked_on_the_new_day_alone():
    asked = Sent(HALFWAY, date(2027, 3, 9), at(5))

    assert kinds(Known(date(2027, 3, 6), date(2027, 3, 20)), asked) == [(DUE, 20)]
