"""Who arranges a meeting, prepares a hot seat, agrees to a swap, closes what is parked, leads, answers by a link?

A facilitator, or the elect in their place; a presenter with coach and facilitator; whoever was asked; an author, or the
facilitator once they have left; whoever leads a meeting being held; whoever holds the link of their own mail.
"""

from functools import partial, wraps

from django.shortcuts import render
from django.utils import timezone

from groups.access import by_link, gate, is_theirs
from meetings import parking
from meetings.models import Duty, Sitting
from meetings.polls import links


def prepares(place, found, person):
    return place is not None and (place.facilitates or person.pk in (found.person_id, found.coach_id))


def may_name(place, found, person):
    return place is not None and (place.facilitates or found.person_id == person.pk)


def coaches(place, found, person):
    return place is not None and found.coach_id == person.pk


def was_asked_to_swap(place, found, person):
    return place is not None and found.asked_id == person.pk


def steers(place, found, person):
    return place is not None and Sitting.objects.led_by(person).filter(meeting=found).exists()


def presents(place, found, person):
    return place is not None and found.hot_seats.filter(person=person).exists()


def may_close(place, found, person):
    return place is not None and parking.may_close(place, found, person)


def facilitates(place, found, person):
    """Whoever keeps the room, facilitates this meeting, or is its elect while no facilitator can be there."""
    if place is None:
        return False
    return place.facilitates or found.duties.filter(person=person).opening_doors().exists()


def leads(place, found, person):
    """Likewise without the elect: whoever stands in hands nothing over."""
    if place is None:
        return False
    return place.facilitates or found.duties.filter(person=person, role=Duty.Role.FACILITATOR).exists()


arranger_of = partial(gate, admits=facilitates, label="facilitator, or elect in their place,")
leader_of = partial(gate, admits=leads, label="facilitator")
asker_of = partial(gate, admits=is_theirs, label="asker")
preparer_of = partial(gate, admits=prepares, label="presenter, coach or facilitator")
namer_of = partial(gate, admits=may_name, label="presenter or facilitator")
coach_of = partial(gate, admits=coaches, label="coach")
asked_to = partial(gate, admits=was_asked_to_swap, label="asked member")
sitter_of = partial(gate, admits=is_theirs, label="presenter")
presenter_of = partial(gate, admits=presents, label="presenter")
steerer_of = partial(gate, admits=steers, label="leader")
closer_of = partial(gate, admits=may_close, label="author")


def answering_by_link(view):
    """Hand over the poll and the place of the person its link was made for; a dead link gets a kind page."""

    @by_link
    @wraps(view)
    def guarded(request, poll_token):
        found = links.behind(poll_token)
        if found is None or not found[0].takes_answers(timezone.now()):
            return render(request, "meetings/poll_link_over.html", status=410)
        return view(request, *found)

    return guarded
