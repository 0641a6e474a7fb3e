"""Who may speak for a commitment? Whoever made it, by their mail too, and whoever leads the meeting that asks."""

from functools import partial, wraps

from django.shortcuts import render
from django.utils import timezone

from accountability import buddies, links
from groups.access import by_link, gate, is_theirs
from meetings.models import Sitting


def leads_the_room(place, found, person):
    return place is not None and Sitting.objects.led_by(person).filter(meeting__group=found.group).exists()


def holds_its_owner(place, found, person):
    return place is not None and buddies.buddy_of(found.person_id, found.group_id, timezone.now()) == person


def said_they_saw(place, found, person):
    """Whoever said so; where that holds no longer, also the buddy, whose page may be from before."""
    said = found.follow_up_said
    seen_by = said.seen_by if said else None
    return place is not None and seen_by == person if seen_by else holds_its_owner(place, found, person)


owner_of = partial(gate, admits=is_theirs, label="owner")
leader_over = partial(gate, admits=leads_the_room, label="leader of the meeting")
buddy_over = partial(gate, admits=holds_its_owner, label="buddy")
whoever_saw = partial(gate, admits=said_they_saw, label="whoever saw it")


def speaking_by_link(view):
    """Hand over what the link of a mail was made for; a dead link gets a kind page."""

    @by_link
    @wraps(view)
    def guarded(request, check_in_token):
        found = links.behind(check_in_token, timezone.now())
        return view(request, found) if found else render(request, "accountability/check_in_over.html", status=410)

    return guarded
