"""Who prepares a hot seat, and who speaks for a request? Its presenter with coach and facilitator; its author alone."""

from functools import partial

from groups.access import gate


def asked_for_it(place, found, person):
    return place is not None and found.person_id == person.pk


def prepares(place, found, person):
    return place is not None and (place.facilitates or person.pk in (found.person_id, found.coach_id))


def may_name(place, found, person):
    return place is not None and (place.facilitates or found.person_id == person.pk)


def coaches(place, found, person):
    return place is not None and found.coach_id == person.pk


asker_of = partial(gate, admits=asked_for_it, label="asker")
preparer_of = partial(gate, admits=prepares, label="presenter, coach or facilitator")
namer_of = partial(gate, admits=may_name, label="presenter or facilitator")
coach_of = partial(gate, admits=coaches, label="coach")
