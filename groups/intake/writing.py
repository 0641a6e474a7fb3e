"""How do rows of a list become people who applied? Some hundred at once, each with what an undo would need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db.models import Exists, OuterRef, Q, QuerySet

from groups import addresses
from groups.intake import acquainted, values
from groups.intake.cells import Value
from groups.intake.values import Holders
from groups.intake.verdicts import Change, Entry
from groups.models import (
    Application,
    Asked,
    Facilitator,
    FreeTime,
    Import,
    ImportedRow,
    Invitation,
    Membership,
    Person,
    Profile,
    Programme,
)


def nobodys_yet(programme: Programme) -> Q:
    """Those accounts that nobody has used, and that no other programme has anything to do with."""
    mine = {"person": OuterRef("pk")}
    used: list[QuerySet[Any]] = [
        rows.objects.filter(**mine) for rows in (Application, Membership, Invitation, Facilitator, Profile)
    ]
    used += [Asked.objects.filter(**mine).exclude(cohort__programme=programme)]
    used += [Programme.objects.filter(admins=OuterRef("pk"))]
    return Q(*(~Exists(rows) for rows in used), last_login=None, is_operator=False)


def fillable(people: QuerySet[Person], batch: Import) -> QuerySet[Person]:
    """Keep those of whom more than their address may be written: nobody's yet, or known to have applied here."""
    people = acquainted.with_standing(people, batch.programme).select_related("profile").prefetch_related("free_times")
    open_wish = Application.objects.filter(person=OuterRef("pk"), cohort=batch.cohort, withdrawn_at=None)
    return people.filter(nobodys_yet(batch.programme) | Q(applied=True), ~Exists(open_wish))


@dataclass
class Stretch:
    """What some rows of one list come to, gathered to be written at once."""

    batch: Import
    now: datetime
    accounts: list[Person] = field(default_factory=list)
    profiles: list[Profile] = field(default_factory=list)
    wishes: list[Application] = field(default_factory=list)
    spans: list[FreeTime] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    deeds: list[ImportedRow] = field(default_factory=list)
    told: list[Holders] = field(default_factory=list)  # of people who were there before

    def newcomer(self, entry: Entry) -> None:
        """Make an account that its person has yet to prove theirs, with all that is said of them."""
        person = Person(email=entry.email, time_zone=self.batch.programme.zone, password=make_password(None))
        holders = Holders(person, Profile(person=person), wish := self.wish(person))
        holders.put(entry.values)
        self.accounts.append(person)
        self.profiles.append(holders.profile)
        self.spans += holders.spans or ()
        self.put_down(entry, person)
        self.deed(entry, person, is_new=True, made_account=True, application=wish)

    def known(self, entry: Entry, person: Person, asked: Asked | None) -> None:
        """Let somebody apply whom only this programme knows; what they said themselves stays."""
        there = values.of(person, None)
        own = there if person.last_login else {}
        told = {name: value for name, value in entry.values.items() if name != "email" and name not in own}
        profile = getattr(person, "profile", None) or Profile(person=person)
        holders = Holders(person, profile, wish := self.wish(person))
        holders.put(told)
        holders.changed.pop("application", None)  # it is new, and written with the others
        self.told.append(holders)
        self.put_down(entry, person, asked)
        fields = {name: (there.get(name, ""), told[name]) for name in told}
        self.deed(entry, person, is_new=True, application=wish, fields=fields)

    def elsewhere(self, entry: Entry, person: Person, asked: Asked | None) -> None:
        """Put down what the list says of somebody who has told this programme nothing: their account stays as it is."""
        self.put_down(entry, person, asked, given=values.packed(entry.values))
        self.deed(entry, person, is_new=True)

    def has(self, person: Person) -> bool:
        return any(row.person_id == person.pk for row in self.deeds)

    def wish(self, person: Person) -> Application:
        wish = Application(cohort=self.batch.cohort, person=person, began_at=self.now, submitted_at=self.now)
        if self.batch.decision:
            wish.decision, wish.decided_at, wish.decided_by = self.batch.decision, self.now, self.batch.by
        self.wishes.append(wish)
        return wish

    def put_down(self, entry: Entry, person: Person, asked: Asked | None = None, given: str = "") -> None:
        """Remember who was put down, under the name and address the list gives them."""
        row = asked or Asked(cohort=self.batch.cohort, person=person, email=entry.email, by=self.batch.by, at=self.now)
        row.name, row.email, row.given, row.batch = str(entry.values["name"]), entry.email, given, self.batch
        if asked is None:
            self.asked.append(row)
        else:
            row.save(update_fields=["name", "email", "given", "batch"])

    def deed(self, entry: Entry, person: Person, **more: Any) -> None:
        fields = values.packed(more.pop("fields", {}))
        self.deeds.append(ImportedRow(batch=self.batch, person=person, number=entry.number, fields=fields, **more))

    def keep(self) -> None:
        """Write all of it."""
        Person.objects.bulk_create(self.accounts)
        addresses = [EmailAddress(user=person, email=person.email, primary=True) for person in self.accounts]
        EmailAddress.objects.bulk_create(addresses)
        Profile.objects.bulk_create(self.profiles)
        Application.objects.bulk_create(self.wishes)
        FreeTime.objects.bulk_create(self.spans)
        values.keep(self.told)
        Asked.objects.bulk_create(self.asked)
        ImportedRow.objects.bulk_create(self.deeds)


def add(batch: Import, entries: Sequence[Entry], *, now: datetime) -> None:
    """Add people to a cohort; whoever has two addresses in it is added once."""
    emails = {entry.email for entry in entries}
    owners = addresses.kept(emails)
    mine = Q(email__in=emails) | Q(person__email__in=emails) | Q(person__in=owners.values())
    rows = acquainted.asked_for(batch.cohort).filter(mine)
    asked = {row.person_id: row for row in rows}
    there = Person.objects.filter(Q(email__in=emails) | Q(pk__in=asked))
    people = owners | {person.email: person for person in there}
    people |= {row.email: row.person for row in rows.select_related("person")}
    open_to_us = {person.pk: person for person in fillable(there, batch)}
    stretch = Stretch(batch, now)
    for entry in entries:
        person = people.get(entry.email)
        if person is None:
            stretch.newcomer(entry)
        elif stretch.has(person):
            continue  # by another address of theirs
        elif person.pk in open_to_us:
            stretch.known(entry, open_to_us.pop(person.pk), asked.get(person.pk))
        else:
            stretch.elsewhere(entry, person, asked.get(person.pk))
    stretch.keep()


def change(batch: Import, changes: Sequence[Change], *, now: datetime) -> None:
    """Change what a list says otherwise of people whom the programme knows."""
    emails = [each.entry.email for each in changes]
    people = Person.objects.filter(email__in=emails).select_related("profile").prefetch_related("free_times")
    having = {person.email: person for person in people}
    wishes = {
        wish.person_id: wish for wish in acquainted.wishes_of(batch.cohort, [each.pk for each in having.values()])
    }
    put_down = acquainted.asked_for(batch.cohort).filter(email__in=emails).select_related("person")
    asked = {row.email: row for row in put_down}
    anew, deeds = [], []
    for each in changes:
        new = {name: both[1] for name, both in each.fields.items()}
        person = having.get(each.entry.email)
        if person is not None and person.pk in wishes:
            anew.append(rewritten(person, wishes[person.pk], new))
        else:
            person = rename(asked[each.entry.email], new)
        fields = values.packed(dict(each.fields))
        deeds.append(ImportedRow(batch=batch, person=person, number=each.entry.number, is_new=False, fields=fields))
    values.keep(anew)
    ImportedRow.objects.bulk_create(deeds)


def rewritten(person: Person, wish: Application | None, told: Mapping[str, Value]) -> Holders:
    """Put some values of somebody anew, yet to be kept."""
    holders = Holders(person, getattr(person, "profile", None) or Profile(person=person), wish)
    holders.put(told)
    return holders


def rename(row: Asked, told: Mapping[str, Value]) -> Person:
    """Write anew what a list said of somebody who has told the programme nothing."""
    row.name, row.given = str(told.get("name", row.name)), values.packed({**values.unpacked(row.given), **told})
    row.save(update_fields=["name", "given"])
    return row.person
