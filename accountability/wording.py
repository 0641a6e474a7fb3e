"""Is a commitment clear enough to be kept? At most one thing is asked back, and it never stands in the way.

English only: of anything else nothing is suggested. That a commitment says what, by when, how it will be known and the
first step is what peer groups have found to hold; the patterns are our own reading of what is left vague.
"""

import re
from collections.abc import Callable


def begins(*openings: str) -> Callable[[str], bool]:
    """Say whether a text begins with one of these, with or without “I will” before it."""
    pattern = re.compile(rf"^(?:i(?:['’]ll| will| am going to)? )?(?:to )?(?:{'|'.join(openings)})\b", re.IGNORECASE)
    return lambda text: pattern.match(text) is not None


def is_short(text: str) -> bool:
    return re.fullmatch(r"[^\W\d_]+\W?", text) is not None


def is_several(text: str) -> bool:
    return len(re.findall(r"(?:\band\b|;|\+)", text, re.IGNORECASE)) >= 2


def says_no_number(text: str) -> bool:
    return re.search(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|twice)\b", text, re.I) is None


TRIES = begins("try", "attempt", "aim", "hope", "maybe", "should", "want", "would like")
LOOKS = begins("look into", "look at", "think", "consider", "explore", "research", "learn", "find out", "see")
GROWS = begins(
    "improve",
    "grow",
    "increase",
    "reduce",
    "boost",
    "be better",
    "be more",
    "get better",
    "do more",
    "more",
    "less",
    "spend",
)
GOES_ON = begins("work on", "focus on", "continue", "keep", "deal with", "sort out", "handle", "progress", "push")


def grows_somehow(text: str) -> bool:
    return GROWS(text) and says_no_number(text)


RULES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("trying", TRIES),
    ("looking", LOOKS),
    ("growing", grows_somehow),
    ("going_on", GOES_ON),
    ("several", is_several),
    ("short", is_short),
)
PROVEN = {"looking", "growing", "going_on", "short"}  # clear enough once somebody says how it will be known


def vague(what: str, how_known: str = "") -> str:
    """Name what leaves a commitment vague, the first thing only; empty when it is clear."""
    text = " ".join(what.split())
    found = (name for name, fits in RULES if fits(text) and not (how_known and name in PROVEN))
    return next(found, "")
