"""What stands in a file of people, or in lines pasted from one? Bytes in, a heading and its rows out, or why not."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 1_000_000, 2_000, 50
DELIMITERS = ",;\t"
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # zipped, as newer spreadsheets are, and the older kind
PDF = b"%PDF"
WIDE = (b"\xff\xfe", b"\xfe\xff")
# They come along unseen with copied text, and could turn what follows around.
TURNS = dict.fromkeys([*range(0x202A, 0x202F), 0xFEFF])
INERT = ("=", "+", "-", "@", "\t", "\r", "\n")


class Fault(StrEnum):
    """Why a file cannot be read as a list of people."""

    EMPTY = "empty"
    TOO_BIG = "too big"
    WORKBOOK = "workbook"
    OTHER_ENCODING = "other encoding"
    NO_TEXT = "no text"
    OPEN_QUOTE = "open quote"
    LONG_CELL = "long cell"
    NO_ROWS = "no rows"
    TOO_MANY_ROWS = "too many rows"
    TOO_MANY_COLUMNS = "too many columns"


class Unreadable(Exception):
    """The file is no list of people; `number` is the row it was given up at, or how many there are."""

    def __init__(self, fault: Fault, number: int = 0):
        super().__init__(fault, number)
        self.fault, self.number = fault, number


@dataclass(frozen=True)
class Row:
    """One row with its number as a spreadsheet shows it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A heading and what stands under it; without a heading the columns have empty names."""

    heading: tuple[str, ...]
    rows: tuple[Row, ...]
    headed: bool

    def column(self, place: int) -> list[str]:
        """Return what stands in a column and is not empty."""
        cells = (row.cells[place] for row in self.rows if place < len(row.cells))
        return [cell for cell in cells if cell]


def decoded(raw: bytes) -> str:
    """Return the text of a file that is written in UTF-8."""
    if len(raw) > MOST_BYTES:
        raise Unreadable(Fault.TOO_BIG)
    if raw.startswith(WORKBOOKS):
        raise Unreadable(Fault.WORKBOOK)
    if raw.startswith(WIDE):
        raise Unreadable(Fault.OTHER_ENCODING)
    if raw.startswith(PDF) or b"\0" in raw:
        raise Unreadable(Fault.NO_TEXT)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(Fault.OTHER_ENCODING, raw.count(b"\n", 0, error.start) + 1) from None


def read(text: str) -> Sheet:
    """Take a text apart; rows with nothing in them are passed over, and still counted."""
    if "\0" in text:
        raise Unreadable(Fault.NO_TEXT)
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise Unreadable(Fault.TOO_BIG)
    rows = list(parted(text))
    if not rows:
        raise Unreadable(Fault.EMPTY)
    headed = not any(looks_like_address(cell) for cell in rows[0].cells)
    heading, rows = (rows[0].cells, rows[1:]) if headed else (("",) * len(rows[0].cells), rows)
    if not rows:
        raise Unreadable(Fault.NO_ROWS)
    if len(rows) > MOST_ROWS:
        raise Unreadable(Fault.TOO_MANY_ROWS, len(rows))
    if len(heading) > MOST_COLUMNS:
        raise Unreadable(Fault.TOO_MANY_COLUMNS, len(heading))
    return Sheet(heading, tuple(rows), headed)


def parted(text: str) -> Iterator[Row]:
    number = 0
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter(text), strict=True)
    while True:
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            fault = Fault.LONG_CELL if "field limit" in str(error) else Fault.OPEN_QUOTE
            raise Unreadable(fault, number + 1) from None
        number += 1
        if any(cell.strip() for cell in cells):
            yield Row(number, tuple(plain(cell) for cell in without_tail(cells)))


def delimiter(text: str) -> str:
    """Guess what stands between two cells: whatever parts the first line into most."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=first.count)


def without_tail(cells: list[str]) -> list[str]:
    """Leave out the empty cells at the end, which spreadsheets add."""
    last = max(place for place, cell in enumerate(cells) if cell.strip())
    return cells[: last + 1]


def plain(cell: str) -> str:
    """Write each letter in one way, each line break too, and nothing round them."""
    return unicodedata.normalize("NFC", cell).translate(TURNS).replace("\r\n", "\n").replace("\r", "\n").strip()


def looks_like_address(cell: str) -> bool:
    name, at, domain = cell.partition("@")
    return bool(name and at and "." in domain and not any(letter.isspace() for letter in cell))


def written(rows: list[tuple[str, ...]]) -> str:
    """Write rows as a file that no spreadsheet takes for formulas."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([[inert(cell) for cell in row] for row in rows])
    return out.getvalue()


def inert(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run."""
    return f"'{cell}" if cell.startswith(INERT) else cell
