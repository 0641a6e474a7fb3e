"""Which column of a list holds what? Guessed from its heading, and from what stands in it; a person decides."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from groups.intake.sheet import Sheet, looks_like_address

CLOSE = 0.82  # how alike two headings must be
# Each field with the heading of our template, and what others call it.
NAMES: dict[str, tuple[str, ...]] = {
    "name": ("name", "full name", "person", "contact", "participant", "member"),
    "email": ("e-mail", "email", "mail", "e-mail address", "email address"),
    "business": ("business", "company", "organisation", "organization", "firm", "company name"),
    "role": ("role", "position in company", "job title", "title", "function"),
    "trade": ("trade", "what you do", "profession", "occupation"),
    "industry": ("industry", "sector", "branch"),
    "market": ("market", "sells to", "customers", "target market"),
    "years": ("years", "years in business", "age of business"),
    "people": ("people", "employees", "staff", "team size", "headcount", "number of employees"),
    "revenue": ("revenue", "turnover", "annual revenue", "sales per year"),
    "brings": ("brings", "what i bring", "offers", "can offer"),
    "recently_did": ("recently did", "recent achievement", "lately"),
    "areas": ("areas", "areas of expertise", "skills", "knows about"),
    "themes": ("themes", "topics", "interests", "theme"),
    "position": ("power: position", "position"),
    "expertise": ("power: expertise", "expertise"),
    "connections": ("power: connections", "connections", "network"),
    "authority": ("power: personal authority", "authority", "personal authority"),
    "languages": ("languages", "language", "speaks"),
    "formats": ("online or in person", "meets", "format", "online", "in person", "how to meet"),
    "city": ("city", "town", "place", "location"),
    "zone": ("time zone", "timezone", "zone", "tz"),
    "times": ("free times", "availability", "available", "free", "times", "hours"),
    "wants": ("wants", "what i want", "goals", "looking for", "expectations"),
}
NEEDED = ("name", "email")


@dataclass(frozen=True)
class Guess:
    """What a column seems to hold; sure where it has the very heading of our template."""

    field: str = ""
    is_sure: bool = False


def guesses(sheet: Sheet) -> list[Guess]:
    """Guess for each column; no field is given to two."""
    found: dict[int, Guess] = {}
    headings = [folded(cell) for cell in sheet.heading]
    for is_alike in (is_ours, is_called, is_close):
        for place, heading in enumerate(headings):
            taken = {guess.field for guess in found.values()}
            wanted = (field for field in NAMES if field not in taken and is_alike(heading, field))
            if place not in found and heading and (field := next(wanted, "")):
                found[place] = Guess(field, is_sure=is_alike is is_ours)
    if "email" not in {guess.field for guess in found.values()}:
        found.update(by_content(sheet, set(found)))
    return [found.get(place, Guess()) for place in range(len(headings))]


def folded(heading: str) -> str:
    """Write a heading without what makes no difference."""
    plain = unicodedata.normalize("NFKD", heading[:60]).casefold()
    return re.sub(r"[^\w:]+|_", " ", "".join(letter for letter in plain if not unicodedata.combining(letter))).strip()


def is_ours(heading: str, field: str) -> bool:
    return heading == folded(NAMES[field][0])


def is_called(heading: str, field: str) -> bool:
    return heading in map(folded, NAMES[field])


def is_close(heading: str, field: str) -> bool:
    return len(heading) > 3 and any(
        SequenceMatcher(None, heading, folded(name)).ratio() >= CLOSE for name in NAMES[field]
    )


def by_content(sheet: Sheet, known: set[int]) -> dict[int, Guess]:
    """Find the column in which most cells look like an address."""
    for place in range(len(sheet.heading)):
        cells = sheet.column(place)[:50]
        if place not in known and cells and 2 * sum(map(looks_like_address, cells)) > len(cells):
            return {place: Guess("email")}
    return {}


def missing(fields: Sequence[str]) -> list[str]:
    """Say which of the fields one cannot do without are matched to no column."""
    return [field for field in NEEDED if field not in fields]
