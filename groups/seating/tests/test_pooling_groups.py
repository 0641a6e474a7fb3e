"""Which seats of running groups are in the pool, and why are those that are not?"""

import pytest

from groups.formation.reading import read
from groups.models import Invitation, Membership
from groups.seating.tests.makers import make_draft, make_intake, names
from groups.seating.tests.pooled import SLOT, conflict, make_running, people, pooled
from groups.tests.makers import NOON, make_facilitator, make_group, make_person

pytestmark = pytest.mark.django_db


def test_whoever_may_not_sit_under_the_facilitator_of_a_running_group_is_kept_from_its_members():
    cohort = make_intake(2)
    one = people(cohort)[0]
    room, members = make_running(cohort, members=3)
    sam = make_person("Sam Okoro")
    room.admit(sam, now=NOON, role=Membership.Role.FACILITATOR, is_peer=False)
    conflict(cohort, "not_with", sam, one)

    instance = pooled(cohort).instance

    assert instance["keep_apart"] == sorted(sorted((str(one.pk), str(each.pk))) for each in members)


def test_a_running_group_has_its_open_seats():
    cohort = make_intake(0)
    room, members = make_running(cohort)

    instance = pooled(cohort).instance

    assert instance["existing_groups"] == [
        {
            "id": str(room.pk),
            "members": [str(pk) for pk in sorted(member.pk for member in members)],
            "slot": SLOT,
            "language": "en",
            "format": "online",
            "max_size": 7,
            "facilitator": None,
        }
    ]
    assert {row["id"] for row in instance["people"]} == {str(member.pk) for member in members}


def test_a_seat_that_somebody_is_asked_to_take_is_not_open():
    cohort = make_intake(0)
    room, _members = make_running(cohort)
    for number in range(2):
        Invitation.objects.create(
            group=room,
            person=make_person(f"I{number} Invited"),
            invited_by=cohort.programme.admins.get(),
            invited_at=NOON,
            expires_at=NOON,
            link_hash=str(number),
        )

    assert pooled(cohort).instance["existing_groups"] == []


@pytest.mark.parametrize(
    ("fields", "why"),
    [({"start": None}, "no_usual_time"), ({"zone": "America/New_York"}, "another_clock")],
)
def test_a_group_nobody_can_be_seated_in_says_why(fields, why):
    cohort = make_intake(0)
    room, _members = make_running(cohort, **fields)

    gathered = pooled(cohort)

    assert (gathered.instance["existing_groups"], gathered.remarks) == ([], ((why, room.pk),))


def test_whoever_sits_in_two_running_groups_spoils_no_pool():
    cohort = make_intake(0)
    room, members = make_running(cohort)
    second = make_group("Second", programme=cohort.programme)
    second.usual_start = SLOT
    second.save()
    second.admit(members[0], now=NOON)

    gathered = pooled(cohort)

    read(gathered.instance)
    assert [why for why, _group in gathered.remarks] == ["members_shared"]
    assert room.pk


def test_a_seat_is_filled_before_anything_else():
    cohort = make_intake(2)
    room, _members = make_running(cohort)
    make_facilitator(room)

    draft = make_draft(cohort, only_open_seats=True)

    assert ([len(newcomers) for newcomers in names(draft)], draft.left_over) == ([1], 1)
