"""What does a calendar learn of a meeting? When it is and where to read on; never who, what about or how to join."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from groups.models import Person
from meetings import ics
from meetings.models import Meeting

REMEMBERED = timedelta(days=90)  # for so long a calendar goes on showing what is over


def feed(person: Person, *, now: datetime) -> bytes:
    """Write all that a person's calendar shows, in the person's own language: nobody is signed in."""
    with translation.override(person.language):
        return ics.feed([entry(meeting, person) for meeting in shown(person, now)], name=_("Peer group meetings"))


def shown(person: Person, now: datetime) -> QuerySet[Meeting]:
    """The meetings of all rooms that are open to a person, cancelled ones as such."""
    rooms = person.memberships.signed().values("group")
    recent = Meeting.objects.filter(group__in=rooms, ends_at__gt=now - REMEMBERED)
    return recent.select_related("group").order_by("starts_at")


def dates(meetings: Iterable[Meeting], person: Person) -> bytes:
    """Write the dates of a rhythm for a person to add to their calendar in one go."""
    return ics.dates(entry(meeting, person) for meeting in meetings)


def file(meeting: Meeting, person: Person) -> bytes:
    """Write one meeting for a person to add to their calendar."""
    return ics.file(entry(meeting, person))


def news(meeting: Meeting, person: Person) -> bytes:
    """Write what moves a meeting in a person's calendar, or takes it out of there."""
    return ics.news(entry(meeting, person), reader=person.email)


def entry(meeting: Meeting, person: Person) -> ics.Entry:
    link = urljoin(settings.SITE_URL, meeting.get_absolute_url())
    return ics.Entry(
        uid=f"meeting-{meeting.pk}@peergroups",
        revision=meeting.revision,
        revised_at=meeting.revised_at,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=meeting.group.zone,
        cancelled=meeting.cancelled_at is not None,
        title=title(meeting, person),
        text=_("The agenda and how to join: %(link)s") % {"link": link},
        link=link,
        sender=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
    )


def title(meeting: Meeting, person: Person) -> str:
    """Call every meeting the same, unless the person wants to see whose it is; in one line whatever was typed."""
    if not person.calendar_names_group:
        return _("Peer group meeting")
    group = "".join(letter if letter.isprintable() else " " for letter in meeting.group.name)
    return _("%(group)s: peer group meeting") % {"group": " ".join(group.split())}
