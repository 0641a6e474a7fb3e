"""Where does the solver run? In a process of its own, so that a crash of its libraries costs one draft and no worker.

The job comes as one line of JSON; progress and the result go out as lines. A line "stop" ends it with the best so far,
and when nobody holds the other end any more it is of no use to anyone, and ends with all it has started.
"""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any, TextIO

from groups.formation.forming import CannotKeep, Formed, Progress, Unfinished, Wishes, form
from groups.formation.pool import Plan, Pool
from groups.formation.reading import UnreadablePool, read
from groups.seating import retelling
from groups.seating.plans import plan_of, written

Job = dict[str, Any]
Watch = Callable[[Progress], bool]
COURTEOUS = 10  # pages go first


def solve(job: Job, watch: Watch = lambda progress: True) -> Job:
    """Form groups of a pool as a draft asks for it; a job nobody can do is refused in a sentence."""
    try:
        pool = read(job["pool"])
        return result(form(pool, wishes(pool, job), watch))
    except (UnreadablePool, CannotKeep, Unfinished) as error:
        return {"refused": str(error)}


def wishes(pool: Pool, job: Job) -> Wishes:
    kept, start = (groups(pool, job.get(name, [])) for name in ("kept", "start"))
    return Wishes(job["seed"], kept, start, job["only_open_seats"])


def groups(pool: Pool, kept: list[Job]) -> Plan:
    """Read groups to keep, or to begin with; one that nobody is left in is none."""
    return tuple(group for group in plan_of(pool, {"groups": kept}) if group.members)


def result(formed: Formed) -> Job:
    """Write down what came of it, in the ids of the pool."""
    people = formed.pool.people
    return {
        "plan": written(formed.pool, formed.plan),
        "left_over": len(formed.left_over),
        "points": formed.points,
        "proven": formed.proven,
        "reasons": {people[place].id: retelling.kept(formed.reasons[place]) for place in formed.left_over},
    }


def say(out: TextIO, **what: Any) -> None:
    out.write(json.dumps(what) + "\n")
    out.flush()


def listen(stop: Event) -> None:
    """Wait for the word to stop, or for the end of whoever wanted this."""
    for line in sys.stdin:
        if line.strip() == "stop":
            stop.set()
    os.killpg(0, signal.SIGKILL)


def main() -> None:
    """Do one job. Whatever a library prints goes among the errors, never between the lines."""
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    os.nice(COURTEOUS)
    job, stop = json.loads(sys.stdin.readline()), Event()
    Thread(target=listen, args=(stop,), daemon=True).start()

    def watch(progress: Progress) -> bool:
        say(out, progress=[progress.left_over, progress.points, progress.steps])
        return not stop.is_set()

    try:
        answer = solve(job, watch)
    except Exception as error:
        # Where, and not what: a message may name people. Whoever runs the server finds this in the worker's log.
        at = traceback.extract_tb(error.__traceback__)[-1]
        say(out, crashed=f"{type(error).__name__} in {Path(at.filename).name}, line {at.lineno}")
        return
    say(out, **(answer if "refused" in answer else {"result": answer}))


if __name__ == "__main__":
    main()
