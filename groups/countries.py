"""In which country does somebody live? As their clock tells, unless they say otherwise."""

from functools import cache

from django.utils.translation import gettext as _

from peergroups.kit.zone_data import table


@cache
def names() -> dict[str, str]:
    """The countries by their code, as the zone data names them."""
    return {code: name for code, name, *_rest in table("iso3166.tab")}


@cache
def by_zone() -> dict[str, str]:
    """The country of each zone that lies in one; a second name of a zone lies where the first does."""
    found = {zone: code for code, _place, zone, *_rest in table("zone.tab")}
    links = [(target, alias) for kind, target, alias, *_rest in (row for row in table("tzdata.zi") if row[0] == "L")]
    return {alias: found[target] for target, alias in links if target in found} | found


def country(zone: str, said: str = "") -> str:
    """Return the code of the country: the one said, else the one the clock hangs in; "" where that is nowhere."""
    return said or by_zone().get(zone, "")


def choices() -> list[tuple[str, str]]:
    """Offer each country by name, after the answer that leaves it to the clock."""
    return [("", _("As my time zone says")), *sorted(names().items(), key=lambda pair: pair[1])]
