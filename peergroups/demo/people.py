"""Whom can one be in the demo? Everybody of its cast, the named ones first, with their place in one line."""

from django.utils.translation import gettext as _

from groups.models import Membership, Person
from peergroups.demo import cast


def rooms():
    """Group the cast under headings: those the guides speak of, then each group's people; everybody once."""
    people = {person.email: person for person in known()}
    named = [people.pop(cast.address(key)) for key in cast.NAMED if cast.address(key) in people]
    headings = {_("Start with one of these"): named}
    for person in people.values():
        place = person.places[0] if person.places else None
        headings.setdefault(place.group.name if place else _("Elsewhere"), []).append(person)
    return {heading: found for heading, found in headings.items() if found}


def known():
    """Read the people of the cast who are in this database, each with their places and what they are."""
    emails = [player.email for player in cast.read().players.values()]
    people = list(
        Person.objects.filter(email__in=emails).prefetch_related("programmes_run", "facilitates_in__programme")
    )
    places = Membership.objects.current().filter(person__in=people).select_related("group").order_by("joined_at")
    for person in people:
        person.places = [place for place in places if place.person_id == person.pk]
        person.what = what(person)
    return sorted(people, key=lambda person: emails.index(person.email))


def what(person):
    """Say in one line what somebody is here."""
    if person.is_operator:
        return _("Operator: runs the server")
    held = [in_group(place) for place in person.places]
    held += [_("Admin of %(programme)s") % {"programme": run.name} for run in person.programmes_run.all()]
    if not held:
        held += [
            _("Keeps groups for %(programme)s") % {"programme": kept.programme} for kept in person.facilitates_in.all()
        ]
    return " · ".join(held) or _("Applicant: no group yet")


def in_group(place):
    words = {"group": place.group.name}
    return _("Facilitator of %(group)s") % words if place.facilitates else _("Member of %(group)s") % words
