"""What may need somebody today? Each kind of thing in its own words, asked of rows that were read already."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """The one thing to do now: what it is, where, and in which words the button says so."""

    title: str
    sentence: str
    url: str
    button: str
    mark: str = ""  # "seat" for the hot seat
