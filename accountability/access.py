"""Who may speak for a promise? Whoever made it, and whoever leads the meeting that asks; its group reads it."""

from functools import partial

from groups.access import gate
from meetings.models import Sitting


def promised_it(place, found, person):
    return place is not None and found.person_id == person.pk


def leads_the_room(place, found, person):
    return place is not None and Sitting.objects.led_by(person).filter(meeting__group=found.group).exists()


owner_of = partial(gate, admits=promised_it, label="owner")
leader_over = partial(gate, admits=leads_the_room, label="leader of the meeting")
