"""How do phones learn that nothing has changed? A number in Redis answers them, and the database is not asked.

A phone asks every two seconds with the number it shows. The same number: 304, and nothing else is looked up. Another,
or none because Redis has forgotten: the page is read anew, and writes the true number down again. So a number that was
lost mends itself with the next phone that asks. A page that was read before a change, and is ready only after it, comes
too late: its lower number is refused, or all phones that show it would be told that nothing has changed.
"""

import logging
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus

from django.core.cache import cache
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from redis.exceptions import RedisError

from meetings.models import Sitting

A_DAY = 24 * 60 * 60  # seconds: longer than any meeting
SILENCE = timedelta(seconds=60)  # after which somebody else may lead
WHERE = re.compile(r"/meetings/(\d{1,19})/live/(now|present)/$")
signer = Signer(salt="meetings.live")
logger = logging.getLogger(__name__)


def token(meeting: int, person: int) -> str:
    """Return what a phone shows instead of a session, good for nothing but a 304."""
    return signer.sign(f"{meeting}-{person}")


def key(meeting: int) -> str:
    return f"live:{meeting}"


def led(meeting: int) -> str:
    return f"live:{meeting}:led"


def announce(sitting: Sitting) -> None:
    """Let phones know of a change, once it is kept."""
    leads = (None, None) if sitting.ended_at else (sitting.leader_id, sitting.led_since)
    known = partial(tell, sitting.meeting_id, sitting.version, *leads)
    transaction.on_commit(known, robust=True)


def tag(version: int, *, silent: bool) -> str:
    """Name what a phone shows: the meeting as it stands, and whether whoever leads has fallen silent."""
    return f"{version}-silent" if silent else str(version)


def tell(meeting: int, version: int, leader: int | None, since: datetime | None) -> None:
    """Write down which version is the true one, and who leads since when; an older one is not news."""
    write(cache.set_unless_older, key(meeting), version, (version, leader, since))


def hear(meeting: int, leader: int, now: datetime) -> None:
    """Note that the leader's phone is there."""
    write(cache.set, led(meeting), (leader, now))


def write(keep: Callable[..., object], *what: object) -> None:
    """Keep it for the phones; while Redis is away they ask the database, which knows as well."""
    try:
        keep(*what, A_DAY)
    except RedisError as error:
        logger.warning("Phones ask the database: Redis does not answer (%s)", type(error).__name__)


def is_silent(sitting: Sitting, now: datetime) -> bool:
    """Say whether nothing was heard of the leader's phone for a minute; while Redis is away, since they lead."""
    try:
        heard = cache.get(led(sitting.meeting_id))
    except RedisError:
        heard = None
    return has_fallen_silent(sitting.leader_id, sitting.led_since, heard, now)


def has_fallen_silent(leader: int, since: datetime, heard: tuple[int, datetime] | None, now: datetime) -> bool:
    """Judge by when a phone was heard last, if it was this leader's."""
    last = heard[1] if heard and heard[0] == leader else since
    return now - max(last, since) >= SILENCE


class Unchanged:
    """Answers a phone that asks whether anything has changed, before a session or the database is opened."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        asked, shown = WHERE.match(request.path_info), request.headers.get("HX-PTag")
        if asked and shown and request.method == "GET":
            try:
                if self.is_unchanged(int(asked[1]), shown, request.GET.get("phone", ""), asked[2] == "present"):
                    return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers={"Cache-Control": "no-store"})
            except (BadSignature, RedisError):
                pass  # then the page is read as any other: behind its gate, from the database
        return self.get_response(request)

    def is_unchanged(self, meeting, shown, phone, is_screen):
        """Compare the numbers, and note that the leader's phone is still there.

        That it has fallen silent is news to the others, and that it is there again as well.
        A screen for all goes on by itself, so it is no sign of anybody's life, and it does not show who leads.
        """
        of, _, person = signer.unsign(phone).partition("-")
        told, now = cache.get_many([key(meeting), led(meeting)]), timezone.now()
        version, leader, since = told.get(key(meeting), (None, None, None))
        if int(of) != meeting or version is None:
            return False
        if leader is None or is_screen:
            return shown == tag(version, silent=False)
        if int(person) == leader and shown == tag(version, silent=False):
            hear(meeting, leader, now)
            return True
        silent = int(person) != leader and has_fallen_silent(leader, since, told.get(led(meeting)), now)
        return shown == tag(version, silent=silent)
