"""Can a goal, a wish how to be held, or a look back be made of words that are somebody else's, or of another room?"""

import pytest
from django.db import IntegrityError

from accountability import holding
from accountability.models import Commitment, Goal, Holding, look_backs, read_backs, set_out
from accountability.tests.makers import NOON, THURSDAY, make_commitment, make_meeting
from groups import wall
from groups.tests.makers import make_group, make_member
from groups.words import write
from meetings.tests.makers import make_seat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday_noon")]


def refused(why="words of its own person and group"):
    return pytest.raises(IntegrityError, match=why)


@pytest.fixture
def arun(group):
    return make_member(group, "Arun Rao")


@pytest.fixture
def quay(group, priya):
    quay = make_group("Quay", programme=group.programme)
    make_member(quay, person=priya)
    return quay


def make_goal(group, person):
    with wall.as_person(person):
        return set_out(group, person, due_on=THURSDAY, now=NOON, audience="group", goal="A contract")


def make_holding(group, person):
    with wall.as_person(person):
        return holding.hold_me(group.membership_of(person), now=NOON, avoid="Do not ring me at work")


def make_look_back(group, person):
    seat = make_seat(make_meeting(group), person)
    with wall.as_person(person):
        return look_backs.say(read_backs.keep(seat, now=NOON, heard="Ask"), 1, went="done", line="", now=NOON)


@pytest.fixture(params=["of somebody else", "of another group"])
def words(request, group, arun, priya, quay):
    """What Priya can read, and what is not her own here."""
    room, author = (group, arun) if request.param == "of somebody else" else (quay, priya)
    with wall.as_person(author):
        return write(room, author, now=NOON, goal="Mine")


@pytest.mark.parametrize("make", [make_goal, make_holding, make_look_back])
def test_what_is_there_takes_none_in(group, priya, words, make):
    mine = make(group, priya)

    with refused(), wall.as_person(priya):
        type(mine).objects.filter(pk=mine.pk).update(words=words)


def test_nothing_new_is_made_of_them(group, priya, words):
    place = group.membership_of(priya)
    for new in (
        Goal(group=group, person=priya, words=words, begun_at=NOON, due_on=THURSDAY),
        Holding(place=place, words=words, chosen_at=NOON),
    ):
        with refused(), wall.as_person(priya):
            new.save()


def test_what_is_there_does_not_go_to_another_group_or_person(group, priya, arun, quay):
    goal = make_goal(group, priya)

    for change in ({"group": quay}, {"person": arun}):
        with refused(), wall.as_person(priya):
            Goal.objects.filter(pk=goal.pk).update(**change)


def test_a_commitment_hangs_on_no_goal_of_somebody_else_or_of_another_group(group, priya, arun, quay):
    commitment = make_commitment(group, priya)

    for goal in (make_goal(group, arun), make_goal(quay, priya)):
        with refused("the same person in the same group"), wall.as_person(priya):
            Commitment.objects.filter(pk=commitment.pk).update(goal=goal)
        with refused("the same person in the same group"):
            make_commitment(group, priya, goal=goal)


def test_a_hot_seat_closes_with_no_commitment_of_another_group(group, priya, quay):
    read_back, elsewhere = make_look_back(group, priya).read_back, make_commitment(quay, priya)

    with refused(), wall.as_person(priya):
        type(read_back).objects.filter(pk=read_back.pk).update(commitment=elsewhere)
