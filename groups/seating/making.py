"""How is a draft made? One worker takes it up, a process of its own solves it, and the row tells how far it has come.

Whoever holds the draft's lock makes it. The lock goes with the worker's connection, whatever ends that: the next bell
then finds a draft that is begun and held by nobody, and begins it anew.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from groups.models import Draft
from groups.seating import drafting
from groups.seating.child import Child, Said

TRIES = 3
TOLD_EVERY = 1.0  # seconds
GRACE = timedelta(seconds=60)  # for the step it is in, once it was asked to stop

Clock = Callable[[], datetime]

logger = logging.getLogger(__name__)


def make_next(clock: Clock) -> bool:
    """Make the draft that waits longest and that nobody else makes; say whether there was one."""
    for pk in Draft.objects.unfinished().order_by("asked_at").values_list("pk", flat=True):
        with held(pk) as is_ours:
            draft = Draft.objects.unfinished().filter(pk=pk).first() if is_ours else None
            if draft:
                make(draft, clock)
                return True
    return False


@contextmanager
def held(pk: int) -> Iterator[bool]:
    """Hold a draft's lock, or say that somebody else does."""
    key = [f"groups.draft:{pk}"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", key)
        is_ours = cursor.fetchone()[0]
    try:
        yield is_ours
    finally:
        if is_ours and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", key)


def make(draft: Draft, clock: Clock) -> None:
    """Solve it in a process of its own, and keep what comes of it."""
    if draft.begun >= TRIES:
        drafting.fail(draft, "begun_too_often", now=clock())
        return
    drafting.begin(draft, now=clock())
    with Child(drafting.job(draft)) as child:
        said, stopped = watched(draft, child, clock)
    if result := said.get("result"):
        drafting.end(draft, result, now=clock(), stopped=stopped)
    else:
        why = failure(said)  # never the solver's own words, which may name two people
        logger.error("draft %s: %s %s", draft.pk, why, said.get("crashed", ""))
        drafting.fail(draft, why, now=clock())


def failure(said: Said) -> str:
    """Name what went wrong."""
    if said.get("late"):
        return "too_slow"
    return "refused" if said.get("refused") else "crashed"


def watched(draft: Draft, child: Child, clock: Clock) -> tuple[Said, bool]:
    """Tell how far it comes until it ends, and pass the wish to stop on; return the last it said, and if so."""
    ends, asked_at = clock() + timedelta(seconds=settings.FORMING_SECONDS), None
    said: Said = {}
    for said in child.lines(TOLD_EVERY):
        if "progress" in said:
            left_over, points, steps = said["progress"]
            drafting.tell(draft, left_over=left_over, points=points, steps=steps)
        elif said:
            break
        now = clock()
        if asked_at is None and (now > ends or drafting.is_to_stop(draft)):
            child.stop()
            asked_at = now
        if asked_at and now > asked_at + GRACE:
            return {"late": True}, True
    return said, asked_at is not None
