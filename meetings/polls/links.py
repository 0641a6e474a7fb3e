"""What does the link of a mail open? One poll, for one member, while answers are taken, and nothing else."""

from django.core import signing
from django.urls import reverse

from groups.models import Membership, Person
from meetings.models import Poll

SALT = "meetings.polls"


def token(poll: Poll, place: Membership) -> str:
    """Name the poll and a person's place in its group: who leaves and comes back has another one."""
    return signing.Signer(salt=SALT).sign(f"{poll.pk}.{place.pk}")


def link(poll: Poll, person: Person) -> str:
    """Return the address for a mail; the page with everything for whoever sits there no longer, who is not let in."""
    place = poll.group.memberships.current().filter(person=person).first()
    return reverse("meetings:vote_by_link", args=[token(poll, place)]) if place else poll.get_absolute_url()


def behind(text: str) -> tuple[Poll, Membership] | None:
    """Find what a link was made for; nothing when it is forged, or when its person has left."""
    try:
        poll_id, place_id = map(int, signing.Signer(salt=SALT).unsign(text).split("."))
    except (signing.BadSignature, ValueError):
        return None
    poll = Poll.objects.filter(pk=poll_id).select_related("group").first()
    places = Membership.objects.signed().select_related("person")
    place = poll and places.filter(pk=place_id, group=poll.group_id, person__is_active=True).first()
    return (poll, place) if poll and place else None
