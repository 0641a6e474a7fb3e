"""What do two drafts say beside each other, and what does an admin not read there?"""

import pytest

from groups.models import Application, Conflict, Person, Profile
from groups.seating.tests.forming import address, page
from groups.seating.tests.makers import TUESDAY, make_applicant, make_draft, make_free, make_intake
from groups.tests.makers import NOON, make_group, make_member, make_person

pytestmark = pytest.mark.django_db


def two_drafts(cohort):
    first = make_draft(cohort)
    make_applicant(cohort, "Zed Newman", industry="media")
    make_applicant(cohort, "Lone Soul", free=[(0, 8)])
    return first, make_draft(cohort)


def test_two_drafts_are_compared(client, cohort):
    two_drafts(cohort)

    told = page(client, cohort, "compare/")

    assert "A seat in draft 2 alone: Zed Newman." in told
    assert "Is free only when no facilitator who suits them is" in told
    assert "Tuesdays 5:00 to 7:00 pm (London)" in told


def test_a_group_that_was_given_a_name_is_compared_by_it(client, cohort):
    _first, second = two_drafts(cohort)
    step = second.plan_steps.get(is_current=True)
    step.plan["groups"][0]["name"] = "Tuesday table"
    step.save(update_fields=["plan"])

    assert "<h3>Tuesday table</h3>" in page(client, cohort, "compare/")


def test_rubbish_in_the_address_compares_the_newest_two(client, cohort):
    two_drafts(cohort)

    assert client.get(address(cohort, "compare/?one=x&other=9999999999999999999999")).status_code == 200


def test_with_one_draft_there_is_nothing_to_compare(client, cohort):
    make_draft(cohort)

    assert "There are no two drafts yet" in page(client, cohort, "compare/")


def barred(cohort, other):
    """Let P00 be kept apart from somebody, and too many be there for one group."""
    one = Person.objects.get(name="P00 Peer")
    Conflict.objects.create(
        programme=cohort.programme,
        kind="not_with",
        source="applicant",
        one=one,
        other=other,
        declared_by=other,
        declared_at=NOON,
    )
    return one


def test_an_admin_who_is_one_of_two_kept_apart_is_not_told(client):
    cohort = make_intake(5)
    admin = cohort.programme.admins.get()
    other = make_person("Omar Diaz")
    cohort.programme.admins.add(other)
    told = {}
    seat_admin(cohort, admin)
    barred(cohort, admin)
    make_draft(cohort, by=other)
    make_draft(cohort, by=other, only_open_seats=True, seed=1)
    for reader in (admin, other):
        client.force_login(reader)
        told[reader] = page(client, cohort, "compare/")

    assert f"cannot sit in {cohort} A" in told[other]
    assert "cannot sit" not in told[admin]


def test_an_admin_who_keeps_groups_is_not_told_that_only_another_facilitator_would_suit(client):
    cohort = make_intake(7)
    other, keeper = cohort.programme.admins.get(), Person.objects.get(name="F00 Keeper")
    cohort.programme.admins.add(keeper)
    barred(cohort, keeper)
    make_draft(cohort, by=other)
    make_draft(cohort, by=other, only_open_seats=True, seed=1)
    told = {}
    for reader in (keeper, other):
        client.force_login(reader)
        bench = client.get(cohort.drafts.get(number=1).get_absolute_url()).content.decode()
        told[reader] = bench + page(client, cohort, "compare/")

    assert told[other].count("No facilitator who suits them takes another group") == 3
    assert "who suits them" not in told[keeper]


def test_an_admin_is_told_which_two_no_draft_keeps_together(client, cohort):
    room = make_group("Quay", programme=cohort.programme)
    sitting = make_member(room, "Mia Sitting")
    one = Person.objects.get(name="P00 Peer")
    for other in (sitting, cohort.programme.admins.get(), make_person("Zoe Away")):
        Conflict.objects.create(
            programme=cohort.programme, kind="together", source="admin", one=other, other=one, declared_at=NOON
        )

    told = page(client, cohort)

    assert "P00 Peer is to sit with Mia Sitting of Quay, where nobody can be seated" in told
    assert told.count("no draft keeps the two together") == 1


def test_an_admin_who_is_one_of_two_is_not_told_that_they_are_not_kept_together(client, cohort):
    admin = cohort.programme.admins.get()
    make_member(make_group("Quay", programme=cohort.programme), person=admin)
    one = Person.objects.get(name="P00 Peer")
    Conflict.objects.create(
        programme=cohort.programme, kind="together", source="applicant", one=one, other=admin, declared_at=NOON
    )

    assert "no draft keeps the two together" not in page(client, cohort)


def seat_admin(cohort, admin):
    """Let the admin apply as well, and be no less free than anybody."""
    Profile.objects.create(person=admin, industry="media", years=4, people=3, revenue=2)
    make_free(admin, [TUESDAY])
    Application.objects.create(
        cohort=cohort, person=admin, began_at=NOON, submitted_at=NOON, decision="accepted", decided_at=NOON
    )
