"""Can a member bring a topic to a meeting, does it get its time, and who reads what it is about?"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groups import wall
from groups.models import Words
from groups.tests.makers import make_room
from meetings.models import Topic
from meetings.models.updates import bring
from meetings.tests.makers import make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(client):
    group, sam, priya = make_room()
    meeting = make_meeting(group, timezone.now() + timedelta(days=9), now=timezone.now())
    client.force_login(sam)
    return meeting, sam, priya


def at(name, meeting):
    return reverse(f"meetings:{name}", args=[meeting.pk])


def kinds(meeting):
    return [item.kind for item in meeting.agenda_items.all()]


def test_a_member_brings_a_topic_and_the_facilitator_makes_time_for_it(client, room):
    meeting, sam, priya = room
    client.force_login(priya)
    *before, close = kinds(meeting)
    client.post(at("topics", meeting), {"topic": "Shall we meet at my shop once?"})
    on_page = client.get(meeting.get_absolute_url()).content.decode()
    client.force_login(sam)
    topic = Topic.objects.get()

    client.post(at("add_part", meeting), {"topic": topic.pk})

    assert "1 topic brought" in on_page
    assert "Shall we meet at my shop once?" in client.get(meeting.get_absolute_url()).content.decode()
    assert kinds(meeting) == [*before, "topic", close]


def test_a_topic_that_fewer_people_may_read_keeps_its_time_under_no_name(client, room):
    meeting, _sam, priya = room
    with wall.as_person(priya):
        topic = bring(meeting, priya, "The shop", now=timezone.now())
    client.post(at("add_part", meeting), {"topic": topic.pk})
    client.force_login(priya)
    client.post(f"/words/{topic.words_id}/readers/", {"readers": "me"})
    client.force_login(room[1])

    pages = [
        client.get(meeting.get_absolute_url()),
        client.get(at("arrange", meeting)),
        client.get(at("topics", meeting)),
    ]

    assert [(page.status_code, "The shop" in page.content.decode()) for page in pages] == [(200, False)] * 3
    assert "A topic of the group’s" in pages[0].content.decode()


def test_a_topic_taken_back_takes_its_time_with_it(client, room):
    meeting, _sam, priya = room
    before = kinds(meeting)
    with wall.as_person(priya):
        topic = bring(meeting, priya, "The shop", now=timezone.now())
    client.post(at("add_part", meeting), {"topic": topic.pk})
    client.force_login(priya)

    client.post(reverse("meetings:withdraw_topic", args=[topic.pk]))

    assert (kinds(meeting), Topic.objects.count()) == (before, 0)
    with wall.as_person(priya):
        assert Words.objects.count() == 0


@pytest.mark.parametrize(("text", "told"), [("", "Write what you want"), ("🙂" * 301, "at most 300 characters")])
def test_a_topic_that_says_nothing_or_too_much_is_refused_and_kept(client, room, text, told):
    client.force_login(room[2])

    page = client.post(at("topics", room[0]), {"topic": text})

    assert page.status_code == 422
    assert told in page.content.decode()
    assert text in page.content.decode()


def test_once_the_meeting_has_begun_no_topic_is_brought_or_taken_back(client, room):
    meeting, _sam, priya = room
    with wall.as_person(priya):
        topic = bring(meeting, priya, "The shop", now=timezone.now())
    meeting.starts_at = timezone.now() - timedelta(minutes=1)
    meeting.save()
    client.force_login(priya)

    client.post(at("topics", meeting), {"topic": "Another"})
    client.post(reverse("meetings:withdraw_topic", args=[topic.pk]))

    assert list(Topic.objects.all()) == [topic]
