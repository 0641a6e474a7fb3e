"""Does an admin learn nothing from the workbench that is kept from them?"""

import pytest

from groups import erasure
from groups.formation.telling import Time, Unseated, told
from groups.models import Conflict, Person
from groups.seating.retelling import kept
from groups.seating.tests.makers import make_draft, make_intake
from groups.seating.tests.workbench import at, keep_apart, keep_under, move, moved, now, one
from groups.tests.makers import NOON, make_person

pytestmark = pytest.mark.django_db


def test_who_said_no_blindly_is_not_named_on_the_bench(nadia, draft):
    (person, to), groups_now = moved(draft), now(draft).plan["groups"]
    other = next(group for group in groups_now if group["key"] == to)["members"][0]
    keep_apart(draft, person, other, source="blind")

    told = nadia.get(at(draft, "draft_move", person)).content.decode()
    page = move(nadia, draft, person, to)

    for said in (told, page):
        assert "two of its people cannot sit together" in said.lower()
        assert "may not sit together" not in said
    assert f"pair:{min(person, other)}" not in nadia.get(at(draft, "draft_group", to)).content.decode()


def test_an_admin_who_keeps_groups_learns_from_no_move_who_may_not_sit_in_theirs(nadia, draft):
    person, to = moved(draft)
    keeper = next(group["facilitator"] for group in now(draft).plan["groups"] if group["key"] == to)
    keep_under(draft, person, keeper)
    draft.programme.admins.add(Person.objects.get(pk=keeper))
    nadia.force_login(Person.objects.get(pk=keeper))

    foretold = nadia.get(at(draft, "draft_move", person)).content.decode()
    page = move(nadia, draft, person, to)

    plan = {group["key"]: group for group in now(draft).plan["groups"]}
    assert (person in plan[to]["members"], plan[to]["facilitator"]) == (True, keeper)
    assert "would keep" not in foretold
    assert "cannot sit" not in foretold + page
    assert [group["title"] for group in nadia.get(at(draft)).context["broken"]] == []


def test_an_admin_who_is_one_of_two_learns_it_from_nothing(nadia, client, draft):
    """She can neither bring anybody to her own table, nor leave it, nor read there who it is."""
    (person, to), groups_now = moved(draft), now(draft).plan["groups"]
    me = next(group for group in groups_now if group["key"] == to)["members"][0]
    keep_apart(draft, person, me)
    move(nadia, draft, person, to)
    draft.programme.admins.add(Person.objects.get(pk=me))
    nadia.force_login(Person.objects.get(pk=me))

    page = nadia.get(at(draft)).content.decode()
    tried = [
        move(nadia, draft, person, "waiting"),
        move(nadia, draft, me, "waiting"),
        move(nadia, draft, one("Lone"), to),
    ]

    assert "A rule is broken here that another admin sees to" in page
    assert "may not sit together" not in page
    assert all("another admin decides on the group you sit in" in said for said in tried)
    assert draft.plan_steps.count() == 2
    assert nadia.get(at(draft, "draft_move", person)).status_code == 404


@pytest.mark.parametrize(
    ("reader", "says"), [("Nadia", "only one other could"), ("P00", "finds at no time enough others")]
)
def test_an_admin_who_waits_too_is_not_told_how_many_would_fit(client, draft, reader, says):
    """She knows when each is free, and would count who was left out because of whom."""
    why = Unseated(told("one_other", time=Time(82, 4), smallest=5))
    draft.reasons[one("Lone")] = kept(why)
    draft.save()
    draft.programme.admins.add(Person.objects.get(pk=one(reader)))
    client.force_login(Person.objects.get(pk=one(reader)))

    page = client.get(at(draft)).content.decode().lower()

    assert [word for word in ("only one other could", "finds at no time enough others") if word in page] == [says]


def test_an_admin_tied_to_who_may_not_sit_with_them_reads_that_they_find_no_seat_and_not_why(client):
    """The solver is certain of it: she is to sit with one who is to sit with one she may not sit with."""
    cohort = make_intake(7)
    me, omar = Person.objects.get(name="P00 Peer"), make_person("Omar Diaz")
    cohort.programme.admins.add(me, omar)
    between, barred = Person.objects.get(name="P01 Peer"), Person.objects.get(name="P02 Peer")
    for kind, one_, other in (("together", me, between), ("together", between, barred), ("not_with", me, barred)):
        given = {"kind": kind, "source": "admin", "declared_at": NOON}
        Conflict.objects.create(programme=cohort.programme, one=one_, other=other, **given)
    draft = make_draft(cohort, by=omar)
    told = {}
    for reader in (me, omar):
        client.force_login(reader)
        told[reader] = client.get(at(draft)).content.decode()

    assert "Is to sit with somebody they must not sit with" in told[omar]
    assert "must not sit with" not in told[me]
    assert "Is kept together with people with whom no group can be formed" in told[me]


def test_who_is_erased_is_gone_from_steps_and_from_what_was_allowed(nadia, draft):
    (person, to), groups_now = moved(draft), now(draft).plan["groups"]
    other = next(group for group in groups_now if group["key"] == to)["members"][0]
    keep_apart(draft, person, other)
    move(nadia, draft, person, to)
    matter = ":".join(["pair", *sorted((person, other))])
    nadia.post(at(draft, "override_rule", to), {"matter": matter, "reason": "Both asked for it"})

    erasure.erase(Person.objects.get(pk=person), now=NOON)

    kept = [*draft.plan_steps.values_list("plan", "did"), *draft.overrides.values_list("matter")]
    assert person not in str(kept)
    assert nadia.get(at(draft)).status_code == 200
