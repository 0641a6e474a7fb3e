"""May a commitment be made, moved, reworded and answered as its owner needs, and by nobody else?"""

from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from django.db import ProgrammingError

from accountability.models import CarriedOver, Commitment, DayTooEarly, FollowUp, NotChangeable, NotToCarry, commit
from accountability.reading import open_before
from accountability.tests.makers import NOON, THURSDAY, make_commitment, make_follow_up
from groups import wall
from groups.models import Words
from groups.tests.makers import make_group, make_member, make_person

pytestmark = pytest.mark.django_db
NEXT_MONTH = date(2026, 12, 24)
FRIDAY = THURSDAY + timedelta(days=1)


def words_seen_by(person):
    with wall.as_person(person):
        return [commitment.words.answers["what"] for commitment in Commitment.objects.visible_to(person).worded()]


def test_a_commitment_keeps_its_four_answers(group, priya):
    made = make_commitment(group, priya, "Call Ann", how_known="She has an offer", first_step="If it is nine, I ring")

    assert (made.due_on, made.dated_on, made.words.answers) == (
        THURSDAY,
        date(2026, 11, 24),
        {"what": "Call Ann", "how_known": "She has an offer", "first_step": "If it is nine, I ring"},
    )


def test_the_group_reads_it_and_nobody_else(group, priya):
    arun, leo = make_member(group, "Arun Rao"), make_member(make_group("Quay", programme=group.programme), "Leo Hart")
    group.programme.admins.add(nadia := make_person("Nadia Haddad"))
    make_commitment(group, priya, "Call Ann")

    assert [words_seen_by(person) for person in (priya, arun, leo, nadia)] == [["Call Ann"], ["Call Ann"], [], []]


def test_a_question_planned_once_is_judged_anew_by_who_asks(group, priya):
    leo = make_member(make_group("Quay", programme=group.programme), "Leo Hart")
    make_commitment(group, priya, "Call Ann")

    seen = [commitments_before_friday(person, group) for person in (priya, leo, priya, None)]

    assert seen == [["Call Ann"], [], ["Call Ann"], []]


def commitments_before_friday(person, group):
    with wall.as_person(person) if person else nullcontext():
        found = open_before(group.pk, NOON + timedelta(days=3))
        return [commitment.words.answers["what"] for commitment in found]


def test_a_former_member_reads_it_no_more(group, priya):
    arun = make_member(group, "Arun Rao")
    make_commitment(group, priya)

    group.membership_of(arun).leave(now=NOON)

    assert words_seen_by(arun) == []


def test_tomorrow_is_the_earliest_day(group, priya):
    with pytest.raises(DayTooEarly):
        make_commitment(group, priya, due_on=NOON.date())


def test_today_is_the_owners_own(group):
    late_on_monday = datetime(2026, 11, 24, 5, tzinfo=UTC)
    kai = make_member(group, "Kai Akana", time_zone="Pacific/Honolulu")

    assert make_commitment(group, kai, due_on=date(2026, 11, 24), now=late_on_monday).dated_on == date(2026, 11, 23)


def test_another_day_is_dated_anew(group, priya):
    commitment = make_commitment(group, priya)

    commitment.reschedule(FRIDAY, now=NOON + timedelta(days=1))

    commitment.refresh_from_db()
    assert (commitment.due_on, commitment.dated_on) == (FRIDAY, date(2026, 11, 25))


def test_the_same_day_changes_nothing(group, priya):
    commitment = make_commitment(group, priya)

    commitment.reschedule(THURSDAY, now=NOON + timedelta(days=10))

    assert commitment.dated_on == date(2026, 11, 24)


@pytest.mark.parametrize(("days", "changeable"), [(0, True), (1, True), (2, False), (3, False)])
def test_it_changes_until_the_day_before(group, priya, days, changeable):
    assert make_commitment(group, priya).is_changeable(NOON + timedelta(days=days)) is changeable


def test_on_the_day_it_stays_as_it_was_said(group, priya):
    commitment = make_commitment(group, priya)

    with pytest.raises(NotChangeable):
        commitment.reschedule(FRIDAY, now=NOON + timedelta(days=2))


@pytest.mark.parametrize(
    ("outcome", "goes_on"), [("done", False), ("changed", False), ("partly", True), ("not_yet", True)]
)
def test_afterwards_it_carries_over_once_its_owner_spoke(group, priya, outcome, goes_on):
    commitment = make_commitment(group, priya)
    make_follow_up(commitment, outcome)

    assert (commitment.is_to_carry, commitment.is_changeable(NOON)) == (goes_on, False)


def test_carried_over_it_stays_as_it_was_said_and_the_new_one_stands_for_it(group, priya):
    commitment = make_commitment(group, priya, "Call all customers")
    make_follow_up(commitment, "partly", "Two were away")

    smaller = carry(commitment, "Call the two who were away")

    assert [smaller.follows, smaller.times_carried, smaller.due_on] == [commitment, 1, NEXT_MONTH]
    with wall.as_person(priya):
        assert [commitment.words.answers["what"], commitment.said.line] == ["Call all customers", "Two were away"]
    assert Commitment.objects.open().get() == smaller


def test_it_is_carried_over_to_the_same_readers(group, priya):
    commitment = make_commitment(group, priya, audience="me")
    make_follow_up(commitment, "not_yet")

    assert carry(commitment).words.audience == "me"


def test_where_its_one_reader_has_left_the_line_and_the_new_one_are_its_owners_alone(group, priya):
    arun = make_member(group, "Arun Rao")
    commitment = make_commitment(group, priya, audience="reader", reader=arun)
    group.membership_of(arun).leave(now=NOON)

    said = make_follow_up(commitment, "not_yet", "A full week")

    assert [said.words.audience, carry(commitment).words.audience] == ["me", "me"]


def test_it_is_carried_over_once_and_only_when_its_owner_said_that_it_goes_on(group, priya):
    silent, done, twice = (make_commitment(group, priya) for _time in range(3))
    make_follow_up(done, "done")
    make_follow_up(twice, "not_yet")
    carry(twice)

    for commitment in (silent, done, twice):
        with pytest.raises(NotToCarry):
            carry(commitment)


def test_what_was_carried_over_is_answered_no_more(group, priya):
    commitment = make_commitment(group, priya)
    make_follow_up(commitment, "not_yet")
    carry(commitment)

    for verb in (commitment.take_back, partial(make_follow_up, commitment, "done")):
        with pytest.raises(CarriedOver):
            verb()


def carry(commitment, what="Call three old customers"):
    with wall.as_person(commitment.person):
        return commitment.carry_over(what=what, due_on=NEXT_MONTH, now=NOON + timedelta(days=9))


def test_it_is_said_better(group, priya):
    commitment = make_commitment(group, priya, "Call all customers")

    with wall.as_person(priya):
        commitment.reword(what="Call Ann", now=NOON)

    assert words_seen_by(priya) == ["Call Ann"]


def test_a_fellow_member_cannot_reword_it(group, priya):
    arun, commitment = make_member(group, "Arun Rao"), make_commitment(group, priya)

    with pytest.raises(Exception, match="did not affect any rows"), wall.as_person(arun):
        commitment.reword(what="Something else", now=NOON)


def test_nobody_commits_in_anothers_name(group, priya):
    arun = make_member(group, "Arun Rao")

    with pytest.raises(ProgrammingError, match="row-level security"), wall.as_person(arun):
        commit(group, priya, what="Give up", due_on=THURSDAY, now=NOON)


@pytest.mark.parametrize(
    ("outcome", "is_open"), [("done", False), ("changed", False), ("partly", True), ("not_yet", True)]
)
def test_done_and_changed_settle_it(group, priya, outcome, is_open):
    commitment = make_commitment(group, priya)

    make_follow_up(commitment, outcome)

    assert (commitment.is_open, Commitment.objects.open().exists()) == (is_open, is_open)


def test_saying_it_again_replaces_the_earlier(group, priya):
    commitment = make_commitment(group, priya)
    make_follow_up(commitment, "not_yet", "Ann is away")
    make_follow_up(commitment, "done", "She is back", now=NOON + timedelta(hours=1))

    with wall.as_person(priya):
        assert [(said.outcome, said.line) for said in FollowUp.objects.select_related("words")] == [
            ("done", "She is back")
        ]


def test_a_line_taken_out_is_gone(group, priya):
    commitment = make_commitment(group, priya)
    make_follow_up(commitment, "not_yet", "Ann is away")

    make_follow_up(commitment, "not_yet", "")

    with wall.as_person(priya):
        assert Words.objects.count() == 1


def test_a_word_taken_back_was_never_said(group, priya):
    commitment = make_commitment(group, priya)
    make_follow_up(commitment, "done", "Rang her")

    with wall.as_person(priya):
        commitment.take_back()
        commitment.take_back()
        assert (commitment.is_open, FollowUp.objects.count(), Words.objects.count()) == (True, 0, 1)


def test_nobody_asks_after_those_who_left(group, priya):
    make_commitment(group, priya)
    group.membership_of(priya).leave(now=NOON)

    assert list(Commitment.objects.of_members()) == []
