"""Which release of the zone data does this machine reckon by? The system's own, else that of the tzdata package."""

import re
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from zoneinfo import TZPATH

import tzdata

VERSION = re.compile(r"^# version (\S+)")


@cache
def release() -> str:
    """Return its name, like 2026f; where the system does not say, the day its data was put there."""
    for folder in map(Path, TZPATH):
        if (folder / "Europe" / "London").exists():
            return named(folder)
    return tzdata.IANA_VERSION


def named(folder: Path) -> str:
    """Read the release off the folder that `zoneinfo` reads first."""
    for name in ("tzdata.zi", "+VERSION"):
        if (folder / name).exists():
            with (folder / name).open() as lines:
                first = lines.readline().strip()
            found = VERSION.match(first)
            return (found[1] if found else first)[:20]
    return f"of {int((folder / 'Europe' / 'London').stat().st_mtime)}"[:20]


@cache
def put_here_on() -> date:
    """Return the day on which the data came to this machine."""
    folders = (folder for folder in map(Path, TZPATH) if (folder / "Europe" / "London").exists())
    data = next(folders, Path(str(files("tzdata") / "zoneinfo"))) / "Europe" / "London"
    return datetime.fromtimestamp(data.stat().st_mtime, UTC).date()


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Read a table of the tzdata package as rows: zone.tab, iso3166.tab or tzdata.zi."""
    lines = (files("tzdata") / "zoneinfo" / name).read_text().splitlines()
    return tuple(tuple(re.split(r"[\t ]" if name.endswith(".zi") else "\t", line)) for line in lines if line[:1] != "#")
