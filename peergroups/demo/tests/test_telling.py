"""Is the story the same each time it is told, and never set at a weekend?"""

from datetime import timedelta

import pytest
from django.db import transaction

from accountability.models import Commitment
from groups.models import Membership
from meetings.models import Attendance, HotSeat, Meeting
from peergroups import clock
from peergroups.demo import cast, story

FACTS = {
    Membership: ("group__name", "person__name", "role", "is_peer", "joined_at"),
    Meeting: ("group__name", "starts_at", "ends_at", "started_before"),
    Attendance: ("meeting__starts_at", "person__name", "answer", "answered_at"),
    HotSeat: ("meeting__starts_at", "person__name", "brief__shared_at"),
    Commitment: ("person__name", "due_on", "made_at", "said__outcome", "said__said_at"),
}


def facts():
    """Tell the story without the numbers that are drawn at random."""
    return [list(model.objects.order_by(*fields).values_list(*fields)) for model, fields in FACTS.items()]


def told_and_forgotten(now, **how):
    with transaction.atomic():
        story.tell(now=now, **how)
        told = facts()
        transaction.set_rollback(True)
    return told


@pytest.mark.django_db
def test_the_same_seed_tells_the_same_story(now):
    assert told_and_forgotten(now, seed=1) == told_and_forgotten(now, seed=1)


@pytest.mark.django_db
def test_another_seed_tells_another(now, monkeypatch):
    monkeypatch.setattr(clock, "PLANNERS", [])  # chance is in what people do; the clock takes nine tenths of the time

    assert told_and_forgotten(now, seed=1) != told_and_forgotten(now, seed=2)


@pytest.mark.parametrize("weekday", range(7))
def test_no_meeting_is_ever_at_a_weekend(now, weekday):
    circles = cast.read().circles

    days = [day for circle in circles for day in circle.meeting_days(now + timedelta(days=weekday))]

    assert [day for day in days if day.weekday() >= 5] == []
    assert len(days) >= len(circles)
