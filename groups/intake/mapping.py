"""What does an admin have to look at among the pairs? Sentences on what cannot hold, and guesses on who may compete."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from groups.intake.conflicts import Held, people_of
from groups.intake.likeness import Trader, likely_competitors
from groups.intake.pairs import Pair, contradictions, pair, too_many
from groups.models import Conflict, Person, Profile, Programme
from peergroups.kit.spoken import listed

GUESSES = 20


@dataclass(frozen=True)
class Guess:
    """Two people who look like competitors, and by which words."""

    one: Person
    other: Person
    words: str


def key_of(held: Held) -> Pair:
    one, other = held.people
    return pair(one.pk, other.pk)


def problems(apart: list[Held], together: list[Held], largest: int) -> list[str]:
    """Say in a sentence each what cannot all hold, of what this admin may know."""
    names = {person.pk: str(person) for held in (*apart, *together) for person in held.people}
    kept = [key_of(held) for held in apart if not held.is_overridden]
    ties = [key_of(held) for held in together]
    said = [told(clash.chain, names, direct=clash.is_direct) for clash in contradictions(kept, ties)]
    for crowd in too_many(ties, largest):
        people = {"people": listed([names[key] for key in crowd]), "n": len(crowd), "largest": largest}
        said.append(
            _("%(people)s are kept together: that makes %(n)d, and a group holds %(largest)d. Lift one of these.")
            % people
        )
    return said


def told(chain: tuple[int, ...], names: dict[int, str], *, direct: bool) -> str:
    """Name the two by the alphabet, and the way between them."""
    chain = chain if names[chain[0]] <= names[chain[-1]] else chain[::-1]
    ends = {"one": names[chain[0]], "other": names[chain[-1]]}
    if direct:
        return _("%(one)s and %(other)s are kept apart and together. Lift or override one of the two.") % ends
    way = listed([names[key] for key in chain[1:-1]])
    return _(
        "%(one)s and %(other)s are kept apart, but kept together by way of %(way)s. Lift or override one of these."
    ) % (ends | {"way": way})


def guesses(programme: Programme, admin: Person) -> list[Guess]:
    """Guess who may compete among those about whom nothing was said yet; never about whoever asks."""
    people = {person.pk: person for person in people_of(programme).exclude(pk=admin.pk)}
    said = Profile.objects.filter(person__in=people).exclude(industry="").exclude(market="")
    traders = [Trader(*row) for row in said.values_list("person", "industry", "market")]
    rows = Conflict.objects.seen_by_admin(admin).filter(programme=programme, other__isnull=False)
    judged = {pair(one, other) for one, other in rows.values_list("one", "other")}
    found = [each for each in likely_competitors(traders) if each.people not in judged]
    return [guess(people[one], people[other], each.words) for each in found[:GUESSES] for one, other in [each.people]]


def guess(one: Person, other: Person, words: tuple[str, ...]) -> Guess:
    """Name the two by the alphabet."""
    first, second = sorted((one, other), key=lambda person: (str(person).casefold(), person.pk))
    return Guess(first, second, ", ".join(words))
