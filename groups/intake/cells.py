"""What does one cell mean? Text in, a value out, or what is wrong with it and how to mend it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

from groups.intake import addresses, week

Value = str | int | tuple[str, ...] | tuple[week.Stretch, ...]
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
ONE_LINE = {"name": 80, "business": 200, "role": 80, "trade": 80, "market": 80, "city": 80}
PARAGRAPHS = {"brings": 600, "recently_did": 600, "wants": 1000}
NUMBERS = {"years": 150, "people": 100_000, "position": 5, "expertise": 5, "connections": 5, "authority": 5}
ONE_TO_FIVE = ("position", "expertise", "connections", "authority")
ONLINE, IN_PERSON = "online", "in_person"
FORMATS = {
    "online": (ONLINE,),
    "video": (ONLINE,),
    "in person": (IN_PERSON,),
    "in-person": (IN_PERSON,),
    "place": (IN_PERSON,),
    "both": (ONLINE, IN_PERSON),
    "either": (ONLINE, IN_PERSON),
    "online and in person": (ONLINE, IN_PERSON),
    "online or in person": (ONLINE, IN_PERSON),
    "online, in person": (ONLINE, IN_PERSON),
}
BANDS = (50, 150, 500, 1_500, 5_000)  # upper ends in thousands; see Profile.Revenue
THOUSANDS = {"": 1e-3, "k": 1, "thousand": 1, "m": 1_000, "mio": 1_000, "million": 1_000}
SIGN = r"[^\d\s-]{0,3}"  # of a currency, before or after
AMOUNT = re.compile(rf"^{SIGN}\s*(?P<number>\d[\d\s.,']*?)\s*(?P<unit>k|thousand|m|mio|million)?\.?\s*{SIGN}$")
LONGEST = 500  # of what is looked up or taken apart


class Cause(StrEnum):
    """Why a row is not taken, as the preview groups them."""

    NO_NAME = "no name"
    NO_ADDRESS = "no address"
    NOT_AN_ADDRESS = "not an address"
    MISTYPED = "mistyped"
    TWICE = "twice"
    TOO_LONG = "too long"
    UNSEEN = "unseen"
    NOT_A_NUMBER = "not a number"
    NOT_ONE_TO_FIVE = "not one to five"
    NOT_IN_THE_LIST = "not in the list"
    NOT_AN_AMOUNT = "not an amount"
    NO_CITY = "no city"
    NOT_A_ZONE = "not a zone"
    NOT_HOURS = "not hours"
    NOT_HALF_HOURS = "not half hours"
    MORE_CELLS = "more cells"
    NOTHING_NEW = "nothing new"
    THEIR_OWN = "their own"
    IN_A_GROUP = "in a group"
    KEEPS_GROUPS = "keeps groups"
    SAID_NO = "said no"


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one cell; `hint` is what it could be, `number` a limit or another row."""

    cause: Cause
    field: str = ""
    found: str = ""
    hint: str = ""
    number: int = 0


class Wrong(Exception):
    """The cell does not mean anything that could be kept."""

    def __init__(self, cause: Cause, hint: str = "", number: int = 0):
        super().__init__(cause, hint)
        self.cause, self.hint, self.number = cause, hint, number


@dataclass(frozen=True)
class Vocabulary:
    """The words one may choose from, as people write them, with what is kept of each."""

    lists: Mapping[str, Mapping[str, str]]  # by field
    revenues: Mapping[str, int]
    zones: Mapping[str, str]


def meaning(field: str, text: str, vocabulary: Vocabulary) -> Value:
    """Return what a cell that is not empty means."""
    if UNSEEN.search(text):
        raise Wrong(Cause.UNSEEN)
    if field in ONE_LINE:
        return within(" ".join(text.split()), ONE_LINE[field])
    if field in PARAGRAPHS:
        return within(text, PARAGRAPHS[field])
    if field in NUMBERS:
        return number(text, NUMBERS[field], first=1 if field in ONE_TO_FIVE else 0)
    return READERS[field](within(text, LONGEST), vocabulary)


def within(text: str, most: int) -> str:
    if len(text) > most:
        raise Wrong(Cause.TOO_LONG, number=most)
    return text


def number(text: str, last: int, *, first: int) -> int:
    """Read a whole number, with or without marks between its thousands."""
    bare = re.sub(r"(?<=\d)[\s,.'’](?=\d{3}\b)", "", text).removesuffix(".0")
    if not re.fullmatch(r"[0-9]{1,9}", bare) or not first <= int(bare) <= last:
        raise Wrong(Cause.NOT_ONE_TO_FIVE if first else Cause.NOT_A_NUMBER, number=last)
    return int(bare)


def email(text: str, vocabulary: Vocabulary) -> str:
    if not addresses.is_address(text):
        raise Wrong(Cause.NOT_AN_ADDRESS)
    if repaired := addresses.meant(text):
        raise Wrong(Cause.MISTYPED, repaired)
    return text.lower()


def industry(text: str, vocabulary: Vocabulary) -> str:
    return chosen(text, vocabulary.lists["industry"])


def chosen(text: str, choices: Mapping[str, str]) -> str:
    """Find a word in a list, however its letters are written; near misses are shown, not taken."""
    asked = " ".join(text.casefold().split())
    if asked not in choices:
        raise Wrong(Cause.NOT_IN_THE_LIST, nearest(asked, tuple(choices)))
    return choices[asked]


@lru_cache(maxsize=1_000)
def nearest(asked: str, choices: tuple[str, ...]) -> str:
    """Find what was probably meant, among what begins alike."""
    alike = [choice for choice in choices if choice[:1] == asked[:1]]
    return next(iter(get_close_matches(asked[:60], alike, n=1, cutoff=0.6)), "")


def several(field: str) -> Callable[[str, Vocabulary], tuple[str, ...]]:
    """Make a reader for words of one list, between commas, semicolons, strokes or line breaks."""

    def read(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
        parts = [part.strip() for part in re.split(r"[,;|/\n]", text)]
        return tuple(sorted({chosen(part, vocabulary.lists[field]) for part in parts if part}))

    return read


def formats(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    asked = " ".join(text.casefold().replace(";", ",").replace("/", ",").split())
    if asked not in FORMATS:
        raise Wrong(Cause.NOT_IN_THE_LIST, nearest(asked, tuple(FORMATS)))
    return FORMATS[asked]


def revenue(text: str, vocabulary: Vocabulary) -> int:
    """Read one of our bands, or an amount that falls into one."""
    asked = " ".join(text.casefold().split())
    if asked in vocabulary.revenues:
        return vocabulary.revenues[asked]
    found = AMOUNT.match(asked)
    if found is None:
        raise Wrong(Cause.NOT_AN_AMOUNT)
    bare = re.sub(r"[\s,.'](?=\d{3}(?:\D|$))", "", found["number"]).replace(",", ".")
    try:
        thousands = float(re.sub(r"[\s']", "", bare)) * THOUSANDS[found["unit"] or ""]
    except ValueError:
        raise Wrong(Cause.NOT_AN_AMOUNT) from None
    return 0 if thousands == 0 else 1 + sum(thousands >= band for band in BANDS)


def zone(text: str, vocabulary: Vocabulary) -> str:
    """Read the name of a zone, or of the city it is named for."""
    asked = text.casefold().replace(" ", "_")
    if asked not in vocabulary.zones:
        raise Wrong(Cause.NOT_A_ZONE, vocabulary.zones.get(nearest(asked, tuple(vocabulary.zones)), ""))
    return vocabulary.zones[asked]


def times(text: str, vocabulary: Vocabulary) -> tuple[week.Stretch, ...]:
    try:
        return week.read(text)
    except week.Misread as misread:
        is_fine_grained = misread.slip == week.Slip.NOT_HALF_HOURS
        raise Wrong(Cause.NOT_HALF_HOURS if is_fine_grained else Cause.NOT_HOURS, misread.part) from None


READERS: dict[str, Callable[[str, Vocabulary], Value]] = {
    "email": email,
    "industry": industry,
    "areas": several("areas"),
    "themes": several("themes"),
    "languages": several("languages"),
    "formats": formats,
    "revenue": revenue,
    "zone": zone,
    "times": times,
}
