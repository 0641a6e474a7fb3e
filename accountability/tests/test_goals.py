"""Can a member set one to three goals for a year, see what they did for each, and choose who reads it?"""

from datetime import date

import pytest
from django.urls import reverse

from accountability.models import Commitment, EnoughGoals, Goal, set_out
from accountability.tests.makers import NOON, make_commitment, make_follow_up
from accountability.tests.pages import MINE, address, page_of, typed
from groups import wall
from groups.tests.makers import make_group, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday_noon")]
PLAN, JUNE = "/commitments/plan/", date(2027, 6, 1)
SAID = "The labs have a contract"


def make_goal(group, person, goal=SAID, *, audience="group", due_on=JUNE, **said):
    with wall.as_person(person):
        return set_out(group, person, due_on=due_on, now=NOON, audience=audience, goal=goal, **said)


def filled(**changes):
    return {"goal": SAID, "due_on": "2027-06-01", "known": "", "people": "", "readers": "group"} | changes


def plans(client, group):
    return page_of(client.get(reverse("accountability:plans", args=[group.slug])))


def test_a_goal_stands_on_ones_plan_and_the_group_reads_it(client, group, priya):
    client.post(f"{PLAN}add/", filled(known="Two signatures", people="Somebody who has sold to hospitals"))

    assert all(said in page_of(client.get(PLAN)) for said in (SAID, "Two signatures", "sold to hospitals"))
    client.force_login(make_member(group, "Arun Rao"))
    assert SAID in plans(client, group)


def test_a_goal_for_oneself_is_not_there_for_the_group(client, group, priya):
    make_goal(group, priya, audience="me")
    client.force_login(make_member(group, "Arun Rao"))

    assert "Nobody lets this group read a goal yet." in plans(client, group)


def test_who_left_is_not_on_the_groups_page(client, group, priya):
    make_goal(group, priya)
    group.memberships.get(person=priya).leave(now=NOON)
    client.force_login(make_member(group, "Arun Rao"))

    assert SAID not in plans(client, group)


def test_a_fourth_goal_is_told_why_not_and_loses_nothing(client, group, priya):
    for number in range(3):
        make_goal(group, priya, f"Goal {number}")

    answer = client.post(f"{PLAN}add/", filled(goal="A fourth thing"))

    assert answer.status_code == 422
    assert "three are enough at a time. Close one of them first." in page_of(answer)
    assert "A fourth thing" in page_of(answer)
    assert Goal.objects.count() == 3


def test_what_is_closed_leaves_room_for_another(client, group, priya):
    goals = [make_goal(group, priya, f"Goal {number}") for number in range(3)]
    client.post(f"{PLAN}{goals[0].pk}/close/", {"came": "Reached in spring, with one lab."})

    make_goal(group, priya, "A fourth thing")

    assert "Reached in spring, with one lab." in page_of(client.get(PLAN))
    with pytest.raises(EnoughGoals):
        make_goal(group, priya, "A fifth thing")


def test_a_goal_is_closed_with_a_line_and_the_last_one_stands(client, group, priya):
    goal = make_goal(group, priya)
    refused = client.post(f"{PLAN}{goal.pk}/close/", {"came": " "})
    assert (refused.status_code, "Write a line on what came of it." in page_of(refused)) == (422, True)

    for came in ("Let go", "Let go: renting does it"):
        client.post(f"{PLAN}{goal.pk}/close/", {"came": came})

    with wall.as_person(priya):
        goal = Goal.objects.select_related("words").get()
    assert (goal.words.answers, goal.closed_at) == ({"goal": SAID, "came": "Let go: renting does it"}, NOON)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"goal": ""}, "Write what will be different."),
        ({"goal": "🎉" * 501}, "Say it in at most 500 characters."),
        ({"due_on": "2026-11-24"}, "Choose a day from tomorrow on."),
        ({"due_on": "2029-01-01"}, "Choose a day within a year, and smaller steps on the way."),
        ({"readers": "99"}, "Choose one of those in the list."),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_box(client, priya, changes, sentence):
    answer = client.post(f"{PLAN}add/", filled(people="A notary") | changes)

    assert (answer.status_code, Goal.objects.count()) == (422, 0)
    assert page_of(answer).count(sentence) == 2  # at the top and beside the box
    assert "A notary" in page_of(answer)


def test_words_and_readers_change_after_its_day_too(client, group, priya):
    goal = make_goal(group, priya, due_on=NOON.date())

    client.post(f"{PLAN}{goal.pk}/change/", filled(goal="Both labs", due_on="2026-11-24", readers="me"))

    assert all(said in page_of(client.get(PLAN)) for said in ("Both labs", "Its day has come", "Only you read this"))


def test_a_goal_shows_the_chain_of_commitments_made_for_it(client, group, priya):
    goal = make_goal(group, priya)
    client.post(f"{MINE}add/", typed(what="Call the first lab", goal=goal.pk))
    first = Commitment.objects.get()
    make_follow_up(first, "not_yet", "They were away")
    client.post(address("carry", first), typed(what="Write to the first lab", goal=goal.pk, due_on="2026-12-20"))
    make_commitment(group, priya, "Clean the van")

    told = page_of(client.get(PLAN))

    places = [told.index(said) for said in (SAID, "Call the first lab", "They were away", "Write to the first lab")]
    assert places == sorted(places)
    assert "Clean the van" not in told


def test_the_group_sees_in_a_chain_only_what_it_reads(client, group, priya):
    goal = make_goal(group, priya)
    make_commitment(group, priya, "Ask my brother for money", audience="me", goal=goal)
    client.force_login(make_member(group, "Arun Rao"))

    told = plans(client, group)

    assert ("Priya keeps this one private." in told, "Ask my brother" in told) == (True, False)


def test_changing_a_commitment_moves_it_to_a_goal_and_away(client, group, priya):
    goal, commitment = make_goal(group, priya), make_commitment(group, priya)

    for chosen, found in ((goal.pk, goal), ("", None)):
        client.post(address("change", commitment), typed(goal=chosen))
        commitment.refresh_from_db()
        assert commitment.goal == found


def test_a_commitment_hangs_on_no_goal_of_another_group(client, group, priya):
    quay = make_group("Quay", programme=group.programme)
    make_member(quay, person=priya)
    goal = make_goal(quay, priya)

    answer = client.post(f"{MINE}add/", typed(group=group.slug, goal=goal.pk))

    assert (answer.status_code, Commitment.objects.count()) == (422, 0)
    assert "This goal belongs to another of your groups." in page_of(answer)


@pytest.mark.parametrize("page", ["plan", "plans"])
def test_the_queries_do_not_grow_with_goals_or_steps(client, group, priya, django_assert_max_num_queries, page):
    url, counts = reverse(f"accountability:{page}", args=[group.slug] if page == "plans" else []), []
    for number in range(2):
        goal = make_goal(group, priya, f"Goal {number}")
        for _ in range(2):
            make_commitment(group, priya, goal=goal)
        with django_assert_max_num_queries(12) as queries:
            client.get(url)
        counts.append(len(queries))
        make_goal(group, make_member(group, f"Arun{number} Rao"))

    assert counts[0] == counts[1]
