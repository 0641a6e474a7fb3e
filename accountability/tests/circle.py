"""A group in which three chose a buddy, and what its people choose, say and read in the tests of that."""

from datetime import timedelta
from types import SimpleNamespace

from accountability import holding
from accountability.tests.makers import NOON, make_commitment, make_follow_up
from accountability.tests.pages import page_of
from groups import wall
from groups.tests.makers import make_facilitator, make_member

PAGE = "/groups/mill-street/commitments/"
SAID = "Call three old customers"


def make_circle(group):
    """Priya, Arun and Tom chose a buddy, Jo did not, and Sam facilitates: Arun is Priya's buddy, Tom is Arun's."""
    room = SimpleNamespace(group=group, sam=make_facilitator(group))
    for name in ("Priya Nair", "Arun Rao", "Tom Reed", "Jo Bell"):
        person = make_member(group, name)
        setattr(room, person.first_name.lower(), person)
    for number, person in enumerate((room.sam, room.priya, room.arun, room.tom, room.jo)):
        group.memberships.filter(person=person).update(joined_at=NOON - timedelta(days=90 - number))
    for person in (room.priya, room.arun, room.tom):
        hold(group, person)
    return room


def hold(group, person, by="buddy", **how):
    with wall.as_person(person):
        holding.hold_me(group.membership_of(person), now=NOON, by=by, **how)


def done(room, person=None, outcome="done", **who):
    """Let Priya, or somebody else, commit to something and say how it went."""
    made = make_commitment(room.group, person or room.priya, SAID, **who)
    make_follow_up(made, outcome)
    return made


def shown(client, person, page=PAGE):
    client.force_login(person)
    return page_of(client.get(page))
