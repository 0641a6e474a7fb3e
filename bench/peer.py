"""What does another library make of the same pools? `team-formation` 2.0, as its readme says to use it.

It puts everybody on a team of about six and weighs wishes; it knows no hour that must be shared and no facilitator. So
each team is given the best time and facilitator there is for it, and counts if it then keeps every rule. It is fetched
for the bench alone, and runs in a process of its own, as it brings another part of OR-Tools with it.
"""

import json
import os
import resource
import subprocess
import sys
from itertools import product
from pathlib import Path
from time import monotonic

from groups.formation import checking, scoring, week
from groups.formation.choosing import choose
from groups.formation.pool import Group
from groups.formation.reading import read
from groups.formation.room import as_column, as_group, whole_room
from groups.formation.tables import Tables

NAME = "team-formation==2.0.0"
HERE = Path(__file__).parent.parent / "var" / "bench" / "peer"
SECONDS, TEAM = 60, 6
POOLS = ("b0012", "b0030", "b0060", "b0120")
# What it makes of people, and how much each counts: what would be a rule with us weighs most.
WEIGHTS = [
    ("hours", "cluster", 50),
    ("languages", "cluster", 50),
    ("formats", "cluster", 50),
    ("market", "different", 50),
    ("stage", "cluster_numeric", 5),
    ("themes", "cluster", 4),
    ("industry", "different", 4),
    ("revenue", "cluster_numeric", 2),
]
# Where it cannot be fetched: what was measured once on two cores. Teams that keep every rule, and teams.
ONCE = {"b0012": (0, 2), "b0030": (5, 5), "b0060": (1, 10), "b0120": (5, 20)}


def measure():
    """Ask it about each pool, one after another."""
    if not fetched():
        return {name: {"legal": legal, "teams": teams, "once": True} for name, (legal, teams) in ONCE.items()}
    return {name: asked(name) for name in POOLS}


def fetched():
    """Fetch it without what its own pages need, if it is not there."""
    if (HERE / "team_formation").exists():
        return True
    fetch = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(HERE), NAME]
    return subprocess.run(fetch, check=False, capture_output=True).returncode == 0


def asked(name):
    done = subprocess.run([sys.executable, "-m", __spec__.name, name], check=False, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else {"crashed": True}


def main(name):
    """Let it form teams of one pool, and see what of them can be kept."""
    from bench.formation import instance

    pool, began = read(instance(name)), monotonic()
    teams = formed(pool)
    took = monotonic() - began
    plan, legal = kept(pool, teams)
    return {
        "teams": len(teams),
        "legal": legal,
        "left": len(scoring.left_over(pool, plan)),
        "points": scoring.points(pool, plan),
        "seconds": took,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def formed(pool):
    """Say it in its words, and read back who sits with whom."""
    sys.path.insert(0, str(HERE))
    import pandas
    from team_formation.team_assignment import TeamAssignment

    served = 0
    for keeper in pool.facilitators:
        served |= keeper.starts
    roster = pandas.DataFrame([row(pool.people[place], served) for place in pool.waiting])
    wishes = pandas.DataFrame(WEIGHTS, columns=["attribute", "type", "weight"])
    assignment = TeamAssignment(roster, wishes, TEAM)
    assignment.solve(max_time_in_seconds=SECONDS)
    if not assignment.solution_found:
        return []
    numbers = assignment.participants["team_num"].tolist()
    return [
        tuple(place for place, number in zip(pool.waiting, numbers, strict=True) if number == team)
        for team in sorted(set(numbers))
    ]


def row(person, served):
    return {
        "hours": [str(cell) for cell in week.each(person.starts & served)],
        "languages": sorted(person.languages),
        "formats": sorted(person.formats),
        "market": person.market or f"own {person.id}",
        "stage": person.stage,
        "themes": sorted(person.themes),
        "industry": person.industry,
        "revenue": person.revenue,
    }


def kept(pool, teams):
    """Give each team that keeps the rules a time and a facilitator: as many teams and points as can be."""
    tables = Tables(pool)
    ways = [[group for group in every_way(pool, team) if not checking.broken(pool, (group,))] for team in teams]
    columns = [as_column(tables, group) for each in ways for group in each]
    chosen = choose(columns, whole_room(tables), pool.rules.length, 10_000_000).columns if columns else ()
    return tuple(as_group(tables, column) for column in chosen), sum(map(bool, ways))


def every_way(pool, team):
    people = [pool.people[place] for place in team]
    starts, languages, formats = week.FULL, pool.people[team[0]].languages, pool.people[team[0]].formats
    for person in people:
        starts, languages, formats = starts & person.starts, languages & person.languages, formats & person.formats
    for number, keeper in enumerate(pool.facilitators):
        for language, way in product(sorted(languages & keeper.languages)[:1], sorted(formats & keeper.formats)[:1]):
            yield from (
                Group(team, start, language, way, facilitator=number) for start in week.each(starts & keeper.starts)
            )


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = str(Path(__file__).parent.parent)
    print(json.dumps(main(sys.argv[1])))
