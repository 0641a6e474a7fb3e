"""Does the workbench show each group and what a move does, to the admins of the programme and to nobody else?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups import erasure
from groups.formation.telling import Time, Unseated, told
from groups.models import AuditEvent, Conflict, Draft, Person
from groups.seating.retelling import kept
from groups.seating.tests.makers import make_applicant, make_draft, make_intake
from groups.tests.makers import NOON, make_person

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


def keep_apart(draft, one, other, source="admin"):
    """Let two be kept apart in a draft that is made already."""
    draft.pool["keep_apart"].append(sorted((one, other)))
    draft.save()
    two = {"one_id": int(one), "other_id": int(other)}
    Conflict.objects.create(programme=draft.programme, kind="not_with", source=source, declared_at=NOON, **two)


def seen(draft):
    return now(draft).pk


def move(client, draft, person, to, **more):
    """Move somebody, and read what the page says then."""
    sent = {"seen": seen(draft), "person": person, "to": to} | more
    return client.post(at(draft, "move"), sent, follow=True).content.decode()


def test_a_step_after_undo_drops_what_was_taken_back(nadia, draft):
    person, to = moved(draft)
    move(nadia, draft, person, to)
    nadia.post(at(draft, "undo"), {"seen": seen(draft)})

    move(nadia, draft, person, "waiting")

    assert [step.did.get("to") for step in draft.plan_steps.all()] == [None, "waiting"]


def test_the_second_of_two_admins_is_told_what_happened_meanwhile(nadia, client, draft):
    person, to = moved(draft)
    omar = make_person("Omar Diaz")
    draft.programme.admins.add(omar)
    before = seen(draft)
    move(nadia, draft, person, to)
    nadia.force_login(omar)

    page = move(nadia, draft, person, "waiting", seen=before)

    assert "Meanwhile: Nadia Haddad moved P" in page
    assert "Nothing of yours is done yet" in page
    assert draft.plan_steps.count() == 2


def test_a_broken_rule_is_said_first_and_stands_in_the_way_until_it_is_allowed_with_a_reason(nadia, draft):
    (person, to), stays = moved(draft), now(draft).plan["groups"]
    other = next(group for group in stays if group["key"] == to)["members"][0]
    keep_apart(draft, person, other)

    page = move(nadia, draft, person, to)
    assert "may not sit together" in page
    assert "Review and invite" not in page
    matter = ":".join(["pair", *sorted((person, other))])
    refused = nadia.post(at(draft, "override_rule", to), {"matter": matter, "reason": ""})
    nadia.post(at(draft, "override_rule", to), {"matter": matter, "reason": "Both asked for it"})

    assert refused.status_code == 422
    assert "Review and invite" in nadia.get(at(draft)).content.decode()
    assert "Both asked for it" in nadia.get(at(draft, "draft_group", to)).content.decode()
    assert AuditEvent.objects.get(act="overrode_rule").programme == draft.programme


def test_nobody_is_invited_while_a_rule_is_broken_even_at_the_address_itself(nadia, draft):
    lone, (_person, to) = one("Lone"), moved(draft)
    move(nadia, draft, lone, to)

    page = nadia.get(at(draft, "review_draft")).content.decode()

    assert "Lone Soul is not free" in page
    assert "Ask them" not in page


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


def keep_under(draft, person, keeper):
    """Let somebody be kept from a facilitator in a draft that is made already."""
    draft.pool["facilitator_apart"] = [sorted((person, keeper))]
    draft.save()
    two = {"one_id": int(person), "other_id": int(keeper)}
    Conflict.objects.create(
        programme=draft.programme, kind="not_with", source="admin", declared_by=None, declared_at=NOON, **two
    )


def test_moving_says_who_would_keep_the_group_instead(nadia, draft):
    person, to = moved(draft)
    keeper = next(group["facilitator"] for group in now(draft).plan["groups"] if group["key"] == to)
    third = draft.pool["facilitators"][0] | {"id": str(make_person("F02 Keeper").pk)}  # the other may keep a group then
    draft.pool["facilitators"].append(third)
    keep_under(draft, person, keeper)

    page = nadia.get(at(draft, "draft_move", person)).content.decode()
    move(nadia, draft, person, to)

    others = {group["key"]: group["facilitator"] for group in now(draft).plan["groups"]}
    assert others[to] != keeper
    assert f"{Person.objects.get(pk=others[to] or 0).name} would keep" in page


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


def test_a_locked_group_is_kept_while_the_rest_is_solved_anew(nadia, draft):
    locked = now(draft).plan["groups"][0]
    nadia.post(at(draft, "lock"), {"seen": seen(draft), "group": locked["key"], "locked": "on"})

    nadia.post(at(draft, "solve_rest"))

    made = Draft.objects.get(begun_from=draft)
    assert [group["members"] for group in made.kept] == [locked["members"]]
    assert [group["locked"] for group in made.kept] == [True]
    assert [len(group["members"]) for group in made.start] == [12 - len(locked["members"])]


def test_a_locked_group_that_breaks_a_rule_is_mended_first(nadia, draft):
    lone, (_person, to) = one("Lone"), moved(draft)
    move(nadia, draft, lone, to)
    nadia.post(at(draft, "lock"), {"seen": seen(draft), "group": to, "locked": "on"})

    page = nadia.post(at(draft, "solve_rest"), follow=True).content.decode()

    assert "Unlock or mend first what breaks a rule" in page
    assert not Draft.objects.filter(begun_from=draft).exists()


def test_time_and_name_are_changed_by_hand(nadia, draft):
    group = now(draft).plan["groups"][0]
    sent = {"seen": seen(draft), "start": group["slot"] + 1, "facilitator": group["facilitator"], "name": "Harbour Six"}

    nadia.post(at(draft, "arrange", group["key"]), sent)

    changed = now(draft).plan["groups"][0]
    assert (changed["slot"], changed["name"]) == (group["slot"] + 1, "Harbour Six")
    assert "Harbour Six" in nadia.get(at(draft, "draft_print")).content.decode()


def test_a_note_is_read_by_admins_and_not_printed(nadia, draft):
    nadia.post(at(draft, "write_note", "g1"), {"text": "Ask Sam first"})

    assert "Ask Sam first" in nadia.get(at(draft, "draft_group", "g1")).content.decode()
    assert "Ask Sam first" not in nadia.get(at(draft, "draft_print")).content.decode()


def test_rubbish_changes_nothing_and_breaks_nothing(nadia, draft):
    person, to = moved(draft)
    rubbish = [
        {"person": person, "to": to},
        {"seen": "x", "person": person, "to": to},
        {"seen": seen(draft), "person": "nobody", "to": to},
        {"seen": seen(draft), "person": person, "to": "g99"},
        {"seen": seen(draft), "person": person, "to": "into-7"},
    ]

    assert [nadia.post(at(draft, "move"), sent).status_code for sent in rubbish] == [302] * 5
    assert nadia.get(at(draft, "draft_group", "g99")).status_code == 404
    assert nadia.get(at(draft).replace("harbour", "other")).status_code == 404
    assert draft.plan_steps.count() == 1


def test_the_bench_costs_the_same_with_one_group_and_with_two(nadia, draft):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            nadia.get(at(draft))
        return len([query for query in queries if "SAVEPOINT" not in query["sql"]])

    twice = cost()
    step = now(draft)
    step.plan["groups"] = step.plan["groups"][:1]
    step.save()

    assert twice == cost() <= 25


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
