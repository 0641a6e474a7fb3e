"""What does `make bench` do? Measures everything once, prints the page, and writes it to docs/benchmarks.md."""

import subprocess
import sys
from pathlib import Path
from time import monotonic

from bench import formation, ground, machine, pages, peer, report
from peergroups import embedded

PAGE = Path("docs/benchmarks.md")
FEW, MANY = 10, 1_000


def main():
    began = monotonic()
    embedded.provide()
    with ground.own() as url:
        found = {"machine": machine.facts(url)} | measure()
    page = report.page(found | {"seconds": monotonic() - began, "load": machine.load()})
    (ground.ROOT / PAGE).write_text(page)
    print(page)


def measure():
    with ground.database("peergroups_bench_few", FEW) as few, ground.database("peergroups_bench", MANY) as many:
        say("Asking for pages …")
        found = {"pages": pages.measure(few, many)}
        say("Going round with nothing due …")
        found["idle"] = ground.ask(many, "idle")
        say("Sending ten thousand mails, twice …")
        found["mails"] = ground.ask(many, "mails")
    say("Forming groups of ten pools …")
    found["formation"] = formation.measure()
    say("Forming groups of four pools by another library …")
    return found | {"peer": peer.measure()}


def say(what):
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError:
        sys.exit("The bench stops here: what it asked for did not work, as told above.")
