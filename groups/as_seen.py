"""How does a page look to somebody else? The real view, called for them; whoever looks stays who they are.

Nothing is written, and the links of such a page stay under the address it is shown at: they lead to more such pages, or
to words that say why not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import ResolverMatch, get_script_prefix, resolve, set_script_prefix

from groups import wall
from groups.models import Person


def page_of(
    person: Person, request: HttpRequest, path: str, *, under: str, frame: dict[str, Any], with_words: bool
) -> HttpResponse:
    """Return the page at a path as a person gets it, for whoever asks; `frame` stands above it on the page.

    Without words, the database is told that nobody asks: it shows none, whatever the view wants.
    """
    match = resolve(path)
    seen = asked_by(person, request, path, match)
    seen.frame = frame
    with addresses_under(under), looking_only(person.pk if with_words else ""):
        return match.func(seen, *match.args, **match.kwargs)


def asked_by(person: Person, request: HttpRequest, path: str, match: ResolverMatch) -> Any:
    """Copy a request as that person's: nothing typed, no session of theirs, and no message of the asker's."""
    seen: Any = copy(request)
    seen.method, seen.path, seen.path_info = "GET", path, path
    seen.POST, seen.session, seen.user, seen.resolver_match = QueryDict(), SessionStore(), person, match
    seen._messages = []
    if request.method != "GET":
        seen.GET = QueryDict()
    return seen


@contextmanager
def looking_only(person_id: int | str) -> Iterator[None]:
    """Let the database show what it would show this person, take nothing, and forget all of it afterwards."""
    with transaction.atomic():
        wall.ask_as(person_id, read_only=True)
        yield
        transaction.set_rollback(True)


@contextmanager
def addresses_under(prefix: str) -> Iterator[None]:
    """Let every address a page makes begin with this one."""
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(before)
