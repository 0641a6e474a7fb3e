"""Which time zones are there? The names of the IANA list, as people look for them."""

from functools import cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

AREAS = (
    "Africa/",
    "America/",
    "Antarctica/",
    "Arctic/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)


@cache
def zones() -> tuple[str, ...]:
    """List the zones named for a place, and UTC, in order."""
    return ("UTC", *sorted(zone for zone in available_timezones() if zone.startswith(AREAS)))


def known_zone(name: str) -> None:
    """Refuse a zone that no clock on earth keeps."""
    if name not in zones():
        raise ValidationError(_("Choose a time zone from the list, for example Europe/London."))


def choices() -> list[tuple[str, str]]:
    """Offer each zone in readable letters."""
    return [(zone, zone.replace("_", " ")) for zone in zones()]
