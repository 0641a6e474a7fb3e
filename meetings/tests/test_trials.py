"""Does a trial end in a yes of both sides or a no, and does nobody learn who had doubts?"""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from groups.models import Application, AuditEvent, Membership, Trial, Voice
from groups.seating import trials
from groups.seating.tests.proposed import make_trial
from groups.tests.makers import NOON, make_cohort, make_facilitator, make_group, make_member
from meetings.models.attendances import answer
from meetings.tests.makers import make_meeting
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db
AFTER_TWO = NOON + timedelta(days=40)
MORNING = AFTER_TWO + timedelta(days=1)


@pytest.fixture
def room():
    """A group of a facilitator, two members, and one on trial who sees two meetings."""
    room = make_group()
    room.keeper, room.ida, room.joe = (
        make_facilitator(room),
        make_member(room, "Ida Vale"),
        make_member(room, "Joe Park"),
    )
    room.kay = make_member(room, "Kay Long")
    room.place = room.memberships.get(person=room.kay)
    room.trial = make_trial(room.place)
    room.held = [make_meeting(room, NOON + timedelta(days=days), now=NOON) for days in (5, 35)]
    return room


def say(room, person, *, own="", doubts=(), stays=True, now=AFTER_TWO):
    place = room.memberships.get(person=person)
    trials.say(place, own=own, stays=stays, doubts=[trial.pk for trial in doubts], now=now)


def all_say(room, *doubters, now=AFTER_TWO):
    trials.plan(now=now)
    for person in (room.keeper, room.ida, room.joe):
        say(room, person, doubts=[room.trial] if person in doubters else [])
    say(room, room.kay, own="yes")


def fresh(room):
    return Trial.objects.get(pk=room.trial.pk)


def test_after_the_second_meeting_everybody_is_asked_once(room):
    trials.plan(now=NOON + timedelta(days=20))
    assert not Voice.objects.exists()

    for minutes in (0, 1):
        trials.plan(now=AFTER_TWO + timedelta(minutes=minutes))

    assert Voice.objects.count() == Delivery.objects.filter(kind="trial_asked").count() == 4


@pytest.mark.parametrize("why", ["cancelled", "missed", "before"])
def test_a_meeting_they_were_not_at_does_not_count(room, why):
    if why == "cancelled":
        room.held[0].cancelled_at = NOON
        room.held[0].save()
    elif why == "missed":
        answer(room.held[0], room.kay, "cant", now=NOON)
    else:
        Trial.objects.update(began_at=NOON + timedelta(days=10))

    trials.plan(now=AFTER_TWO)

    assert fresh(room).asked_at is None


def test_a_yes_of_both_sides_makes_a_full_member(room):
    all_say(room)
    trials.plan(now=MORNING)
    trials.record(fresh(room), "yes", by=room.keeper, now=MORNING)

    trial = fresh(room)
    assert (trial.own, trial.groups, trial.ended_at, trial.recorded_by) == ("yes", "yes", MORNING, room.keeper)
    assert AuditEvent.objects.filter(act="became_member", actor=room.kay).exists()


@pytest.mark.parametrize("who", ["keeper", "ida", "joe"])
def test_whoever_has_doubts_what_is_kept_is_the_same(room, who):
    all_say(room, getattr(room, who))

    trials.plan(now=MORNING)

    trial = fresh(room)
    assert (trial.is_doubted, trial.heard_at, trial.ended_at, Voice.objects.count()) == (True, MORNING, None, 0)
    assert not AuditEvent.objects.filter(act__contains="trial").exists()


def test_nothing_is_heard_before_all_answered_or_the_time_is_over(room):
    trials.plan(now=AFTER_TWO)
    say(room, room.ida, doubts=[room.trial])
    trials.plan(now=MORNING)
    assert fresh(room).heard_at is None

    trials.plan(now=AFTER_TWO + timedelta(days=9))

    assert fresh(room).is_doubted


def test_nobody_writes_down_before_it_is_heard_nor_twice_nor_for_themselves(room):
    all_say(room)
    with pytest.raises(trials.NotNow):
        trials.record(room.trial, "yes", by=room.keeper, now=AFTER_TWO)
    trials.plan(now=MORNING)
    with pytest.raises(trials.NotNow):
        trials.record(room.trial, "yes", by=room.kay, now=MORNING)
    trials.record(room.trial, "yes", by=room.keeper, now=MORNING)
    with pytest.raises((trials.NotNow, Trial.DoesNotExist)):
        trials.record(room.trial, "no", by=room.keeper, now=MORNING)


def placed(room):
    cohort = make_cohort(NOON.date(), programme=room.programme)
    return Application.objects.create(
        cohort=cohort,
        person=room.kay,
        began_at=NOON,
        submitted_at=NOON,
        decision="accepted",
        decided_at=NOON,
        placed_at=NOON,
    )


def test_after_the_groups_no_the_place_ends_in_a_week_and_they_wait_again(room):
    wish = placed(room)
    all_say(room, room.ida)
    trials.plan(now=MORNING)

    trials.record(room.trial, "no", by=room.keeper, now=MORNING)

    room.place.refresh_from_db()
    assert (room.place.left_at, (room.place.leaves_at - MORNING).days) == (None, 7)
    assert Application.objects.waiting().get() == wish
    assert Delivery.objects.get(kind="trial_ended").person == room.kay


@pytest.mark.parametrize("stays", [True, False])
def test_after_their_own_no_they_wait_again_or_take_their_application_back(room, stays):
    placed(room)
    trials.plan(now=AFTER_TWO)

    say(room, room.kay, own="no", stays=stays)

    assert fresh(room).ended_in_no
    assert Application.objects.waiting().exists() is stays


def test_a_place_that_ends_with_its_trial_is_not_taken_back(client, room):
    all_say(room, room.ida)
    trials.plan(now=MORNING)
    with time_machine.travel(MORNING, tick=False):
        trials.record(room.trial, "no", by=room.keeper, now=MORNING)
        client.force_login(room.kay)
        client.post(reverse("groups:stay", args=[room.slug]))

    assert Membership.objects.get(pk=room.place.pk).leaves_at is not None


def opened(client, person, room):
    client.force_login(person)
    return client.get(reverse("groups:trial", args=[room.slug])).content.decode()


def test_the_room_says_who_is_on_trial_to_its_members_alone(client, room):
    admin = make_member(make_group("Quay"), "Nadia Haddad")
    room.programme.admins.add(admin)
    pages = []
    for person in (room.ida, admin):
        client.force_login(person)
        pages.append(client.get(room.get_absolute_url()).content.decode())

    assert ["On trial" in page for page in pages] == [True, False]


def test_only_the_facilitator_reads_whether_there_are_doubts(client, room):
    all_say(room, room.ida)
    trials.plan(now=MORNING)

    pages = {
        person.first_name: "has doubts" in opened(client, person, room) for person in (room.keeper, room.ida, room.kay)
    }

    assert pages == {"Sam": True, "Ida": False, "Kay": False}


def test_a_member_answers_on_the_page_and_it_is_not_shown_again(client, room):
    trials.plan(now=AFTER_TWO)
    client.force_login(room.ida)
    place = reverse("groups:trial", args=[room.slug])

    client.post(place, {"doubts": [room.trial.pk]})
    doubted = client.get(place).content.decode()
    client.post(place, {})
    calm = client.get(place).content.decode()

    assert "checked" not in doubted
    assert doubted.count("<li") == calm.count("<li")
    assert Voice.objects.get(person=room.ida).answered_at is not None


def test_rubbish_on_the_page_is_refused(client, room):
    trials.plan(now=AFTER_TWO)
    client.force_login(room.kay)

    for typed in ({"own": "perhaps"}, {}, {"own": "yes", "doubts": ["7", "x"]}):
        response = client.post(reverse("groups:trial", args=[room.slug]), typed)
        assert response.status_code in (302, 422)

    assert Trial.objects.get().own in ("", "yes")
