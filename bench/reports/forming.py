"""What does the page say of groups that are formed?"""

from bench.peer import SECONDS as PEER_SECONDS
from bench.reports.tables import circumstances, table, verdict

OLD = " (measured before: it could not be fetched)"

FORMING = """\
# How good the groups are that are formed

`make bench PART=forming` wrote this page on {date}, in {minutes:.0f} minutes.
The machine: {machine}, {load:.2f} at the end.

Ten pools, each in a process of its own. What counts is the fewest people left over, then points. “First” is when nine
of ten had a seat, “near” when the plan was within one per cent of the last one, “memory” what the largest process held.

{formation}

Up to 64 people the best plan is found and proven. Beyond, “known” is the best plan this pool had before, and the bound
is what no plan can score. b0120 and b0300 are the run in the middle of three with different seeds. The largest pool is
drawn from b1000, each trait for itself; nobody knows its best plan.

## Beside another library

The same pools with `team-formation` 2.0, which puts everybody on teams of about six and weighs wishes, for at most
{peer_seconds} s each. A team counts if it keeps every rule with the best time and facilitator there is for it.

{peer}
"""


def told(found):
    """Write the page of formed groups."""
    return FORMING.format(
        **circumstances(found),
        formation=formation(found["formation"]),
        peer=peer(found["peer"], found["formation"]),
        peer_seconds=PEER_SECONDS,
    )


def formation(pools):
    rows = [
        (
            name,
            seen["people"],
            f"{seen['left']} / {seen['points']:,}",
            f"{seen['best'][0]} / {seen['best'][1]:,}" if seen["best"] else "",
            "proven" if seen["proven"] else of_bound(seen),
            f"{seen['first']:.1f} s",
            f"{seen['near']:.1f} s",
            f"{seen['seconds']:.1f} s",
            f"{seen['cpu']:.0f} s",
            f"{seen['memory']:.0f} MB",
            verdict(seen["kept"]),
        )
        for name, seen in pools.items()
    ]
    head = (
        "pool",
        "people",
        "left over / points",
        "known",
        "of the bound",
        "first",
        "near",
        "in all",
        "work",
        "memory",
        "kept",
    )
    return table(head, rows)


def of_bound(seen):
    return f"{100 * seen['points'] / seen['bound']:.1f} %" if seen["bound"] else ""


def peer(theirs, ours):
    rows = [
        (
            name,
            "crashed" if "crashed" in seen else f"{seen['legal']} of {seen['teams']}" + (OLD if "once" in seen else ""),
            f"{seen['left']} / {seen['points']:,}" if "left" in seen else "",
            f"{ours[name]['left']} / {ours[name]['points']:,}",
            f"{seen['seconds']:.1f} s" if "seconds" in seen else "",
            f"{ours[name]['seconds']:.1f} s",
            f"{seen['memory']:.0f} MB" if "memory" in seen else "",
        )
        for name, seen in theirs.items()
    ]
    return table(("pool", "teams that count", "left over / points", "ours", "time", "ours", "memory"), rows)
