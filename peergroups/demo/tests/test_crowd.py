"""Is a group of the crowd like any other group, only made faster?"""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.models import F, Sum

from accountability.models import Commitment
from groups import wall
from groups.models import Group, Membership, Person, Words
from meetings.models import Brief, Meeting
from peergroups.demo import crowd
from peergroups.outbox.models import Delivery
from peergroups.tests.database import once_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("three")]

NOW = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)  # a charter signed long ago is closed


three = once_a_module(lambda: crowd.fill(now=NOW, groups=3))


def test_each_group_has_six_peers_and_a_facilitator_who_have_all_signed():
    sizes = {(g.memberships.peers().count(), g.memberships.signed().count()) for g in Group.objects.all()}

    assert (Group.objects.count(), sizes) == (3, {(6, 7)})


def test_two_years_of_meetings_were_held_and_the_next_is_planned():
    rooms = Group.objects.all()

    assert {room.meetings.held(NOW).count() for room in rooms} == {crowd.HELD}
    assert {room.meetings.upcoming(NOW).count() for room in rooms} == {1}


def test_every_agenda_sums_to_its_meeting():
    sums = Meeting.objects.annotate(planned=Sum("agenda_items__minutes"), length=F("ends_at") - F("starts_at"))

    assert [meeting for meeting in sums if meeting.planned * 60 != meeting.length.total_seconds()] == []


def test_the_words_are_sealed_and_read_in_their_own_room_only():
    person = Person.objects.filter(memberships__role=Membership.Role.MEMBER).order_by("email").first()
    with wall.as_person(person):
        read = {words.group_id for words in Words.objects.all() if words.answers}
        commitments = len(Commitment.objects.worded())
    with wall.as_person(person), connection.cursor() as cursor:
        cursor.execute("SELECT bool_and(body LIKE 'gAAAA%') FROM groups_words")

        assert cursor.fetchone() == (True,)
    assert read == {person.memberships.get().group_id}
    assert commitments == crowd.HELD * crowd.PEERS


def test_outside_the_rooms_no_words_are_seen():
    assert Brief.objects.exists()
    assert not Words.objects.exists()


def test_nothing_is_waiting_to_be_sent():
    assert not Delivery.objects.due(NOW).exists()
