"""How does a group come to an archive? One asks, every member answers for themselves, and then it is made."""

from datetime import datetime

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from groups import exports
from groups.archived import offered
from groups.audit import Act, note
from groups.models import Archive, Consent, Export, Group, Person
from groups.models.archives import OPEN_FOR
from peergroups.outbox import ledger

KIND = "archive_asked"


class NotNow(Exception):
    """It waits for somebody's answer, or its time is over."""


@transaction.atomic
def ask(group: Group, *, by: Person, now: datetime) -> Archive:
    """Ask every member; while one question is open there is no second."""
    Group.objects.select_for_update().get(pk=group.pk)
    if asked := group.archives.asked(now).first():
        return asked
    archive = Archive.objects.create(group=group, asked_by=by, asked_at=now, closes_at=now + OPEN_FOR)
    everybody = list(group.memberships.current().values_list("person", flat=True))
    Consent.objects.bulk_create(Consent(archive=archive, person_id=person) for person in everybody)
    note(Act.ASKED_ARCHIVE, now=now, actor=by, group=group, about=archive)
    owed = [ledger.Owed(who, KIND, archive, now, now, archive.closes_at) for who in everybody if who != by.pk]
    ledger.owe_all(owed, now=now)
    return archive


@transaction.atomic
def answer(archive: Archive, *, by: Person, said: str, given: list[int], now: datetime) -> None:
    """Take down what a member says; the last word counts until the archive is made."""
    archive = held(archive, now)
    if said == Consent.Said.YES:
        own = {words.pk for words in offered(archive.group, by)}
        given = [key for key in given if key in own]
    else:
        given = []
    archive.consents.update_or_create(person=by, defaults={"said": said, "said_at": now, "given": given})
    note(Act.ANSWERED_ARCHIVE, now=now, actor=by, group=archive.group, about=archive)


@transaction.atomic
def make(archive: Archive, *, now: datetime) -> Export:
    """Have the file gathered for whoever asked; a consent of somebody who left in between is none."""
    archive = held(archive, now)
    if missing := [place.person.name or _("A member") for place in archive.unanswered()]:
        raise NotNow(_("It cannot be made yet. These have not answered: %(names)s.") % {"names": ", ".join(missing)})
    let = archive.consents.standing().values_list("pk", flat=True)
    archive.consents.exclude(pk__in=list(let)).update(said=Consent.Said.NOTHING, given=[])
    archive.made_at = now
    archive.save(update_fields=["made_at"])
    note(Act.MADE_ARCHIVE, now=now, actor=archive.asked_by, group=archive.group, about=archive)
    return Export.objects.create(person=archive.asked_by, archive=archive, asked_at=now)


def held(archive: Archive, now: datetime) -> Archive:
    """Read it anew and let a second tap wait; refuse it once it is made or over."""
    found = Archive.objects.select_for_update(of=["self"]).filter(pk=archive.pk).asked(now)
    if not found:
        raise NotNow(_("This archive is made, or its time is over. Nothing was changed."))
    return found[0]


def drop_files(person: Person) -> None:
    """Take away at once what is made and may hold words of somebody whose account goes."""
    made = Export.objects.filter(archive__consents__person=person)
    cache.delete_many([exports.place(export) for export in made])


def plan(*, now: datetime) -> int:
    """Owe the question to those who joined, or came back, since it was asked: it waits for them too."""
    since = [
        ledger.Owed(place.person_id, KIND, archive, place.joined_at, now, archive.closes_at)
        for archive in Archive.objects.asked(now)
        for place in archive.unanswered().filter(joined_at__gt=archive.asked_at).exclude(person=archive.asked_by_id)
    ]
    return ledger.owe_all(since, now=now)


def still_asked(delivery, *, now):
    """Say whether the question is still open to this person."""
    archive = delivery.about
    is_open = Archive.objects.asked(now).filter(pk=archive.pk).exists()
    return is_open and archive.unanswered().filter(person=delivery.person_id).exists()
