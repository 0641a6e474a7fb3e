"""How good are the groups that are formed, how soon, and in how much memory? Each pool in a process of its own."""

import gzip
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from time import monotonic

from groups.formation.forming import Wishes, form
from groups.formation.reading import read

HERE = Path(__file__).parent
SMALL = HERE.parent / "groups" / "formation" / "tests" / "instances"
# For each pool: seconds it may take, left over and points of the best plan known, and what no plan can score.
POOLS = {
    "b0012": (1, 2, 619_825, 619_825),
    "b0030": (5, 0, 2_745_400, 2_745_400),
    "b0060": (10, 8, 4_038_285, 4_038_285),
    "t1_infeasible": (3, 14, 0, 0),
    "t2_lonely": (3, 1, 1_392_300, 1_392_300),
    "t3_greedy_trap": (3, 0, 3_407_500, 3_407_500),
    "b0120": (60, 5, 9_990_460, 10_154_106),
    "b0300": (120, 9, 27_658_775, 28_438_734),
    "b1000": (120, 14, 99_748_835, 102_443_312),
}
PROVEN = ("b0012", "b0030", "b0060", "t1_infeasible", "t2_lonely", "t3_greedy_trap")


def measure():
    """Form groups of each pool, one after another."""
    found = {}
    for name in POOLS:
        done = subprocess.run([sys.executable, "-m", __spec__.name, name], check=True, capture_output=True, text=True)
        found[name] = json.loads(done.stdout)
    return found


def main(name):
    """Form the groups of one pool, and note when it had come how far."""
    seconds, best_left, best, bound = POOLS[name]
    pool = read(instance(name))
    seen = []
    began = monotonic()

    def watch(progress):
        seen.append((monotonic() - began, progress.left_over, progress.points))
        return name in PROVEN or seen[-1][0] < seconds

    formed = form(pool, Wishes(seed=1), watch)
    took = monotonic() - began
    seen.append((took, len(formed.left_over), formed.points))
    seated = len(pool.waiting) - len(formed.left_over)
    return {
        "people": len(pool.waiting),
        "left": len(formed.left_over),
        "points": formed.points,
        "proven": formed.proven,
        "first": next(at for at, left, _points in seen if len(pool.waiting) - left >= 0.9 * seated),
        "near": next(
            at for at, left, points in seen if left - seen[-1][1] <= seated / 100 and points >= 0.99 * seen[-1][2]
        ),
        "seconds": took,
        "memory": memory(),
        "budget": seconds,
        "best": [best_left, best],
        "bound": bound,
    }


def instance(name):
    if name in PROVEN:
        return json.loads((SMALL / f"{name}.json").read_text())
    return json.loads(gzip.decompress((HERE / "instances" / f"{name}.json.gz").read_bytes()))


def memory():
    """Say how much the largest process held, in megabytes."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = str(HERE.parent)
    print(json.dumps(main(sys.argv[1])))
