"""How long until ten thousand mails that are due at once have left? By the worker, and by a loop that promises nothing.

Both send reminders of the same meetings. The worker is rung once, as by beat, and finds out by itself what is due.
"""

import json
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from itertools import cycle
from threading import Timer

import django

django.setup()

from django.db import transaction  # noqa: E402 - needs the apps, which are loaded above

from groups.models import Membership, Person  # noqa: E402
from meetings.models import Meeting  # noqa: E402
from peergroups import clock  # noqa: E402
from peergroups.celery import app  # noqa: E402
from peergroups.children import Children  # noqa: E402
from peergroups.management.commands.serve import WORKER  # noqa: E402
from peergroups.outbox import ledger  # noqa: E402
from peergroups.outbox.models import Delivery, Heartbeat, Wishes  # noqa: E402

MANY = 10_000
PROCESSES = 2
PATIENCE = 600
A_MINUTE = 60
SOON, A_DAY = timedelta(hours=20), timedelta(hours=24)


class NotRight(Exception):
    """A mail was lost or doubled, or the worker did not start."""


def make_due(now):
    """Plan meetings soon enough to remind everybody of, until as many mails are owed as we want; all agendas are out.

    The crowd's own near meetings are called off: one that begins while it is measured would take its mails along. And
    nobody keeps quiet hours: it may be night where they are. What was owed before and waits for a morning goes no more.
    """
    Delivery.objects.owed().update(state=Delivery.State.STALE)
    awake = {"quiet_from": 0, "quiet_until": 0}
    Wishes.objects.bulk_create(
        Wishes(person_id=person, **awake) for person in Person.objects.values_list("pk", flat=True)
    )
    Meeting.objects.upcoming(now).filter(starts_at__lt=now + A_DAY).update(cancelled_at=now)
    sizes = Counter(Membership.objects.signed().order_by("pk").values_list("group", flat=True))
    meetings, mails = [], expected(now)
    for group_id, size in cycle(sizes.items()):
        if mails >= MANY:
            break
        starts_at = now + SOON + timedelta(seconds=len(meetings))
        times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1), "timed_at": now}
        meetings.append(Meeting(group_id=group_id, shared_at=now, **times))
        mails += size
    Meeting.objects.bulk_create(meetings)


def expected(now):
    """Count what a round of the clock would owe, and leave no trace of it."""
    with transaction.atomic():
        clock.plan(now)
        count = Delivery.objects.owed().count()
        transaction.set_rollback(True)
    return count


@contextmanager
def sink(many):
    """Run the sink; hand over its port, and the question what it saw."""
    command = [sys.executable, "-m", "bench.sink", str(many)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield int(process.stdout.readline()), lambda: json.loads(process.stdout.readline())
        finally:
            process.terminate()


def by_worker(many, since):
    """Have one worker of two processes rung as by beat; what the loop sent is forgotten once the worker is idle."""
    with sink(many) as (port, seen), Children() as children:
        started = ledger.database_now()
        children.start("worker", "env", f"EMAIL_URL=smtp://127.0.0.1:{port}", *WORKER)
        wait_for_worker(children, started)
        Delivery.objects.filter(owed_at__gte=since).delete()
        began, now = time.monotonic(), ledger.database_now()
        with ringing():
            return judge(seen(), began, now, many)


@contextmanager
def ringing():
    """Ring now and, where a minute was not enough, once more: what beat does."""
    app.send_task("peergroups.tasks.tick")
    again = Timer(A_MINUTE, app.send_task, ["peergroups.tasks.tick"])
    again.start()
    try:
        yield
    finally:
        again.cancel()


def wait_for_worker(children, started):
    """Wait for the round that a worker makes by itself when it starts."""
    ends = time.monotonic() + PATIENCE
    while not Heartbeat.objects.filter(last_tick_at__gt=started).exists():
        children.check()
        if time.monotonic() > ends:
            raise NotRight("The worker does not go round.")
        time.sleep(0.1)


def by_bare_loop(many):
    """Let two processes send them as fast as the library goes."""
    now = ledger.database_now()
    clock.plan(now)
    with sink(many) as (port, seen):
        command = [sys.executable, "-m", "bench.bare", str(port)]
        loops = [subprocess.Popen(command, stdin=-1, stdout=-1, text=True) for _process in range(PROCESSES)]
        for loop in loops:
            loop.stdout.readline()
        began = time.monotonic()
        for loop in loops:
            loop.stdin.write("go\n")
            loop.stdin.flush()
        for loop in loops:
            loop.communicate(timeout=PATIENCE)
        return judge(seen(), began, now, many)


def judge(seen, began, now, many):
    """Return the seconds it took; every mail has to have come once, and to be marked as sent."""
    time.sleep(0.5)  # the last mark is made after the last mail has come
    sent = Delivery.objects.filter(owed_at__gte=now, state=Delivery.State.SENT).count()
    if not seen["arrived"] == seen["distinct"] == sent == many or Delivery.objects.owed().exists():
        raise NotRight(f"Of {many} mails {sent} are marked as sent; the sink saw {seen}.")
    return seen["last"] - began


def main():
    now = ledger.database_now()
    make_due(now)
    many = expected(now)
    return {"mails": many, "bare": by_bare_loop(many), "worker": by_worker(many, since=now)}


if __name__ == "__main__":
    print(json.dumps(main()))
