"""Who is in the pool of a cohort, with which hours and pairs, and who lacks what?"""

from datetime import timedelta

import pytest

from groups.formation.reading import read
from groups.models import Application, Conflict, Facilitator, Membership
from groups.seating import drafting
from groups.seating.tests.makers import TUESDAY, make_applicant, make_draft, make_free, make_intake, make_keeper, names
from groups.seating.tests.pooled import SLOT, conflict, make_running, people, pooled
from groups.tests.makers import NOON, make_group, make_member, make_person

pytestmark = pytest.mark.django_db
LATE = (48 + 38, 48 + 46)  # Tuesday 19:00 to 23:00


def person(gathered, who):
    return next(row for row in gathered.instance["people"] if row["id"] == str(who.pk))


def test_whoever_waits_is_in_it_with_what_they_told():
    cohort = make_intake(0)
    ana = make_applicant(cohort, "Ana Lima", market="  Bread,\tto CAFÉS ", position=5, connections=None)

    assert person(pooled(cohort), ana) == {
        "id": str(ana.pk),
        "tz": "Europe/London",
        "utc_offset_min": 0,
        "city": "",
        "free": [list(TUESDAY)],
        "languages": ["en"],
        "formats": ["online"],
        "stage": 2,
        "revenue": 2,
        "industry": "food",
        "market": "food/bread to cafes",
        "expertise": ["sales"],
        "themes": ["pricing"],
        "powers": {"position": 5, "expertise": 0, "connections": 0},
    }


def test_hours_are_the_programmes_and_hold_all_year():
    cohort = make_intake(0)
    sao_paulo = make_applicant(cohort, "Rui Dias", free=[(48 + 28, 48 + 36)], zone="America/Sao_Paulo")

    told = person(pooled(cohort), sao_paulo)

    assert (told["free"], told["utc_offset_min"]) == ([[48 + 36, 48 + 42]], -240)


@pytest.mark.parametrize("decision", ["declined", ""])
def test_whoever_is_not_to_be_seated_is_not_in_it(decision):
    cohort = make_intake(0)
    make_applicant(cohort, "Ana Lima")
    Application.objects.update(decision=decision, decided_at=NOON if decision else None)

    assert pooled(cohort).instance["people"] == []


@pytest.mark.parametrize("change", [{"placed_at": NOON}, {"withdrawn_at": NOON}])
def test_whoever_sits_or_went_is_not_in_it(change):
    cohort = make_intake(1)
    Application.objects.update(**change)

    assert pooled(cohort).instance["people"] == []


def test_whoever_has_not_told_enough_is_listed_with_what_is_missing():
    cohort = make_intake(0)
    bare = make_applicant(cohort, "Ana Lima", free=[], industry="", years=None, people=None, revenue=None, online=False)
    silent = make_applicant(cohort, "Rui Dias")
    silent.profile.delete()

    gathered = pooled(cohort)

    assert gathered.instance["people"] == []
    assert gathered.lacking == {bare.pk: ("stage", "industry", "way", "times"), silent.pk: ("profile",)}


def test_pairs_are_told_in_order_whoever_declared_them():
    cohort = make_intake(3)
    one, other, third = people(cohort, 3)
    conflict(cohort, "not_with", one, other, declared_by=other)
    conflict(cohort, "together", other, third)
    conflict(cohort, "close", one, third, lifted_at=NOON)
    conflict(cohort, "boss", one, third, overridden_at=NOON)

    instance = pooled(cohort).instance

    assert instance["keep_apart"] == [sorted([str(one.pk), str(other.pk)])]
    assert instance["keep_together"] == [sorted([str(other.pk), str(third.pk)])]


def test_who_may_not_sit_under_a_facilitator_is_told_whoever_declared_it():
    cohort = make_intake(3, keepers=2)
    one, other, third = people(cohort, 3)
    first, second = (each.person for each in Facilitator.objects.order_by("person__name"))
    conflict(cohort, "not_with", one, first, declared_by=one)
    conflict(cohort, "boss", second, other, declared_by=other)
    conflict(cohort, "close", third, first, overridden_at=NOON)
    conflict(cohort, "together", third, second)

    instance = pooled(cohort).instance

    assert (instance["keep_apart"], instance["keep_together"]) == ([], [])
    assert instance["facilitator_apart"] == sorted(
        sorted(map(str, (a.pk, b.pk))) for a, b in ((one, first), (second, other))
    )
    assert len(read(instance).under) == 2


def test_where_nobody_is_kept_from_a_facilitator_the_pool_says_nothing_of_it():
    assert "facilitator_apart" not in pooled(make_intake(3)).instance


def test_no_draft_seats_anybody_under_a_facilitator_they_may_not_sit_with():
    cohort = make_intake(6, keepers=2)
    first = Facilitator.objects.order_by("person__name").first().person
    conflict(cohort, "not_with", first, people(cohort)[0])

    draft = make_draft(cohort)

    [group] = draft.plan_steps.get().plan["groups"]
    assert (len(group["members"]), group["facilitator"] == str(first.pk)) == (6, False)


@pytest.mark.parametrize("is_read", [False, True])
def test_a_line_that_no_admin_may_read_keeps_apart_by_itself(is_read):
    cohort = make_intake(3)
    one, other = people(cohort)
    nadia = cohort.programme.admins.get()
    cohort.programme.admins.set([other, nadia] if is_read else [other])
    line = {"kind": "not_with", "source": "applicant", "told": other.name, "declared_by": one, "declared_at": NOON}
    Conflict.objects.create(programme=cohort.programme, one=one, **line)

    kept = [] if is_read else [sorted([str(one.pk), str(other.pk)])]
    assert pooled(cohort).instance["keep_apart"] == kept


def test_a_pair_with_somebody_who_is_not_there_is_none():
    cohort = make_intake(1)
    conflict(cohort, "not_with", people(cohort)[0], make_person("Zoe Away"))

    assert pooled(cohort).instance["keep_apart"] == []


def test_those_who_sat_together_before_are_told():
    cohort = make_intake(2)
    room = make_group("Old", programme=cohort.programme)
    for one in people(cohort):
        room.admit(one, now=NOON).leave(now=NOON + timedelta(days=1))

    assert pooled(cohort).instance["past_mates"] == [sorted(str(one.pk) for one in people(cohort))]


def test_a_facilitator_has_what_is_left_of_their_time():
    cohort = make_intake(0, keepers=0)
    keeper = make_keeper(cohort.programme, "Sam Okoro", groups_at_most=3, cities=["london "], free=[(40, 60), TUESDAY])
    room, _members = make_running(cohort, members=0)
    room.cohort = cohort
    room.save()
    make_member(room, person=keeper.person, role=Membership.Role.FACILITATOR)

    told = pooled(cohort).instance["facilitators"][0]

    assert (told["capacity"], told["cities"]) == (2, ["London"])
    assert told["free"] == [[40, 60], [SLOT + 4, TUESDAY[1]]]


def test_a_facilitator_who_wants_a_seat_keeps_no_group_here():
    cohort = make_intake(1)
    Facilitator.objects.create(programme=cohort.programme, person=people(cohort, 1)[0])

    gathered = pooled(cohort)

    assert (len(gathered.instance["facilitators"]), gathered.remarks[0][0]) == (1, "keeper_applies")


def test_competitors_are_no_matter_where_a_draft_lets_them_be():
    cohort = make_intake(0)
    make_applicant(cohort, "Ana Lima", market="bread")

    assert pooled(cohort, competitors=True).instance["people"][0]["market"] is None


def test_the_pool_is_the_same_whatever_order_rows_come_in():
    cohort = make_intake(4)
    before = pooled(cohort).hash
    for application in Application.objects.order_by("-pk"):  # written anew, Postgres gives them in another order
        application.save()

    assert pooled(cohort).hash == before


@pytest.mark.parametrize("count", [1, 3])
def test_a_pool_costs_as_many_questions_for_one_as_for_many(count, django_assert_num_queries):
    cohort = make_intake(count, keepers=count)
    make_running(cohort)

    with django_assert_num_queries(16):
        pooled(cohort)


def test_a_draft_seats_them():
    draft = make_draft(make_intake(6))

    assert names(draft) == [["P00", "P01", "P02", "P03", "P04", "P05"]]
    assert (draft.state, draft.left_over, draft.proven) == ("done", 0, True)


def test_with_nobody_there_is_nothing_to_propose():
    cohort = make_intake(0)

    with pytest.raises(drafting.NobodyToSeat):
        make_draft(cohort)


def test_times_ticked_in_stretches_that_touch_are_one():
    cohort = make_intake(0)
    ana = make_applicant(cohort, "Ana Lima", free=[(10, 20)])
    make_free(ana, [(20, 24), LATE])

    assert person(pooled(cohort), ana)["free"] == [[10, 24], list(LATE)]
