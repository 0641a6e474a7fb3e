"""Who may speak for a promise? Whoever made it; its group reads it."""

from functools import partial

from groups.access import gate


def promised_it(place, found, person):
    return place is not None and found.person_id == person.pk


owner_of = partial(gate, admits=promised_it, label="owner")
