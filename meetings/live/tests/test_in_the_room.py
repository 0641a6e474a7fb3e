"""What does everybody in a meeting see and say: who is here, whose hand is up, what is on the screen for all?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.live import leading
from meetings.live.tests.rooms import at, begin, page, say, steer, wait
from meetings.models import Here, Sitting

pytestmark = pytest.mark.django_db


def test_only_who_leads_moves_it_on(room):
    begin(room)

    assert steer(room, "pause", room.priya).status_code == 403
    assert say(room, room.priya, f"came {room.arun.pk}").status_code == 302
    assert not Here.objects.filter(person=room.arun).exists()


def test_whoever_comes_late_comes_in_with_a_tap_of_theirs_or_of_who_leads(room):
    begin(room)

    say(room, room.priya, "here")
    say(room, room.sam, f"came {room.arun.pk}")

    assert set(Here.objects.filter(private_at=None).values_list("person", flat=True)) == {room.sam.pk, room.arun.pk}
    assert "Here (3)" in page(room, room.sam)


def test_whoever_is_on_a_sabbatical_is_not_waited_for(room):
    begin(room)
    now = timezone.now()
    away = room.group.memberships.filter(person=room.arun)
    away.update(paused_at=now - timedelta(days=1), returns_at=now + timedelta(days=20))

    assert "Arun Rao <small>on a sabbatical</small>" in page(room, room.sam)


def test_hands_and_readiness_are_quiet_and_in_order(room):
    sitting = begin(room)
    for person in (room.priya, room.arun):
        say(room, person, "here")
    say(room, room.arun, "hand")
    wait(room, seconds=5)
    say(room, room.priya, "hand")
    say(room, room.priya, f"ready {sitting.current_id}")

    shown = page(room, room.sam)
    queue = shown[shown.index("would like to speak") :]
    assert queue.index("Arun Rao") < queue.index("Priya")
    assert "1 of 3 are ready to go on" in shown
    say(room, room.sam, f"lower {room.arun.pk}")
    assert [one.person for one in Here.objects.exclude(hand_at=None)] == [room.priya]


def test_the_lead_is_handed_over_to_somebody_who_is_there(room):
    begin(room)

    room.phones[room.sam].post(at(room, "lead"), {"person": room.arun.pk})
    assert Sitting.objects.get().leader == room.sam
    say(room, room.arun, "here")
    room.phones[room.sam].post(at(room, "lead"), {"person": room.arun.pk})

    assert Sitting.objects.get().leader == room.arun
    assert steer(room, "pause", room.arun).status_code == 302
    assert steer(room, "go_on").status_code == 403


def test_the_screen_for_all_shows_no_names_of_who_is_there_and_no_controls(room):
    begin(room)

    shown = room.phones[room.priya].get(at(room, "present")).content.decode()

    assert "Join on your phone" in shown
    assert [words in shown for words in ("Pause", "Arun Rao", "ready to go on")] == [False] * 3


def test_the_room_costs_the_same_with_one_there_and_with_three(room, django_assert_num_queries):
    begin(room)
    with CaptureQueriesContext(connection) as alone:
        page(room, room.sam)
    cost = len(alone)
    for person in (room.priya, room.arun):
        say(room, person, "here")

    with django_assert_num_queries(cost):
        page(room, room.sam)
    assert 0 < cost <= 25


def test_words_for_what_is_difficult_are_two_taps_away_and_say_whom_to_call(room):
    room.group.programme.signposts.create(country="", text="Call the night line", written_at=timezone.now())
    begin(room)

    link = reverse("meetings:playbooks", args=[room.meeting.pk])
    assert link in page(room, room.sam)
    shown = room.phones[room.sam].get(link).content.decode()

    assert shown.count("<summary>") == 7
    assert "Call the night line" in shown


def test_nobody_is_called_into_a_meeting_that_was_ended_before_its_time(room):
    sitting, arun = begin(room), room.phones[room.arun]
    pages = ("/today/", room.meeting.get_absolute_url())
    before = ["Join the meeting" in arun.get(page).content.decode() for page in pages]

    leading.end(sitting, now=timezone.now())

    today, meeting = (arun.get(page).content.decode() for page in pages)
    assert before == [True, True]
    assert ["Join the meeting" in page for page in (today, meeting)] == [False, False]
    assert "What we take with us" in meeting
