"""Does a chain of commitments read as one story, and does nothing go on for ever unnoticed?"""

from datetime import timedelta

import pytest

from accountability.models import Commitment, commit
from accountability.tests.makers import NOON, make_commitment, make_follow_up
from accountability.tests.pages import MINE, address, kept, page_of, typed
from groups import wall
from groups.tests.makers import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday_noon")]
SMALLER = "Call the two who were away"


def carried(client, commitment, what="Call all customers"):
    """Say that it goes on, carry it over on its page, and return the new one."""
    make_follow_up(commitment, "not_yet", "A full week")
    answer = client.post(address("carry", commitment), typed(what=what, due_on="2026-12-24"))
    assert answer.status_code == 302
    return commitment.followed_by.get()


def test_what_was_carried_over_reads_as_one_story(client, group, priya):
    last = carried(client, carried(client, make_commitment(group, priya, "Call everybody")), SMALLER)

    told = page_of(client.get(address("story", last)))

    places = [told.index(text) for text in ("Call everybody", "A full week", "Call all customers", SMALLER)]
    assert places == sorted(places)
    assert "carried over twice" in page_of(client.get(MINE))


def test_the_group_reads_the_story_but_not_what_is_private(client, group, priya):
    first = make_commitment(group, priya, "Call everybody", audience="me")
    last = carried(client, first, SMALLER)
    with wall.as_person(priya):
        last.words.share("group")
    client.force_login(make_member(group, "Arun Rao"))

    told = page_of(client.get(address("story", last)))

    assert (SMALLER in told, "Call everybody" in told) == (True, False)


def test_the_third_time_asks_what_would_help(client, group, priya):
    last = carried(client, carried(client, make_commitment(group, priya)))
    make_follow_up(last, "not_yet")

    asked = page_of(client.get(address("carry", last)))

    assert all(way in asked for way in ("Make it smaller", "Let it go", "Ask for a hot seat"))
    assert 'name="what"' in page_of(client.get(f"{address('carry', last)}?smaller"))


def test_only_what_goes_on_is_carried_over(client, group, priya):
    commitment = make_commitment(group, priya)
    make_follow_up(commitment, "done")

    answer = client.post(address("carry", commitment), typed(), follow=True)

    assert "Only what you said goes on" in page_of(answer)
    assert Commitment.objects.count() == 1


def test_an_answer_that_comes_after_it_was_carried_over_says_so(client, group, priya):
    commitment = make_commitment(group, priya)
    carried(client, commitment)

    answer = client.post(address("follow_up", commitment), {"outcome": "done"}, follow=True)

    assert "You carried it over meanwhile" in page_of(answer)


def test_a_test_that_failed_is_done_and_leads_to_the_next(client, group, priya):
    client.post(f"{MINE}add/?test", typed(belief="They would pay for a weekly plan", what="Ask three of them"))
    tested = Commitment.objects.get()
    make_follow_up(tested, "done", "None of them would")

    client.post(address("go_on", tested), typed(belief="They would pay for a yearly plan", what="Ask three more"))

    told = page_of(client.get(address("story", tested.followed_by.get())))
    places = [told.index(text) for text in ("a weekly plan", "None of them would", "a yearly plan", "Ask three more")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("belief", "says"),
    [("", "How we will know: Two say yes"), ("They would pay for it", "What would show it: Two say yes")],
)
def test_a_commitment_says_how_it_will_be_known_and_a_test_what_would_show_it(client, group, priya, belief, says):
    commitment = make_commitment(group, priya, how_known="Two say yes", belief=belief)

    assert says in page_of(client.get(address("story", commitment)))


def test_a_test_says_what_is_believed(client, group, priya):
    answer = client.post(f"{MINE}add/?test", typed(what="Ask three of them"))

    assert answer.status_code == 422
    assert "Write what you believe." in page_of(answer)


def test_one_goes_on_from_what_is_settled(client, group, priya):
    answer = client.get(address("go_on", make_commitment(group, priya)), follow=True)

    assert "Say how it went first" in page_of(answer)


def test_what_is_vague_is_asked_about_once_and_kept_as_typed(client, group, priya):
    asked = page_of(client.post(f"{MINE}add/", typed(what="Try to call Ann")))

    assert "smallest part" in asked
    assert "Try to call Ann" in asked
    assert not Commitment.objects.exists()

    client.post(f"{MINE}add/", typed(what="Try to call Ann", as_it_is="1"))
    assert [what for what, _day in kept(priya)] == ["Try to call Ann"]


def test_ones_own_record_is_ones_own(client, group, priya):
    for outcome in ("done", "not_yet"):
        make_follow_up(make_commitment(group, priya), outcome)
    assert "What you said of your last ten" in page_of(client.get(MINE))

    client.force_login(make_member(group, "Arun Rao"))
    assert "your last ten" not in page_of(client.get(MINE))


@pytest.mark.parametrize("many", [1, 3])
def test_a_long_story_asks_no_more_often(client, group, priya, django_assert_max_num_queries, many):
    last = None
    with wall.as_person(priya):
        for number in range(many):
            due_on = NOON.date() + timedelta(days=9 + number)
            last = commit(group, priya, what="Ask them", due_on=due_on, now=NOON, follows=last)

    with django_assert_max_num_queries(11):
        client.get(address("story", last))
