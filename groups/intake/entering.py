"""How does a stranger get in who wants to apply? By a code sent to their address, and only then is there an account.

Before the code is typed nobody looks whether the address is known: the same is done for each, in the same time, and
what was typed waits in the visitor's own session.
"""

from functools import partial
from typing import NamedTuple

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.ratelimit import consume
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from groups import codes
from groups.founding import person_at
from groups.models import Person, Programme

AN_HOUR = 3600
CODE, STRANGER = "entering_code", "entering"
MAIL = "account/email/entering_code"


class Kept(Exception):
    """The address was changed lately: until it can no longer be taken back it lets nobody in."""


class Stranger(NamedTuple):
    """Who says they are somebody, and at which programme's door."""

    email: str
    name: str
    programme_id: int


def may_ask(request: HttpRequest, email: str) -> bool:
    """Say whether an address gets another code, by the limits of the house's other door."""
    return bool(consume(request, action="request_login_code", key=email.lower()))


def ask(request: HttpRequest, stranger: Stranger) -> None:
    """Send a code to the address, whoever has it; who never types it leaves nothing here after an hour."""
    request.session.set_expiry(AN_HOUR)
    request.session[STRANGER] = list(stranger)
    codes.send(request, stranger.email, mail=MAIL, kept=CODE)


def waiting(request: HttpRequest, programme: Programme) -> Stranger | None:
    """Return who was sent a code at this programme's door; None when nobody was."""
    kept = request.session.get(STRANGER)
    stranger = kept and Stranger(*kept)
    return stranger if stranger and stranger.programme_id == programme.pk else None


take = partial(codes.take, kept=CODE)


def enter(request: HttpRequest, stranger: Stranger, *, zone: str, leads_to: str) -> HttpResponse:
    """Sign in whoever has the address, making the account if there is none; a second factor is asked for.

    The adapter takes the code as proof of the address, as at the house's other door.
    """
    del request.session[STRANGER]
    request.session.set_expiry(None)  # from now on as long as any other
    person = known_by(stranger, zone=zone)
    record_authentication(request, person, method="code", email=person.email)
    return perform_login(request, Login(user=person, email=person.email, redirect_url=leads_to))


@transaction.atomic
def known_by(stranger: Stranger, *, zone: str) -> Person:
    """Find or make the account; a name that somebody has already stays."""
    person = person_at(stranger.email, zone=zone)
    if person.email.lower() != stranger.email.lower():
        raise Kept
    if not person.name and person.is_active:
        person.name = stranger.name
        person.save(update_fields=["name"])
    return person
