"""What do the pages cost: alone, beside a bare page of the same bytes, and with a hundred times as many groups?"""

import socket
from statistics import median

from bench import ground
from peergroups.children import Children
from peergroups.management.commands.serve import GUNICORN, wait_for_answer

FLOORS = FLOOR, PLAIN = "floor", "plain"
RACED = ("Today", "Meeting")
ROOM = "amber-lane-0"  # the crowd's first: in both databases, with the same two years behind it
WARM_UP, PAGE_SPAN, RACE_SPAN, SCALE_SPAN = 0.3, 1.5, 2.0, 1.5  # seconds
PAGE_ROUNDS, RACE_ROUNDS, SCALE_ROUNDS = 3, 5, 4
APPLICANTS, SEATED, MOVES = 1_000, 300, 60


class Site:
    """The product as `serve` starts it, on one database, with its visitors at the door."""

    def __init__(self, children, url, found=None):
        self.url, self.port = url, free_port()
        self.found = found or ground.ask(url, "visitors", room=ROOM)
        self.groups, self.visits = self.found["groups"], self.found["pages"]
        with ground.pointing_at(url):
            children.start(f"web on port {self.port}", *GUNICORN, f"--bind=127.0.0.1:{self.port}")
        wait_for_answer(children, self.port)
        for name in self.visits:
            self.load(name, WARM_UP)

    def load(self, name, seconds, path=None):
        """Ask for one page for so long; return what the client saw."""
        visit = self.visits[name]
        return ground.ask(
            self.url, "load", port=self.port, path=path or visit["path"], cookie=visit["cookie"], seconds=seconds
        )

    def floor_like(self, name, floor=FLOOR):
        """Return the address of the bare page that has as many bytes as this one."""
        wanted, path = self.load(name, 0.1)["size"], self.visits[floor]["path"]
        bare = self.load(floor, 0.1)["size"]
        line = (self.load(floor, 0.1, path=path.replace("/0/", "/100/"))["size"] - bare) / 100
        return path.replace("/0/", f"/{round((wanted - bare) / line)}/")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def middle(runs):
    """Take the median of each figure over the runs."""
    return {figure: median(run[figure] for run in runs) for figure in runs[0]}


def alone(site):
    """Measure each page by itself."""
    runs = {name: [] for name in site.visits if name not in FLOORS}
    for _round in range(PAGE_ROUNDS):
        for name, seen in runs.items():
            seen.append(site.load(name, PAGE_SPAN))
    return {name: middle(seen) | {"queries": site.visits[name]["queries"]} for name, seen in runs.items()}


def race(site, name):
    """Measure a page and its two bare floors in turns."""
    paths = {floor: site.floor_like(name, floor) for floor in FLOORS}
    runs = {runner: [] for runner in (name, *FLOORS)}
    for _round in range(RACE_ROUNDS):
        for runner, seen in runs.items():
            seen.append(site.load(runner, RACE_SPAN, path=paths.get(runner)))
    seen = {runner: middle(rounds) for runner, rounds in runs.items()}
    ratios = {floor: seen[name]["rate"] / seen[floor]["rate"] for floor in FLOORS}
    return {"ours": seen[name], "floor": seen[FLOOR], "plain": seen[PLAIN], "ratios": ratios}


def compare(few, many, name):
    """Measure the same page with few groups and with many, in turns."""
    ours = {site: [] for site in (few, many)}
    for _round in range(SCALE_ROUNDS):
        for site, seen in ours.items():
            seen.append(site.load(name, SCALE_SPAN))
    few_seen, many_seen = middle(ours[few]), middle(ours[many])
    queries = {"few": few.visits[name]["queries"], "many": many.visits[name]["queries"]}
    return {"few": few_seen, "many": many_seen, "queries": queries, "ratio": many_seen["rate"] / few_seen["rate"]}


def run(url, people=APPLICANTS, seated=SEATED):
    """Fill two intakes, and measure the pages of whoever runs them, and the moves on the workbench."""
    found = ground.ask(url, "intakes", people=people, seated=seated)
    ground.say(url, "VACUUM ANALYZE")
    with Children() as children:
        site = Site(children, url, found)
        move = ground.ask(url, "moves", port=site.port, times=MOVES, **found["move"])
        return {"people": people, "seated": seated, "groups": site.groups, "pages": alone(site), "move": move}


def measure(small, large):
    """Run both sites side by side, and ask one page of one of them at a time."""
    with Children() as children:
        few, many = Site(children, small), Site(children, large)
        return {
            "groups": [few.groups, many.groups],
            "alone": alone(many),
            "race": {name: race(many, name) for name in RACED},
            "scale": {name: compare(few, many, name) for name in RACED},
        }
