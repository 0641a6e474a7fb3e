"""How is a programme run? Its rules, admins and facilitators change by these verbs, each with a line in the log."""

from datetime import datetime

from django.db import transaction

from groups import naming
from groups.audit import Act, note
from groups.founding import found_programme, person_at
from groups.models import Facilitator, Person, Programme


class LastAdmin(Exception):
    """A programme is run by somebody: the last of its admins stays until there is another."""


@transaction.atomic
def open_programme(name: str, *, zone: str, admin: str, by: Person, now: datetime) -> Programme:
    """Found a programme, with somebody to run it from the first day."""
    programme = found_programme(name)
    programme.zone = zone
    programme.save(update_fields=["zone"])
    note(Act.FOUNDED_PROGRAMME, now=now, actor=by, programme=programme)
    name_admin(programme, admin, by=by, now=now)
    return programme


@transaction.atomic
def change_rules(programme: Programme, *, by: Person, now: datetime) -> None:
    """Keep what was changed on a programme."""
    programme.save()
    note(Act.CHANGED_PROGRAMME, now=now, actor=by, programme=programme)


@transaction.atomic
def name_admin(programme: Programme, email: str, *, by: Person, now: datetime) -> Person:
    """Let somebody run the programme; doing so twice changes nothing."""
    person = person_at(email, zone=programme.zone)
    if not programme.admins.filter(pk=person.pk).exists():
        programme.admins.add(person)
        note(Act.NAMED_ADMIN, now=now, actor=by, programme=programme, person=person)
        tell_groups(programme, person, by=by, now=now)
        naming.tell(person, naming.ADMIN, programme, by=by, now=now)
    return person


@transaction.atomic
def dismiss_admin(programme: Programme, person: Person, *, by: Person, now: datetime) -> None:
    """Let somebody run the programme no longer; of two who go at once the second stays."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    if not programme.admins.exclude(pk=person.pk).exists():
        raise LastAdmin
    if programme.admins.filter(pk=person.pk).exists():
        programme.admins.remove(person)
        note(Act.DISMISSED_ADMIN, now=now, actor=by, programme=programme, person=person)
        tell_groups(programme, person, by=by, now=now)


def tell_groups(programme: Programme, person: Person, *, by: Person, now: datetime) -> None:
    """Write into each group's log that somebody came to run its programme, or no longer does, and by whose hand."""
    for group in programme.groups.all():
        note(Act.CHANGED_ROLE, now=now, actor=by, person=person, group=group, about=programme)


@transaction.atomic
def name_facilitator(programme: Programme, email: str, *, by: Person, now: datetime, **keeps: object) -> Facilitator:
    """Count somebody among those who keep groups; naming them again changes how many and where."""
    person = person_at(email, zone=programme.zone)
    found, made = Facilitator.objects.update_or_create(programme=programme, person=person, defaults=keeps)
    act = Act.NAMED_FACILITATOR if made else Act.CHANGED_FACILITATOR
    note(act, now=now, actor=by, programme=programme, person=person)
    if made:
        naming.tell(person, naming.FACILITATOR, programme, by=by, now=now)
    return found


@transaction.atomic
def change_facilitator(facilitator: Facilitator, *, by: Person, now: datetime, **keeps: object) -> None:
    for name, value in keeps.items():
        setattr(facilitator, name, value)
    facilitator.save()
    note(Act.CHANGED_FACILITATOR, now=now, actor=by, programme=facilitator.programme, person=facilitator.person)


@transaction.atomic
def dismiss_facilitator(facilitator: Facilitator, *, by: Person, now: datetime) -> None:
    """Give them no more groups; those they keep stay theirs."""
    note(Act.DISMISSED_FACILITATOR, now=now, actor=by, programme=facilitator.programme, person=facilitator.person)
    facilitator.delete()
