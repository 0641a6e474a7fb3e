"""What does `make bench` do? Measures each part once, or the one asked for, and writes its page into docs/."""

import subprocess
import sys
from time import monotonic

from bench import formation, ground, machine, pages, peer, rooms
from bench.reports import forming as on_forming
from bench.reports import pages as on_pages
from peergroups import embedded

FEW, MANY = 10, 1_000


def main(wanted):
    embedded.provide()
    for part in wanted or PARTS:
        measure, told, place = PARTS[part]
        began = monotonic()
        with ground.own() as url:
            found = {"machine": machine.facts(url)} | measure()
        page = told(found | {"seconds": monotonic() - began, "load": machine.load()})
        (ground.ROOT / place).write_text(page)
        print(page)


def measure_pages():
    with ground.database("peergroups_bench_few", FEW) as few, ground.database("peergroups_bench", MANY) as many:
        say("Asking for pages …")
        found = {"pages": pages.measure(few, many)}
        say("Going round with nothing due …")
        found["idle"] = ground.ask(many, "idle")
        say("Sending ten thousand mails, twice …")
        found |= {"mails": ground.ask(many, "mails")}
        say("Asking for the pages of a large intake …")
        found |= {"intake": pages.run(many)}
        say("Holding two hundred meetings at once …")
        return found | {"rooms": rooms.measure(many)}


def measure_forming():
    say("Forming groups of ten pools …")
    found = {"formation": formation.measure()}
    say("Forming groups of four pools by another library …")
    return found | {"peer": peer.measure()}


PARTS = {
    "pages": (measure_pages, on_pages.told, "docs/benchmarks.md"),
    "forming": (measure_forming, on_forming.told, "docs/benchmarks-forming.md"),
}


def say(what):
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except subprocess.CalledProcessError:
        sys.exit("The bench stops here: what it asked for did not work, as told above.")
