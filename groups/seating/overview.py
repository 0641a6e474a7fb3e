"""What does an admin see before there are groups, and of the drafts there are? The pool and each draft, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from groups.formation.pool import Pool
from groups.formation.reading import read
from groups.models import Cohort, Draft, Group, Person, Programme
from groups.seating.glance import lonely
from groups.seating.pooling import gather
from groups.seating.terms import Terms, Where
from groups.seating.untied import Untied, untied
from groups.seating.words import Words
from groups.vocabulary import FACTORS

_ = gettext_lazy
SHOWN = 20  # so many of a list; more would be a page that nobody reads
OVERDUE = timedelta(minutes=2)  # by then a worker would have come

LACKS = {
    "profile": _("what they do"),
    "stage": _("years, people or turnover"),
    "industry": _("their trade"),
    "languages": _("a language"),
    "way": _("whether they meet online or in which city"),
    "times": _("when they could meet"),
}
REMARKS = {
    "no_usual_time": _("{group} has an open seat and no usual time: nobody can be seated there."),
    "another_clock": _("{group} has an open seat, and its hour moves against your clock in the course of the year."),
    "members_look": _("{group} has an open seat, and one of its own members waits for a seat elsewhere."),
    "members_shared": _(
        "{group} has an open seat and is left out: one of its members sits in another group that takes people in."
    ),
    "keeper_has_no_times": _("{person} keeps groups and has not said when: they are given none."),
    "keeper_applies": _("{person} keeps groups and wants a seat: in these drafts they take the seat alone."),
}
PARTED = _("{one} is to sit with {other} of {group}, where nobody can be seated: no draft keeps the two together.")
FAILURES = {
    "begun_too_often": _(
        "It was begun three times and never came to an end. Whoever runs the server finds more in the log."
    ),
    "crashed": _("The solver ended by itself. Nothing else was touched: try once more."),
    "refused": _("The solver could not read these people. Whoever runs the server finds more in the log."),
    "too_slow": _("It took too long and did not stop when asked to. Try with fewer people."),
    "stopped_unbegun": _("You stopped it before it had begun."),
}
FITS = ((80, _("very good fit")), (60, _("good fit")), (40, _("fair fit")), (0, _("loose fit")))


@dataclass(frozen=True)
class Named:
    """Somebody, and a sentence about them."""

    name: str
    says: str


@dataclass(frozen=True)
class Some:
    """The first of many."""

    shown: Sequence[Any]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.shown)


@dataclass(frozen=True)
class Glance:
    """A pool before anybody solves it."""

    waits: int
    able: int
    keepers: int
    groups_kept: int
    seats: int
    lonely: Some
    lacking: Some
    remarks: tuple[str, ...]


def glance(cohort: Cohort, reader: Person) -> Glance:
    """Look at who could be grouped now, by the programme's rules."""
    gathered = gather(cohort, Terms.of(cohort.programme), with_pairs=False)
    pool = read(gathered.instance)
    alone = {int(pool.people[place].id): why for place, why in lonely(pool).items()}
    lacking = gathered.lacking
    about = [subject for word, subject in gathered.remarks]
    ties = parted(cohort, pool, reader)
    tied = [one for *pair, _room in ties for one in pair]
    names = dict(Person.objects.filter(pk__in=[*alone, *lacking, *about, *tied]).values_list("pk", "name"))
    groups = dict(Group.objects.filter(pk__in=about).values_list("pk", "name"))
    words = Words(cohort.programme.zone, pool.rules.length, {}, {})
    return Glance(
        waits=len(pool.waiting) + len(lacking),
        able=len(pool.waiting) - len(alone),
        keepers=sum(1 for keeper in pool.facilitators if keeper.capacity),
        groups_kept=sum(keeper.capacity for keeper in pool.facilitators),
        seats=sum(group.most - len(group.members) for group in pool.running),
        lonely=some(Named(names[one], words.sentence(why)) for one, why in alone.items()),
        lacking=some(Named(names[one], ", ".join(str(LACKS[word]) for word in what)) for one, what in lacking.items()),
        remarks=tuple(
            str(REMARKS[word]).format(person=names.get(subject), group=groups.get(subject))
            for word, subject in gathered.remarks
        )
        + tuple(str(PARTED).format(one=names[one], other=names[other], group=room) for one, other, room in ties),
    )


def parted(cohort: Cohort, pool: Pool, reader: Person) -> list[Untied]:
    """List the wishes to sit together that no draft can heed."""
    waiting = {int(pool.people[place].id) for place in pool.waiting}
    return untied(cohort.programme, waiting, {int(person.id) for person in pool.people}, reader)


def some(named: Iterable[Named]) -> Some:
    everybody = sorted(named, key=lambda one: one.name)
    return Some(everybody[:SHOWN], len(everybody))


@dataclass(frozen=True)
class Line:
    """One draft in a list."""

    draft: Draft
    programme: Programme
    now: datetime

    @property
    def is_found(self) -> bool:
        return self.draft.state in (Draft.State.DONE, Draft.State.STOPPED)

    @property
    def fit(self) -> str:
        """Say how well it fits on the whole."""
        fit = self.draft.fit
        return "" if fit is None else str(next(word for least, word in FITS if fit >= least))

    @property
    def failure(self) -> str:
        return str(FAILURES.get(self.draft.failure, ""))

    @property
    def is_overdue(self) -> bool:
        """Say whether it waits for longer than a worker would need to come."""
        return self.draft.state == Draft.State.WAITING and self.now - self.draft.asked_at > OVERDUE

    @property
    def minutes(self) -> int:
        return self.seconds // 60

    @property
    def seconds(self) -> int:
        """How long it has taken so far, or took."""
        begun = self.draft.began_at
        return int(((self.draft.ended_at or self.now) - begun).total_seconds()) if begun else 0

    @property
    def departs(self) -> str:
        """Say in which rules it is not as the programme has them."""
        terms, usual = Terms.read(self.draft.terms), Terms.of(self.programme)
        said = []
        if (terms.smallest, terms.largest) != (usual.smallest, usual.largest):
            said.append(gettext("groups of %(least)d to %(most)d") % {"least": terms.smallest, "most": terms.largest})
        if terms.where != Where.ANYWHERE:
            said.append(str(Where(terms.where).label).lower())
        if terms.competitors:
            said.append(gettext("competitors may share a group"))
        if not terms.together:
            said.append(gettext("whoever should sit together need not"))
        if self.draft.only_open_seats:
            said.append(gettext("only open seats are filled"))
        return capfirst(", ".join([*said, *weighed_otherwise(terms, usual)]))


def weighed_otherwise(terms: Terms, usual: Terms) -> list[str]:
    """Name what matters more in a draft than in the programme, and what not at all."""
    named = {name: str(label) for name, label in FACTORS.items()}
    nothing = [named[name] for name in named if usual.weights[name] and not terms.weights[name]]
    more = [named[name] for name in named if terms.weights[name] > usual.weights[name] and not nothing]
    said = [gettext("without regard to %(what)s") % {"what": ", ".join(nothing)}] if nothing else []
    return said + ([gettext("more of %(what)s") % {"what": ", ".join(more)}] if more else [])


def lines(cohort: Cohort, *, now: datetime) -> Some:
    """List the drafts of a cohort, the newest first."""
    drafts = cohort.drafts.without_pools().select_related("asked_by")
    return Some([Line(draft, cohort.programme, now) for draft in drafts[:SHOWN]], cohort.drafts.count())
