"""Do the pictures show one's own year to oneself, and of a group only sums from which nobody can be read?"""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from accountability.charts import Step, may_be_summed, twelve, year
from accountability.tests.makers import NOON, make_commitment, make_follow_up
from accountability.tests.pages import page_of
from groups.tests.makers import make_member

OCTOBER = datetime(2026, 10, 1, 12, tzinfo=UTC)


def october(group, *outcomes):
    """Let one member for each outcome say how it went in October; return them."""
    people = [make_member(group, f"Member{number} Of") for number, _ in enumerate(outcomes)]
    for person, outcome in zip(people, outcomes, strict=True):
        said(group, person, outcome)
    return people


def said(group, person, outcome, now=OCTOBER):
    made = make_commitment(group, person, due_on=(now + timedelta(days=9)).date(), now=now)
    make_follow_up(made, outcome, now=now)


def bars(client, group):
    shown = client.get(reverse("accountability:months", args=[group.slug])).context["months"].bars
    return {bar.month: dict(bar.sums) for bar in shown if bar.sums}


@pytest.mark.django_db
@pytest.mark.usefixtures("tuesday_noon")
class TestTheGroupsMonths:
    def test_four_people_and_more_are_summed_up(self, client, group, priya):
        october(group, "done", "done", "partly", "not_yet", "changed")

        assert bars(client, group) == {date(2026, 10, 1): {"done": 2, "partly": 1, "not_yet": 1}}

    @pytest.mark.parametrize(
        "outcomes",
        [
            ("done", "partly", "not_yet"),
            ("not_yet",) * 5,
            ("done", "not_yet", "not_yet", "not_yet"),
            ("done", "partly", "not_yet", "changed"),
        ],
        ids=["three people", "all said the same", "all the others said the same", "a fourth only changed"],
    )
    def test_a_month_from_which_somebody_could_be_read_is_not_there(self, client, group, priya, outcomes):
        october(group, *outcomes)

        assert bars(client, group) == {}

    def test_the_month_that_runs_is_not_there_yet(self, client, group, priya):
        for number, outcome in enumerate(("done", "done", "partly", "not_yet")):
            said(group, make_member(group, f"Member{number} Of"), outcome, now=NOON - timedelta(days=15))

        assert bars(client, group) == {}

    def test_who_leaves_changes_no_number(self, client, group, priya):
        people = october(group, "done", "done", "partly", "not_yet", "not_yet")
        before = bars(client, group)

        group.memberships.get(person=people[0]).leave(now=NOON)

        assert bars(client, group) == before != {}

    def test_a_group_of_three_has_no_sums_any_more(self, client, group, priya):
        for person in october(group, "done", "done", "partly", "not_yet")[:2]:
            group.memberships.get(person=person).leave(now=NOON)

        assert bars(client, group) == {}

    def test_the_table_says_what_the_picture_shows(self, client, group, priya):
        october(group, "done", "done", "partly", "not_yet")

        page = page_of(client.get(reverse("accountability:months", args=[group.slug])))

        assert ("October 2026" in page, page.count("<rect x="), "style=" in page) == (True, 3, False)


@pytest.mark.django_db
@pytest.mark.usefixtures("tuesday_noon")
@pytest.mark.parametrize("many", [1, 3])
def test_ones_year_is_drawn_and_listed_for_oneself(client, group, priya, django_assert_max_num_queries, many):
    for _ in range(many):
        make_follow_up(make_commitment(group, priya, "Ring the labs"), "partly")
    make_commitment(group, make_member(group, "Arun Rao"), "Somebody else’s")

    with django_assert_max_num_queries(9):
        page = page_of(client.get(reverse("accountability:year")))

    assert (page.count("<circle"), page.count("Ring the labs"), "Somebody else" in page) == (many, many, False)


# The pure rules -------------------------------------------------------------------------------------------


def test_what_followed_stands_on_one_line_and_all_within_the_picture():
    days = [date(2025, 1, 1), date(2026, 9, 1), date(2026, 10, 1), date(2028, 1, 1)]
    steps = [Step(n, n - 1 if n > 1 else None, days[n - 1], day) for n, day in enumerate(days[1:], start=1)]

    drawn = year([*steps, Step(9, None, days[1], days[2], "done")], date(2026, 11, 22))

    assert [[mark.key for mark in chain.marks] for chain in drawn.chains] == [[1, 2, 3], [9]]
    assert all(0 <= mark.begins <= mark.x <= drawn.width for chain in drawn.chains for mark in chain.marks)


@settings(max_examples=60)
@given(st.dictionaries(st.integers(1, 7), st.lists(st.sampled_from(["done", "partly", "not_yet"]), min_size=1)))
def test_nobody_who_takes_out_their_own_words_can_tell_what_the_others_said(said):
    people = {person: Counter(outcomes) for person, outcomes in said.items()}

    if may_be_summed(people):
        rests = [[one for other in said if other != person for one in said[other]] for person in said]
        assert len(said) >= 4
        assert all(len(set(rest)) > 1 for rest in rests)


def test_months_follow_one_another_over_the_year():
    months = twelve(date(2026, 11, 22), ahead=1)

    assert (len(months), months[0], months[-1]) == (12, date(2026, 1, 1), date(2026, 12, 1))
    assert twelve(date(2026, 1, 31), ahead=-1)[-2:] == [date(2025, 11, 1), date(2025, 12, 1)]
