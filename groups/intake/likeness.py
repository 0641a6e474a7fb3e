"""Who sells the same to the same? A guess from the words people chose, for an admin to judge; it decides nothing."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from groups.intake.pairs import Pair, pair

# They stand in every other line and say nothing about what is sold to whom.
EMPTY = frozenset(
    re.findall(
        r"\w+",
        "and the for with from our their who that this into out own all any other others more most very small big "
        "large new local services service products product company companies business businesses customers clients "
        "at of in is to my we it he an or by on as no do so me us be up am pm "
        "people they them has have had was were are not but you she her his him anybody somebody everybody "
        "und der die das für mit les des pour aux para los las con",
    )
)
ALIKE = 0.5  # of the words of both
CROWD = 60  # a word so many share in one trade tells nothing about two of them


@dataclass(frozen=True)
class Trader:
    """What one person does, as far as it is compared."""

    person: int
    industry: str
    market: str


@dataclass(frozen=True)
class Likeness:
    """Two people who may compete, and the words they share."""

    people: Pair
    words: tuple[str, ...]


def words(text: str) -> frozenset[str]:
    """Return the words that carry something, each in one form for one and for many."""
    return frozenset(map(stem, telling(text)))


def telling(text: str) -> frozenset[str]:
    """Return the words that carry something."""
    return frozenset(re.findall(r"[^\W_]{2,}(?:[@.][\w.-]+)?", text.casefold())) - EMPTY


def stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def likely_competitors(traders: Iterable[Trader]) -> list[Likeness]:
    """Return those of one industry who share at least half of their words, the most alike first."""
    said = {trader.person: (trader.industry, words(trader.market)) for trader in traders if trader.industry}
    by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
    for person, (industry, market) in said.items():
        for word in market:
            by_word[industry, word].append(person)
    crowds = (sorted(people) for people in by_word.values() if len(people) <= CROWD)
    candidates = {pair(*two) for people in crowds for two in combinations(people, 2)}
    found = [(alike(said[one][1], said[other][1]), one, other) for one, other in candidates]
    return [
        Likeness((one, other), tuple(sorted(said[one][1] & said[other][1])))
        for share, one, other in sorted(found, key=lambda each: (-each[0], each[1:]))
        if share >= ALIKE
    ]


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def mentions(text: str, *names: str) -> bool:
    """Say whether a text speaks of somebody: it holds all the words of one of their names."""
    said = tokens(text)
    return any(parts <= said for name in names if (parts := tokens(name)))


def is_short_for(text: str, name: str) -> bool:
    """Say whether a text is a part of somebody's name and nothing else, as when friends leave out the rest."""
    said = tokens(text)
    return bool(said) and said <= tokens(name)


def tokens(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))
