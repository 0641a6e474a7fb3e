"""What does `make chaos` do? It breaks all that can be broken while mails are sent, and counts what came of them."""

import os
import signal
import sys
import time
from collections import Counter
from datetime import UTC, datetime

from bench import machine
from chaos import house
from chaos.report import told
from chaos.runs import all_of_them
from chaos.sink import Sink

PATIENCE = 180  # seconds for one run to come to rest
OWED = "SELECT count(*) FROM outbox_delivery WHERE state = 'owed'"
BOOKS = "SELECT email, state, attempts > heard FROM outbox_delivery JOIN groups_person p ON p.id = person_id"
EMPTY = "TRUNCATE outbox_delivery, outbox_alarm, groups_person CASCADE"


def main(share):
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))  # as Ctrl-C: all is put away
    began = time.monotonic()
    with house.own_servers() as home:
        import django

        django.setup()
        facts = {"machine": machine.facts(os.environ["DATABASE_URL"])}
        found = [measure(home, run) for run in all_of_them(share)]
    page = told(found, facts | {"seconds": time.monotonic() - began, "load": machine.load(), "share": share})
    print(page)
    if share >= 1:
        (house.ROOT / "docs" / "chaos.md").write_text(page)
    return 0 if all(line["holds"] for line in found) else 1


def measure(home, run):
    """Owe, disturb, wait until nothing is owed; return what became of it."""
    print(f"{datetime.now(UTC):%H:%M:%S}  {run.name}, {run.mails} mails …", file=sys.stderr, flush=True)
    house.say(home, EMPTY)
    owe(run.mails)
    began = time.monotonic()
    with Sink(**run.sink) as sink, house.House(home, sink) as programs:
        run.disturb(programs, run.times)
        at_rest = wait_until_nothing_is_owed(home, programs)
        seconds = time.monotonic() - began
        time.sleep(2)  # two rounds more, in which a double would still come
    return judged(run, sink, house.say(home, BOOKS)) | {"seconds": seconds, "at_rest": at_rest}


def owe(count):
    """Owe a note each to as many people, on a connection that outlives no server."""
    from django.db import connection

    from peergroups.outbox import ledger
    from peergroups.outbox.tests.makers import owe_notes

    owe_notes(count, now=ledger.database_now())
    connection.close()


def wait_until_nothing_is_owed(home, programs):
    ends = time.monotonic() + PATIENCE
    while house.say(home, OWED)[0][0]:
        if time.monotonic() > ends:
            return False
        programs.check()
        time.sleep(0.2)  # each look is a connection of its own, which the worker pays for too
    return True


def judged(run, sink, books):
    """Hold what the books say against what came."""
    states = Counter(state for _person, state, _doubt in books)
    doubted = {person for person, _state, doubt in books if doubt}
    doubled = {person for person, copies in sink.copies.items() if copies > 1}
    sent = {person for person, state, _doubt in books if state == "sent"}
    line = {
        "run": run,
        "arrived": len(sink.copies),
        "extra": sink.arrived - len(sink.copies),
        "states": states,
        "lost": run.mails - len(sent) - states["dead"],
        "never came": len(sent - set(sink.copies)),
        "other id": sum(len(names) > 1 for names in sink.names.values()),
        "flagged": len(doubted),
        "unmarked": len(doubled - doubted),
    }
    wrong = line["lost"] + line["never came"] + line["other id"] + line["unmarked"]
    return line | {"holds": not wrong and line["extra"] <= run.extra and line["flagged"] <= max(run.extra, run.frozen)}


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if sys.argv[1:] else 1.0))
