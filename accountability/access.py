"""Who may speak for a promise? Whoever made it, and whoever leads the meeting that asks; its group reads it."""

from functools import partial

from groups.access import gate
from meetings.models import Sitting


def promised_it(place, found, person):
    return place is not None and found.person_id == person.pk


def leads_the_room(place, found, person):
    held = Sitting.objects.filter(meeting__group=found.group, leader=person, ended_at=None)
    return place is not None and held.exists()


owner_of = partial(gate, admits=promised_it, label="owner")
leader_over = partial(gate, admits=leads_the_room, label="leader of the meeting")
