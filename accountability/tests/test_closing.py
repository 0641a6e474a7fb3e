"""Does nobody leave a meeting without having said what they will do? Written, dictated, or declined aloud."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accountability import closing
from accountability.models import Commitment, Dictation, commit
from accountability.tests.held import at, end, is_over, names_of, none, settle, shown, take_down, turn, write_commitment
from accountability.tests.pages import kept
from groups import wall
from groups.models import Words
from groups.tests.makers import make_facilitator, make_group
from meetings.live import attending, leading
from meetings.models import Sitting
from meetings.tests.makers import make_meeting
from peergroups.outbox.models import Alarm, Delivery

pytestmark = pytest.mark.django_db


def test_each_writes_their_own_in_one_tap_and_comes_back_to_the_room(room):
    assert at(room, "commit") in shown(room, room.priya)

    answer = write_commitment(room, room.priya)

    assert answer["Location"] == room.meeting.get_live_url()
    assert kept(room.priya) == [("Call Ann", room.later)]
    assert Commitment.objects.get().meeting == room.meeting
    assert "You have said what you will do" in shown(room, room.priya)
    assert room.priya.name not in shown(room, room.sam).split('id="commitments"')[1].split("</section>")[0]


def test_a_commitment_without_words_is_refused_and_loses_nothing(room):
    answer = write_commitment(room, room.priya, what="", first_step="Monday at nine")

    assert answer.status_code == 422
    assert "Monday at nine" in answer.content.decode()


def test_it_ends_only_once_each_who_is_here_has_said(room):
    refused = end(room)
    assert (refused.status_code, names_of(refused), is_over()) == (409, ["Sam", "Priya", "Arun"], False)

    write_commitment(room, room.priya)
    none(room, room.arun)
    assert names_of(end(room)) == ["Sam"]
    none(room, room.sam, ending="yes")

    assert (end(room).status_code, is_over()) == (302, True)


def test_a_commitment_of_before_is_none_of_this_meeting(room):
    sitting = room.sitting
    with wall.as_person(room.priya):
        early = {"due_on": room.later, "now": sitting.started_at - timedelta(minutes=1)}
        commit(room.group, room.priya, what="Call Ann", **early)

    assert "Priya" in names_of(end(room))


def test_who_has_gone_and_who_only_keeps_the_room_are_not_waited_for(room):
    attending.leave(room.sitting, room.arun, now=timezone.now())
    room.group.memberships.filter(person=room.sam).update(is_peer=False)

    assert names_of(end(room)) == ["Priya"]
    assert "You have said" not in shown(room, room.sam)


def test_none_this_month_is_said_by_oneself_or_by_who_leads_and_taken_back(room):
    none(room, room.priya, of=room.arun)
    assert "Arun" in names_of(end(room))

    none(room, room.sam, of=room.arun)
    assert "Arun" not in names_of(end(room))
    none(room, room.arun)
    assert "Arun" in names_of(end(room))


def test_what_who_leads_took_down_is_read_by_nobody_but_its_person(room):
    answer = take_down(room, room.arun)

    assert answer["Location"] == room.meeting.get_live_url()
    for person, expected in ((room.sam, 0), (room.priya, 0), (room.arun, 1)):
        with wall.as_person(person):
            assert Words.objects.count() == expected
    assert "Ring the bank" in room.phones[room.arun].get(at(room, "commit")).content.decode()
    assert names_of(end(room)) == ["Sam", "Priya"]
    assert "One is written down for you" in shown(room, room.arun)


def test_what_was_taken_down_becomes_ones_own_once(room):
    take_down(room, room.arun, "Ring the bakk")
    take_down(room, room.arun)
    dictation = Dictation.objects.open().get()

    settle(room, room.arun, "take")
    room.phones[room.arun].post(reverse("accountability:settle", args=[dictation.pk]), {"do": "take"})

    assert kept(room.arun) == [("Ring the bank", room.later)]
    assert not Dictation.objects.open().exists()


def test_what_is_refused_is_gone_and_to_be_said_anew(room):
    take_down(room, room.arun)

    settle(room, room.arun, "refuse")

    assert (kept(room.arun), "Arun" in names_of(end(room))) == ([], True)


def test_only_who_leads_takes_down_and_ends(room):
    phone = room.phones[room.priya]

    codes = [
        phone.post(at(room, "take_down", room.arun.pk), {"what": "x", "due_on": room.later}).status_code,
        phone.get(at(room, "end")).status_code,
        phone.post(at(room, "end")).status_code,
    ]
    assert codes == [403] * 3


def test_other_phones_learn_that_somebody_has_said_it(room):
    before = Sitting.objects.get().version

    write_commitment(room, room.priya)

    assert Sitting.objects.get().version == before + 1


@pytest.mark.parametrize("kind", ["opening", "updates", "needs"])
def test_in_other_parts_nobody_is_asked(room, kind):
    turn(room.sitting, kind)

    assert 'id="commitments"' not in shown(room, room.priya)


def test_after_the_end_the_page_leads_on(room):
    with wall.as_person(room.sam):
        leading.end(room.sitting, now=timezone.now())

    assert room.phones[room.priya].get(at(room, "commit")).status_code == 302
    assert write_commitment(room, room.priya).status_code == 302
    assert not Commitment.objects.exists()


@pytest.mark.parametrize("do", ["none x", "none 99999999999999999999", "none 1"])
def test_rubbish_says_nothing_for_anybody(room, do):
    assert room.phones[room.sam].post(at(room, "none"), {"do": do}).status_code in (302, 404)
    assert not room.sitting.here.exclude(nothing_at=None).exists()


@pytest.mark.parametrize(("minutes", "over"), [(59, False), (60, True)])
def test_what_nobody_ended_is_ended_an_hour_after_its_time(room, minutes, over):
    sitting = Sitting.objects.get(pk=room.sitting.pk)

    closing.end_forgotten(now=sitting.ends_at + timedelta(minutes=minutes))

    told = Delivery.objects.filter(kind="recap").count()
    assert (is_over(), told) == (over, 4 if over else 0)  # whoever was not there as well


def test_a_forgotten_meeting_whose_members_have_all_left_ends_and_tells_nobody(room):
    room.group.memberships.update(left_at=timezone.now())

    closing.end_forgotten(now=room.sitting.ends_at + timedelta(hours=2))

    assert (is_over(), Delivery.objects.filter(kind="recap").exists()) == (True, False)


def test_one_forgotten_meeting_that_cannot_be_ended_rings_the_alarm_and_holds_up_no_other(room):
    now, group = timezone.now(), make_group("Another group")
    other = make_meeting(group, now + timedelta(minutes=5), now=now)
    broken = leading.start(other, make_facilitator(group, "Kim Lee"), now=now)
    broken.stretches.update(used=timedelta.max)

    closing.end_forgotten(now=room.sitting.ends_at + timedelta(hours=3))

    room.sitting.refresh_from_db()
    assert room.sitting.ended_at
    assert [alarm.name for alarm in Alarm.objects.all()] == ["ending a meeting that nobody ended"]
    broken.stretches.update(used=timedelta(0))
    closing.end_forgotten(now=room.sitting.ends_at + timedelta(hours=3))
    assert not Alarm.objects.exists()
