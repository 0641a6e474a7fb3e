"""Can two hundred rooms be held at once? Their phones ask every two seconds, beside the barest answer of the server."""

import os
from pathlib import Path

from bench import ground
from bench.pages import Site, alone
from peergroups.children import Children

ROOMS, PEOPLE, EVERY, SPAN = 200, 7, 2, 20  # the last two in seconds
TICKS = os.sysconf("SC_CLK_TCK")
COUNTED = "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()"


def family(pid):
    """Return a process and those it has started."""
    started = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in started for one in family(int(child)))]


def worked(pids):
    """Return the seconds of CPU that processes have used so far."""
    fields = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids)
    return sum(int(user) + int(system) for *_rest, user, system in (each[:13] for each in fields)) / TICKS


def asked(site, pids, phones):
    """Let phones ask for a while; add what it cost the server, and how often the database was asked."""
    cpu, (before,) = worked(pids), ground.say(site.url, COUNTED)
    seen = ground.ask(site.url, "phones", port=site.port, phones=phones, every=EVERY, seconds=SPAN)
    (after,) = ground.say(site.url, COUNTED)
    return seen | {"cpu": 100 * (worked(pids) - cpu) / SPAN, "asked": after - before}


def measure(url):
    """Hold the meetings, and let the phones ask: for what they know already, and for the barest answer there is."""
    found = ground.ask(url, "sittings", rooms=ROOMS, people=PEOPLE)
    bare = [phone | {"path": "/healthz"} for phone in found["phones"]]
    with Children() as children:
        site = Site(children, url, found)
        (server,) = children.running.values()
        pids = family(server.pid)
        kinds = {"Phones of all rooms": found["phones"], "The barest answer": bare}
        return {"rooms": ROOMS, "people": PEOPLE, "page": alone(site)} | {
            "asked": {kind: asked(site, pids, phones) for kind, phones in kinds.items()}
        }
