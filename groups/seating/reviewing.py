"""What would be proposed, and which mails would leave? A draft as it stands, with all that speaks against it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from groups.intake.conflicts import apart_unread
from groups.models import Application, Conflict, Draft, DraftStep, Facilitator, Group, Membership, Person, Programme
from groups.seating import unmended
from groups.seating.asking import FEWEST_ASKED
from groups.seating.exclusions import asked_before, in_question, kept_out
from groups.seating.words import Words, called, way

Kept = dict[str, Any]
IN_PERSON = "in_person@"


@dataclass(frozen=True)
class Planned:
    """One group of a draft, about to be proposed."""

    key: str
    name: str
    people: tuple[Person, ...]
    facilitator: Person | None
    usual_start: int
    when: str
    way: str
    language: str
    city: str
    existing: Group | None
    sitting: tuple[Person, ...]  # who sits in it already and is asked first
    problems: tuple[str, ...]  # each in a sentence; nothing leaves before they are mended
    needs_reason: bool  # its size is not what the rules ask for

    @property
    def needs_a_look(self) -> bool:
        """Whether something stands against it, or is to be written about it."""
        return bool(self.problems) or self.needs_reason

    @property
    def asked(self) -> tuple[Person, ...]:
        """Who gets a mail when it is proposed."""
        if self.existing:
            return self.sitting
        return (*self.people, self.facilitator) if self.facilitator else self.people


def current(draft: Draft) -> DraftStep | None:
    return draft.plan_steps.filter(is_current=True).first()


def plan_of(draft: Draft, step: DraftStep, reader: Person) -> list[Planned]:
    """Read a plan with its people, for one admin, by as many questions whatever its size."""
    groups = [group for group in step.plan["groups"] if group["members"]]
    facts = Facts(draft, groups, reader)
    return [facts.planned(group) for group in groups]


def summed_up(plan: list[Planned]) -> dict[str, Any]:
    """Say how many mails would leave, and whether something stands against it."""
    return {
        "mails": sum(len(group.asked) * (len(group.people) if group.existing else 1) for group in plan),
        "problems": sum(len(group.problems) for group in plan),
        "may_leave": bool(plan) and not any(group.problems for group in plan),
    }


class Facts:
    """All that a plan has to be held against, fetched once."""

    def __init__(self, draft: Draft, groups: list[Kept], reader: Person) -> None:
        self.draft, self.reader, programme = draft, reader, draft.programme
        members = [int(one) for group in groups for one in group["members"]]
        keepers = {int(group["facilitator"]) for group in groups if group["facilitator"]}
        running = {int(group["existing"]) for group in groups if group["existing"]}
        self.people = Person.objects.in_bulk({*members, *keepers})
        self.rooms = Group.objects.filter(programme=programme).in_bulk(running)
        self.sitting: dict[int, list[Person]] = defaultdict(list)
        self.kept: set[tuple[int, int]] = set()  # a running group, and who keeps it and is no peer there
        for place in Membership.objects.hearing().filter(group__in=running).select_related("person"):
            self.sitting[place.group_id].append(place.person)
            if place.facilitates and not place.is_peer:
                self.kept.add((place.group_id, place.person_id))
        self.waiting = set(waiting(draft, members))
        self.proposed = set(in_question(programme).filter(pk__in=members).values_list("pk", flat=True))
        self.keepers = set(Facilitator.objects.filter(programme=programme).values_list("person", flat=True))
        pairs = apart(programme, {*members, *keepers, *self.everybody_sitting()})
        allowed = unmended.allowed_pairs(draft)
        self.apart = {pair: is_blind for pair, is_blind in pairs.items() if is_blind or pair not in allowed}
        self.unmended = unmended.of(draft, reader)
        self.asked_before = set(asked_before(programme))
        self.kept_out = kept_out(programme)
        self.twice = {one for one, times in Counter(members).items() if times > 1}
        self.smallest, self.largest = programme.smallest, programme.largest
        self.words = Words(programme.zone, draft.pool["config"]["duration_cells"], {})

    def everybody_sitting(self) -> Iterable[int]:
        return (person.pk for people in self.sitting.values() for person in people)

    def planned(self, group: Kept) -> Planned:
        ids = [int(one) for one in group["members"]]
        existing = self.rooms.get(int(group["existing"])) if group["existing"] else None
        sitting = tuple(self.sitting[existing.pk]) if existing else ()
        keeper = self.people.get(int(group["facilitator"])) if group["facilitator"] and not existing else None
        peers = len(ids) + len(sitting)
        return Planned(
            key=group["key"],
            name=existing.name if existing else self.called(group),
            people=tuple(self.people[one] for one in ids if one in self.people),
            facilitator=keeper,
            usual_start=group["slot"],
            when=self.words.time(group["slot"]),
            way=way(group["format"]),
            language=group["language"],
            city=group["format"].removeprefix(IN_PERSON) if group["format"].startswith(IN_PERSON) else "",
            existing=existing,
            sitting=sitting,
            problems=tuple(self.problems(group, ids, keeper, existing)),
            needs_reason=existing is None and not self.smallest <= peers <= self.largest,
        )

    def called(self, group: Kept) -> str:
        """Call a new group as it is called on the bench."""
        return group.get("name") or called(self.draft.cohort.name, int(group["key"][1:]))

    def problems(self, group: Kept, ids: list[int], keeper: Person | None, existing: Group | None) -> Iterable[str]:
        """Say what stands against it since it was planned; never who said so."""
        for one in ids:
            yield from self.about(one)
        if group["existing"] and existing is None:
            yield _("The group it should join is not there any more.")
        if group["facilitator"] and not existing and (keeper is None or keeper.pk not in self.keepers):
            yield _("Its facilitator keeps no groups of this programme any more.")
        if len(self.sitting[existing.pk] if existing else ids) < FEWEST_ASKED:
            yield _("Fewer than three would be asked: of so few it could be told who said no.")
        if keeper and keeper.pk in ids:
            yield _("%(name)s cannot be both a member and the facilitator.") % {"name": keeper}
        yield from self.unmended.get(group["key"], ())
        yield from self.between(ids, keeper, existing)

    def about(self, one: int) -> Iterable[str]:
        person = self.people.get(one)
        if person is None or one not in self.waiting:
            yield _("%(name)s does not wait for a group any more.") % {"name": person or _("Somebody")}
        elif one in self.proposed:
            yield _("%(name)s is asked about another group already.") % {"name": person}
        if one in self.twice:
            yield _("%(name)s stands in two groups of this draft.") % {"name": person}

    def between(self, ids: list[int], keeper: Person | None, existing: Group | None) -> Iterable[str]:
        """Say which two may not sit together, and that a group was proposed before."""
        together = {*ids, *([keeper.pk] if keeper else [])}
        together |= {person.pk for person in self.sitting[existing.pk]} if existing else set()
        reads_of = {pair for pair in self.apart if set(pair) <= together} - set(self.unheard(keeper, existing))
        for pair in sorted(reads_of):
            if self.apart[pair] or self.reader.pk in pair:
                yield _("Two of its people cannot sit together.")  # named, it could be guessed who said it
            else:
                names = {"one": self.named(pair[0]), "other": self.named(pair[1])}
                yield _("%(one)s and %(other)s cannot sit together.") % names
        if existing is None and frozenset(together) in self.asked_before:
            yield _("These very people were proposed to each other before, and it did not come about.")
        for one in ids:
            if existing and (existing.pk, one) in self.kept_out:
                names = {"name": str(self.people[one]), "group": str(existing)}
                yield _("%(name)s cannot sit in %(group)s.") % names

    def unheard(self, keeper: Person | None, existing: Group | None) -> Iterable[tuple[int, int]]:
        """The pairs of which an admin hears nothing who would keep the group: changing who sits there they would know.

        Whoever declared it sees who would keep the group before they say yes.
        """
        keeps = keeper == self.reader or (existing is not None and (existing.pk, self.reader.pk) in self.kept)
        return (pair for pair in self.apart if keeps and self.reader.pk in pair)

    def named(self, one: int) -> str:
        known = self.people.get(one) or next(
            (person for people in self.sitting.values() for person in people if person.pk == one), None
        )
        return str(known)


def waiting(draft: Draft, people: Collection[int]) -> Iterable[int]:
    """Those who still want a seat in this cohort."""
    mine = Application.objects.waiting().filter(cohort=draft.cohort, person__in=people, person__is_active=True)
    return mine.values_list("person", flat=True)


def apart(programme: Programme, people: Collection[int]) -> dict[tuple[int, int], bool]:
    """The pairs among these people that may not share a group, with whether no admin may read who they are."""
    rows = Conflict.objects.filter(programme=programme, one__in=people, other__in=people).apart()
    pairs = rows.values_list("one", "other", "source")
    unread = dict.fromkeys(apart_unread(programme, people), True)
    return unread | {
        (min(one, other), max(one, other)): source == Conflict.Source.BLIND for one, other, source in pairs
    }
