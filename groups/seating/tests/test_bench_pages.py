"""Does the workbench show each group and what a move does, to the admins of the programme and to nobody else?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.models import AuditEvent, Draft, Person
from groups.seating.tests.workbench import at, keep_apart, keep_under, move, moved, now, one, seen
from groups.tests.makers import make_person

pytestmark = pytest.mark.django_db


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
