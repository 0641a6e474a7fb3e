"""Does any log line hold what opens something? The secret part of an address is left out, whichever page it is of."""

import re
from logging import INFO, LogRecord

import pytest
from django.urls import URLResolver, get_resolver

from peergroups.kit.logs import NoSecrets

RESET = "accounts/password/reset/key/<uidb36>-<secret>/"  # allauth's own, written as a regular expression


def written(resolver, before=""):
    """List every address as it is written in the table of addresses."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from written(entry, f"{before}{entry.pattern}")
        else:
            yield f"{before}{entry.pattern}"


SECRET = [RESET, *(route for route in written(get_resolver()) if re.search(r"<\w+:\w*(token|secret)>", route))]


@pytest.mark.parametrize("route", SECRET)
def test_what_opens_something_stands_in_no_line(route):
    path = "/" + re.sub(r"<[^>]*>", "s3cret:Of.it", route)
    line = LogRecord("django.request", INFO, __file__, 1, "Not Found: %s", (path,), None)

    NoSecrets().filter(line)

    assert "s3cret" not in line.getMessage()


def test_the_table_of_addresses_has_those_we_know_of():
    assert len(SECRET) == 8
