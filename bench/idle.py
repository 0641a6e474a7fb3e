"""What does a round of the clock cost when there is nothing to do?"""

import json
from statistics import median
from time import perf_counter

import django

django.setup()

from django.db import connection  # noqa: E402 - needs the apps, which are loaded above
from django.test.utils import CaptureQueriesContext  # noqa: E402

from groups.models import Group  # noqa: E402
from peergroups import clock  # noqa: E402
from peergroups.outbox import ledger  # noqa: E402

ROUNDS = 7


def tick():
    """Go round once; return the seconds it took, and the queries."""
    ledger.take_as_sent(now=ledger.database_now())  # what fell due in this very second
    with CaptureQueriesContext(connection) as captured:
        began = perf_counter()
        clock.tick(now=ledger.database_now())
        return perf_counter() - began, len(captured)


def main():
    clock.plan(ledger.database_now())
    tick()  # the first one opens what the others find open
    seconds, queries = zip(*(tick() for _round in range(ROUNDS)), strict=True)
    return {"seconds": median(seconds), "queries": min(queries), "groups": Group.objects.count()}


if __name__ == "__main__":
    print(json.dumps(main()))
