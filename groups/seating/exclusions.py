"""Who is not put together again? What later plans must heed of earlier answers, without learning whose they were."""

from collections.abc import Collection, Iterable, Mapping
from random import Random

from django.db.models import Q, QuerySet

from groups.models import Answer, Person, Programme, Proposal

Pair = tuple[int, int]
NOT = Proposal.Outcome.NOT_AS_PROPOSED


def not_again(programme: Programme) -> list[frozenset[int]]:
    """The sets of people who were proposed to each other and did not come about: not all of them together again."""
    return asked_in_vain(programme, Answer.Part.PEER)


def asked_before(programme: Programme) -> list[frozenset[int]]:
    """The same with whoever would have kept the group: with another facilitator they may be asked once more."""
    return asked_in_vain(programme, Answer.Part.PEER, Answer.Part.FACILITATOR)


def asked_in_vain(programme: Programme, *parts: str) -> list[frozenset[int]]:
    failed = Answer.objects.filter(
        proposal__programme=programme, proposal__outcome=NOT, proposal__newcomer=None, part__in=parts
    )
    sets: dict[int, set[int]] = {}
    for proposal_id, person_id in failed.order_by("proposal").values_list("proposal", "person"):
        sets.setdefault(proposal_id, set()).add(person_id)
    return sorted({frozenset(people) for people in sets.values()}, key=sorted)


def kept_out(programme: Programme) -> set[Pair]:
    """Group and person, where either side said no to the other: that person is not put forward there again."""
    failed = Proposal.objects.filter(programme=programme, outcome=NOT, newcomer__isnull=False)
    return set(failed.values_list("group", "newcomer"))


def in_question(programme: Programme) -> QuerySet[Person]:
    """Those who are asked about a group, or about whom a group is asked: no other plan seats them meanwhile."""
    open_ones = programme.proposals.open()
    asked = Answer.objects.filter(proposal__in=open_ones, part=Answer.Part.PEER).values("person")
    return Person.objects.filter(
        Q(pk__in=asked) | Q(pk__in=open_ones.filter(newcomer__isnull=False).values("newcomer"))
    )


def heeded(
    programme: Programme, apart: set[Pair], sitting: Mapping[int, list[int]], people: Collection[int]
) -> set[Pair]:
    """Return the pairs that one run keeps apart beside those declared: by lot, and newcomers from a whole group."""
    sets = [known for known in not_again(programme) if known <= set(people)]
    drawn = parted(sets, apart, seed=programme.pk)
    out = [(one, other) for group, one in kept_out(programme) for other in sitting.get(group, []) if one in people]
    return {(min(pair), max(pair)) for pair in [*drawn, *out]}


def parted(sets: Iterable[frozenset[int]], apart: Collection[Pair], seed: int) -> list[Pair]:
    """Return for each such set one pair to keep apart in this one run, unless a pair in it is apart already.

    The pair is drawn by lot, whoever said no: it tells nothing about anybody.
    """
    lot, known = Random(seed), {frozenset(pair) for pair in apart}  # noqa: S311 - a draw, no secret
    drawn: list[Pair] = []
    for people in sets:
        if len(people) < 2 or any(pair <= people for pair in known):
            continue
        one, other = sorted(lot.sample(sorted(people), 2))
        drawn.append((one, other))
        known.add(frozenset((one, other)))
    return drawn
