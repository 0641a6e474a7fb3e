"""Do phones learn of a change at once, of none without the database, and go on while Redis is away?"""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from meetings.live import leading, signal
from meetings.live.tests.rooms import ask, at, begin, page, say, steer, wait
from meetings.models import Sitting
from meetings.tests.makers import make_meeting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("silent", "leads"), [(59, "sam"), (60, "priya")])
def test_whoever_is_there_takes_over_after_a_minute_of_silence(room, silent, leads):
    sitting = begin(room)
    say(room, room.priya, "here")
    wait(room, minutes=5)
    ask(room, room.sam, Sitting.objects.get().version)
    wait(room, seconds=silent)

    room.phones[room.arun].post(at(room, "lead"))  # not in the room
    room.phones[room.priya].post(at(room, "lead"))

    assert Sitting.objects.get(pk=sitting.pk).leader == getattr(room, leads)


def test_a_phone_that_knows_the_number_is_answered_without_the_database(
    room, django_assert_num_queries, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        begin(room)

    with django_assert_num_queries(0):
        answer = ask(room, room.priya, 1)

    assert (answer.status_code, answer.content) == (304, b"")


def test_a_page_that_was_read_before_a_change_and_is_ready_after_it_hides_it_from_nobody(
    room, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        slow = begin(room)
        steer(room, "more")

    signal.tell(room.meeting.pk, slow.version, slow.leader_id, slow.led_since)

    assert [ask(room, room.priya, shown).status_code for shown in (slow.version, 2)] == [200, 304]


def test_that_the_leader_has_fallen_silent_is_news(room, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        begin(room)
        say(room, room.priya, "here")
    assert [ask(room, room.sam, 2).status_code, ask(room, room.priya, 2).status_code] == [304, 304]

    wait(room, seconds=60)

    news = ask(room, room.priya, 2)
    assert "Lead the meeting" in news.content.decode()
    assert ask(room, room.priya, news.headers["HX-PTag"]).status_code == 304
    assert ask(room, room.sam, 2).status_code == 304
    assert ask(room, room.priya, 2).status_code == 304


def test_that_the_leader_is_heard_again_is_news_as_well(room, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        begin(room)
        say(room, room.priya, "here")
    ask(room, room.sam, 2)
    wait(room, seconds=60)
    silent = ask(room, room.priya, 2).headers["HX-PTag"]

    ask(room, room.sam, 2)

    news = ask(room, room.priya, silent)
    assert (news.status_code, news.headers["HX-PTag"]) == (200, "2")
    assert "Lead the meeting" not in news.content.decode()


def test_after_the_end_no_phone_that_is_left_open_asks_the_database(
    room, django_capture_on_commit_callbacks, django_assert_num_queries
):
    with django_capture_on_commit_callbacks(execute=True):
        sitting = begin(room)
        leading.end(sitting, now=timezone.now())
    wait(room, minutes=2)

    with django_assert_num_queries(0):
        assert ask(room, room.priya, 2).status_code == 304


def test_a_screen_for_all_that_the_leader_opened_is_no_sign_of_their_life(room, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        begin(room)
        say(room, room.priya, "here")
    screen = f"{at(room, 'present')}?phone={signal.token(room.meeting.pk, room.sam.pk)}"
    wait(room, seconds=60)

    codes = [room.phones[room.sam].get(screen, headers={"HX-PTag": shown}).status_code for shown in ("2", "1")]

    assert codes == [304, 200]
    assert "Lead the meeting" in page(room, room.priya)


def test_a_screen_for_all_opens_anew_at_the_end_and_invites_nobody_in_any_more(
    room, django_capture_on_commit_callbacks
):
    sitting = begin(room)
    screen, sam = f"{at(room, 'present')}?phone={signal.token(room.meeting.pk, room.sam.pk)}", room.phones[room.sam]
    begun = sam.get(screen, headers={"HX-PTag": "0"})

    with django_capture_on_commit_callbacks(execute=True):
        leading.end(sitting, now=timezone.now())

    over = sam.get(screen, headers={"HX-PTag": "1"})
    assert ["HX-Refresh" in answer for answer in (begun, over, sam.get(screen))] == [False, True, False]
    assert ["Join on your phone" in answer.content.decode() for answer in (begun, over)] == [True, False]


def test_a_change_a_flush_and_a_foreign_phone_are_answered_in_full(room, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        begin(room)
        steer(room, "more")
    assert ask(room, room.priya, 1).status_code == 200
    assert ask(room, room.priya, 2).status_code == 304
    cache.clear()
    assert ask(room, room.priya, 2).status_code == 200
    assert ask(room, room.priya, 2).status_code == 304

    forged = room.phones[room.priya].get(f"{at(room, 'live_now')}?phone=1-2:x", headers={"HX-PTag": "2"})
    other = make_meeting(room.group, room.meeting.starts_at + timedelta(days=9), now=timezone.now())
    elsewhere = signal.token(other.pk, room.priya.pk)
    foreign = room.phones[room.priya].get(f"{at(room, 'live_now')}?phone={elsewhere}", headers={"HX-PTag": "2"})
    assert (forged.status_code, foreign.status_code) == (200, 200)


def test_while_redis_is_away_the_meeting_goes_on(room, settings):
    begin(room)
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}

    steer(room, "more")

    assert "Running 2 minutes behind" in page(room, room.priya)
    assert ask(room, room.priya, 2).status_code == 200


def test_a_leader_who_is_no_member_any_more_keeps_nobody_from_leading(room, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        begin(room)
        say(room, room.priya, "here")
    room.group.memberships.get(person=room.sam).leave(now=timezone.now())
    wait(room, minutes=2)
    assert ask(room, room.sam, 2).status_code == 304  # their phone is still open
    assert "Lead the meeting" in page(room, room.priya)

    room.phones[room.priya].post(at(room, "lead"))

    assert Sitting.objects.get().leader == room.priya
