"""Does the workbench show each group and what a move does, to the admins of the programme and to nobody else?"""

import pytest
from django.urls import reverse

from groups.models import Person
from groups.seating.tests.makers import make_applicant, make_draft, make_intake

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    """Make a group of seven and one of five that meet on Tuesdays, and somebody who has no hour in common with them."""
    cohort = make_intake(12, keepers=2)
    make_applicant(cohort, "Lone Soul", free=[(0, 8)])
    return make_draft(cohort)


@pytest.fixture
def nadia(client, draft):
    client.force_login(draft.programme.admins.get())
    return client


def one(name):
    return str(Person.objects.get(name__startswith=name).pk)


def at(draft, name="draft", *more):
    return reverse(f"groups:{name}", args=[draft.programme.slug, draft.pk, *more])


def now(draft):
    return draft.plan_steps.get(is_current=True)


def moved(draft):
    """Name somebody of the larger group, and the key of the smaller one."""
    small, large = sorted(now(draft).plan["groups"], key=lambda group: len(group["members"]))
    return large["members"][0], small["key"]


def groups(draft):
    return [group["members"] for group in now(draft).plan["groups"]]


def test_each_group_is_shown_with_its_people_and_whoever_has_no_seat(nadia, draft):
    page = nadia.get(at(draft)).content.decode()

    assert "12 people" in page
    assert "2 groups proposed" in page
    assert page.count('class="card raised"') == 2
    assert "Lone Soul" in page
    assert "1 without a seat" in page


def test_the_page_to_move_says_what_each_target_would_do(nadia, draft):
    person, _to = moved(draft)

    page = nadia.get(at(draft, "draft_move", person)).content.decode()

    assert "5 → 6" in page
    assert "A new group" in page
    assert "To nobody’s group yet" in page


def test_who_is_moved_sits_there_and_undo_and_redo_walk_back_and_forth(nadia, draft):
    before, (person, to) = groups(draft), moved(draft)

    nadia.post(at(draft, "move"), {"seen": now(draft).pk, "person": person, "to": to})
    after = groups(draft)
    nadia.post(at(draft, "undo"), {"seen": now(draft).pk})
    undone = groups(draft)
    nadia.post(at(draft, "redo"), {"seen": now(draft).pk})

    assert [len(group) for group in after] == [6, 6]
    assert (undone, groups(draft)) == (before, after)
