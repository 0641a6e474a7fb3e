"""How good are the groups that are formed, how soon, and in how much memory? Each pool in a process of its own."""

import gzip
import json
import os
import resource
import subprocess
import sys
from math import inf
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from bench.crowd import drawn
from groups.formation.forming import Wishes, form, last_word
from groups.formation.reading import read

HERE = Path(__file__).parent
WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
SMALL = HERE.parent / "groups" / "formation" / "tests" / "instances"
DRAWN = 5_000  # people in the pool that is drawn from the largest one saved


class Target(NamedTuple):
    """What is asked: when 9 of 10 have a seat, when it ends, how many may be left over, what share of the bound."""

    first: float
    seconds: float
    left: int
    share: float
    best: tuple | None  # left over and points of the best plan known
    bound: int | None  # what no plan can score
    seeds: tuple = (1,)
    memory: float = inf  # megabytes of the largest process


def proven(seconds, left, points):
    return Target(seconds, seconds, left, 1.0, (left, points), points)


POOLS = {
    "b0012": proven(1, 2, 619_825),
    "b0030": proven(5, 0, 2_745_400),
    "b0060": proven(10, 8, 4_038_285),
    "t1_infeasible": proven(3, 14, 0),
    "t2_lonely": proven(3, 1, 1_392_300),
    "t3_greedy_trap": proven(3, 0, 3_407_500),
    "b0120": Target(3, 60, 5, 0.975, (5, 9_990_460), 10_154_106, seeds=(1, 2, 3)),
    "b0300": Target(7, 120, 10, 0.94, (9, 27_658_775), 28_438_734, seeds=(1, 2, 3)),
    "b1000": Target(30, 120, 15, 0.925, (14, 99_748_835), 102_443_312),
    "drawn 5,000": Target(300, 300, 30, 0.0, None, None, memory=300),
}
PROVEN = ("b0012", "b0030", "b0060", "t1_infeasible", "t2_lonely", "t3_greedy_trap")


def measure():
    """Form groups of each pool, one after another: of several seeds the one in the middle."""
    found = {}
    for name, target in POOLS.items():
        runs = sorted((asked(name, seed) for seed in target.seeds), key=lambda run: (-run["left"], run["points"]))
        found[name] = runs[len(runs) // 2]
    return found


def asked(name, seed):
    command = [sys.executable, "-m", __spec__.name, name, str(seed)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main(name, seed):
    """Form the groups of one pool, and note when it had come how far."""
    target, pool = POOLS[name], read(instance(name))
    seen = []
    began = monotonic()

    def watch(progress):
        seen.append((monotonic() - began, progress.left_over, progress.points))
        return name in PROVEN or seen[-1][0] < last_word(target.seconds)

    formed = form(pool, Wishes(seed=seed), watch)
    took = monotonic() - began
    seen.append((took, len(formed.left_over), formed.points))
    seated = len(pool.waiting) - len(formed.left_over)
    first = next(at for at, left, _points in seen if len(pool.waiting) - left >= 0.9 * seated)
    near = next(at for at, left, points in seen if left - seen[-1][1] <= seated / 100 and points >= 0.99 * seen[-1][2])
    return {
        "people": len(pool.waiting),
        "seeds": len(target.seeds),
        "left": len(formed.left_over),
        "points": formed.points,
        "proven": formed.proven,
        "first": first,
        "near": near,
        "seconds": took,
        "cpu": sum(sum(resource.getrusage(who)[:2]) for who in WHO),
        "memory": memory(),
        "best": target.best,
        "bound": target.bound,
        "kept": kept(name, target, formed, first, took),
    }


def kept(name, target, formed, first, took):
    """Tell whether all that is asked of this pool was reached."""
    enough = not target.bound or formed.points >= target.share * target.bound
    good = len(formed.left_over) <= target.left and enough and formed.proven >= (name in PROVEN)
    return good and first <= target.first and took <= target.seconds and memory() < target.memory


def instance(name):
    if name in PROVEN:
        return json.loads((SMALL / f"{name}.json").read_text())
    if name in ("b0120", "b0300", "b1000"):
        return json.loads(gzip.decompress((HERE / "instances" / f"{name}.json.gz").read_bytes()))
    return drawn(instance("b1000"), DRAWN, seed=DRAWN)


def memory():
    """Say how much the largest process held, in megabytes."""
    return max(resource.getrusage(who).ru_maxrss for who in WHO) / 1024


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = str(HERE.parent)
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))
