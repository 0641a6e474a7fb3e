"""What does the solver know of somebody? Facts out of their profile, and what is missing where they have not told."""

import re
import unicodedata
from typing import Any

from django.db.models import F

from groups.formation.pool import POWERS
from groups.seating.clock import Clock
from groups.seating.terms import Terms, Where
from groups.stages import stage

Row = dict[str, Any]
TOLD = ("years", "people", "revenue", "industry", "market", "areas", "themes", "languages", "online", "in_person")
COLUMNS = {name: F(f"person__profile__{name}") for name in (*TOLD, "city", *POWERS)} | {"zone": F("person__time_zone")}
MIDDLE = {"stage": 3, "revenue": 3}  # of whoever sits in a group and never told


def lacks(row: Row, free: int) -> tuple[str, ...]:
    """Say in a word each what somebody has to tell before they can be seated."""
    missing = {
        "profile": row["languages"] is None,
        "stage": stage(row["years"], row["people"], row["revenue"]) is None,
        "industry": not row["industry"],
        "languages": not row["languages"],
        "way": not formats(row),
        "times": not free,
    }
    if missing["profile"]:
        return ("profile", "times") if missing["times"] else ("profile",)
    return tuple(word for word, is_missing in missing.items() if is_missing)


def facts(row: Row, terms: Terms, clock: Clock) -> Row:
    """Write somebody down as the solver reads people; their name is not among it."""
    return {
        "id": str(row["person"]),
        "tz": row["zone"],
        "utc_offset_min": clock.year.ahead(row["zone"]),
        "city": city(row["city"]),
        "free": clock.hours(row["person"], row["zone"]),
        "languages": sorted(row["languages"] or ()),
        "formats": [way for way in formats(row) if terms.where in (Where.ANYWHERE, way)],
        "stage": stage(row["years"], row["people"], row["revenue"]) or MIDDLE["stage"],
        "revenue": MIDDLE["revenue"] if row["revenue"] is None else row["revenue"],
        "industry": row["industry"] or f"of {row['person']}",
        "market": None if terms.competitors else market(row),
        "expertise": sorted(row["areas"] or ()),
        "themes": sorted(row["themes"] or ()),
        "powers": {power: row[power] or 0 for power in POWERS},
    }


def formats(row: Row) -> list[str]:
    """List the ways in which somebody meets."""
    ways = {"online": row["online"], "in_person": row["in_person"] and row["city"]}
    return [way for way, is_theirs in ways.items() if is_theirs]


def market(row: Row) -> str | None:
    """Write what is sold to whom so that two who say the same are seen to: who shares it competes."""
    said = plain(row["market"] or "")
    return f"{row['industry']}/{said}" if said else None


def city(name: str | None) -> str:
    """Spell a city one way: LONDON and London are one place."""
    return " ".join((name or "").split()).title()


def plain(text: str) -> str:
    """Leave of a text its letters and digits, in small and without accents, and one space between words."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"\w+", "".join(one for one in letters if not unicodedata.combining(one))))
