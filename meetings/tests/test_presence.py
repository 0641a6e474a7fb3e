"""Is who was there noted by the facilitator alone, and read by nobody but them and each member?"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.tests.makers import make_member, make_room
from meetings import presence
from meetings.models import Meeting, Presence
from meetings.models.attendances import answer
from meetings.tests.makers import make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(client):
    """A meeting that was held yesterday; Arun had said that he could not come."""
    group, sam, priya = make_room()
    arun = make_member(group, "Arun Rao")
    group.memberships.update(joined_at=timezone.now() - timedelta(days=400))
    client.force_login(sam)
    meeting = held(group, days=1)
    answer(meeting, arun, "cant", now=timezone.now())
    return meeting, sam, priya, arun


def held(group, *, days):
    now = timezone.now()
    meeting = make_meeting(group, now + timedelta(days=days + 1), now=now)
    ago = timedelta(days=2 * days + 1)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=meeting.starts_at - ago, ends_at=meeting.ends_at - ago)
    meeting.refresh_from_db()
    return meeting


def at(meeting):
    return reverse("meetings:presence", args=[meeting.pk])


def typed(meeting, changed=None):
    """Fill the form as it stands, `there` where nothing was said, with some answers changed."""
    fields = {f"was_{place.person_id}": place.was or "there" for place in presence.expected(meeting)}
    return fields | {f"was_{person.pk}": how for person, how in (changed or {}).items()}


def test_the_form_begins_with_what_each_had_said(client, room):
    meeting, _sam, priya, arun = room

    page = client.get(at(meeting)).content.decode()

    assert f'name="was_{priya.pk}" value="missed"' in page
    assert {place.person: place.was for place in presence.expected(meeting)}[arun] == "missed"


def test_what_is_noted_anew_counts(client, room):
    meeting, _sam, priya, arun = room

    client.post(at(meeting), typed(meeting))
    client.post(at(meeting), typed(meeting, {arun: "excused", priya: "half"}))

    assert dict(meeting.presences.values_list("person", "was"))[arun.pk] == "excused"
    assert presence.misses_of(priya, meeting.group, timezone.now()).told == "½"


def test_an_answer_left_out_is_asked_for_beside_its_name_and_nothing_is_lost(client, room):
    meeting, _sam, priya, arun = room
    given = typed(meeting, {arun: "half"})
    del given[f"was_{priya.pk}"]

    page = client.post(at(meeting), given)

    assert (page.status_code, Presence.objects.count()) == (422, 0)
    assert f"Choose how {priya} was there." in page.content.decode()
    assert 'value="half" id' in page.content.decode()


def test_more_than_two_misses_are_told_to_the_facilitator_with_their_days(client, room):
    meeting, _sam, priya, arun = room
    for days in (30, 60):
        presence.note(held(meeting.group, days=days), {arun.pk: "missed", priya.pk: "missed"}, now=timezone.now())
    presence.note(meeting, {arun.pk: "half"}, now=timezone.now())

    page = client.get(at(meeting)).content.decode()

    assert [flag.person for flag in presence.flags(meeting.group, timezone.now())] == [arun]
    assert "2½ misses in twelve months" in page
    assert arun in [place.person for place in meeting.group.memberships.peers()]


def test_each_member_reads_their_own_and_nobody_elses(client, room):
    meeting, _sam, priya, arun = room
    presence.note(meeting, {arun.pk: "missed", priya.pk: "there"}, now=timezone.now())
    pages = {}
    for person in (priya, arun):
        client.force_login(person)
        pages[person] = client.get(reverse("meetings:list", args=[meeting.group.slug])).content.decode()

    assert "Missed by you in the last twelve months: 1." in pages[arun]
    assert "Missed by you" not in pages[priya]
    assert client.get(at(meeting)).status_code == 403


def test_nothing_is_noted_of_a_meeting_to_come(client, room):
    later = make_meeting(room[0].group, timezone.now() + timedelta(days=9), now=timezone.now())

    assert client.post(at(later), typed(later))["Location"] == later.get_absolute_url()
    assert Presence.objects.count() == 0


def test_whoever_was_away_or_not_there_yet_is_not_asked_about(room):
    meeting, _sam, priya, arun = room
    places = meeting.group.memberships
    places.filter(person=arun).update(joined_at=timezone.now())
    long_ago = timezone.now() - timedelta(days=20)
    places.filter(person=priya).update(paused_at=long_ago, returns_at=timezone.now() + timedelta(days=20))

    assert {arun, priya} & {place.person for place in presence.expected(meeting)} == set()
