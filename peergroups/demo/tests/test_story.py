"""Is the demo's programme whole and legal, the same each time, and behind the wall like any other?"""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accountability.models import Commitment, FollowUp, Sighting
from groups import wall
from groups.models import (
    Application,
    Cohort,
    Conflict,
    Facilitator,
    Group,
    Invitation,
    Membership,
    Person,
    Words,
)
from meetings import rating
from meetings.models import Attendance, Brief, Meeting, Poll, Vote
from peergroups.outbox.models import Delivery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]


def person(name):
    return Person.objects.get(email=f"{name}@example.org")


def test_one_member_is_on_a_sabbatical_and_nobody_waits_for_her(now):
    away = Membership.objects.exclude(returns_at=None).get()
    lately = Delivery.objects.filter(person=away.person, due_at__gt=away.paused_at)

    assert (away.person.first_name, away.returns_at > now, lately.count()) == ("Marta", True, 0)


def test_the_programme_has_39_people_and_four_groups_of_a_legal_size():
    sizes = {group.name: group.memberships.peers().count() for group in Group.objects.all()}

    assert Person.objects.count() == 39
    assert sizes == {"Mill Street": 6, "Quayside": 5, "Lantern Yard": 5, "Rope Walk": 5}


def test_everybody_has_signed_but_one_newcomer():
    unsigned = Membership.objects.current().with_signed().filter(signed=False)

    assert [place.person.name for place in unsigned] == ["Femi Bello"]


def test_mill_street_meets_soon_and_only_arun_has_shared_his_brief(now):
    meeting = Meeting.objects.filter(group__name="Mill Street").upcoming(now).first()
    briefs = {seat.person.first_name: Brief.objects.filter(seat=seat).exists() for seat in meeting.hot_seats.all()}

    assert meeting.starts_at - now < timedelta(days=6)
    assert briefs == {"Priya": False, "Arun": True}


def test_rope_walk_looks_for_a_time_and_two_have_answered(now):
    poll = Poll.objects.open().get()

    assert (poll.group.name, poll.slots.count(), poll.takes_answers(now)) == ("Rope Walk", 4, True)
    assert set(Vote.objects.values_list("person__name", flat=True)) == {"Maya Stern", "Ruth Adler"}


def test_one_meeting_was_moved_and_one_invitation_is_open(now):
    moved = Meeting.objects.exclude(started_before=None).get()
    asked = Invitation.objects.open(now).get()

    assert (moved.group.name, asked.person.name) == ("Quayside", "Ravi Menon")


def test_commitments_went_in_every_way_and_some_are_open():
    outcomes = set(FollowUp.objects.values_list("outcome", flat=True))

    assert outcomes == {"done", "partly", "not_yet", "changed"}
    assert Commitment.objects.open().of(person("priya")).count() == 2


def test_three_have_a_buddy_and_what_one_did_was_seen(now):
    with wall.as_person(person("sam")):
        seen = Sighting.objects.select_related("said__commitment__person", "by").get()

    assert seen.said.commitment.person == person("arun")
    assert seen.by in (person("priya"), person("jo"))
    assert seen.said.seen_by == seen.by
    assert seen.said.said_at < seen.at < now


def test_one_intake_is_open_and_sixteen_want_in(now):
    cohort = Cohort.objects.open(now.date()).get()
    wishes = cohort.applications.all()

    assert Counter(wish.decision or bool(wish.submitted_at) for wish in wishes) == {
        "accepted": 12,
        "waitlisted": 2,
        True: 1,
        False: 1,
    }
    assert wishes.waiting().filter(person=person("ravi")).exists()
    assert not wishes.filter(submitted_at__gt=now).exists() | wishes.filter(decided_at__gt=now).exists()


def test_everybody_who_was_taken_in_said_what_they_do_and_when_they_can():
    waiting = Application.objects.waiting()

    assert waiting.exclude(person__profile__market="").count() == 14
    assert min(wish.person.free_times.count() for wish in waiting) >= 3


def test_three_keep_groups_and_three_conflicts_are_known():
    keepers = Facilitator.objects.all()

    assert {keeper.person.first_name: keeper.person.free_times.count() for keeper in keepers} == {
        "Sam": 3,
        "Helen": 4,
        "Bea": 4,
    }
    assert Conflict.objects.apart().count() == 3


def test_one_cohort_has_ended_and_its_group_meets_no_more_by_plan(now):
    ended = Cohort.objects.filter(ends_on__lt=now).get()

    assert [group.name for group in ended.groups.all()] == ["Rope Walk"]


def test_each_member_reads_the_words_of_their_own_groups_only():
    with wall.as_person(person("leo")):
        read = {words.group.name for words in Words.objects.select_related("group") if words.answers}
    with wall.as_person(person("nadia")):
        by_the_admin = Words.objects.count()

    assert (read, by_the_admin) == ({"Quayside"}, 0)


def test_the_mails_of_the_past_have_been_sent(now):
    assert not Delivery.objects.due(now).exists()


def test_nothing_lies_in_the_future_but_what_is_planned(now):
    assert not FollowUp.objects.filter(said_at__gt=now).exists()
    assert not Attendance.objects.filter(answered_at__gt=now).exists()


def test_a_filled_database_is_left_alone():
    with pytest.raises(CommandError, match="already"):
        call_command("demo")


def test_the_last_meeting_was_held_with_its_recap_notes_for_who_presented_and_sums(client, now):
    meeting = Meeting.objects.filter(group__name="Mill Street").held(now).first()
    pages = {"recap": "accountability:recap", "notes": "meetings:notes", "sums": "meetings:detail"}

    def shown(name, page):
        client.force_login(person(name))
        return client.get(reverse(pages[page], args=[meeting.pk])).content.decode()

    assert meeting.sitting.ended_at == meeting.ends_at
    assert not meeting.attendances.absences().filter(person__in=meeting.sitting.here.values("person")).exists()
    assert "What we take with us" in shown("priya", "recap")
    assert ["Your voice changed" in shown("ana", "notes"), "two of the chairs" in shown("ana", "notes")] == [True, True]
    assert "Your voice changed" not in shown("tom", "recap")
    assert "closed: an action" in shown("tom", "recap")
    assert "what I alone decide here" in shown("tom", "recap")
    with wall.as_person(person("sam")):
        assert rating.sums_for(meeting.sitting, person("sam"), now) is not None


def test_everybody_has_a_today(client):
    answers = {}
    for person in Person.objects.all():
        client.force_login(person)
        answers[person.name] = client.get("/today/").status_code

    assert answers == dict.fromkeys(Person.objects.values_list("name", flat=True), 200)
