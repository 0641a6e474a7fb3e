"""How is it told? A page for each part: what was measured beside what was promised, in the terminal and in the docs."""

from datetime import UTC, datetime

from bench.peer import SECONDS as PEER_SECONDS

RATIO, IDLE, MAILS, MOVE, LIVE = 0.75, 0.3, 30, 200, 50
FLOORS = {"plain": "plain text", "floor": "as on pages"}
EVEN = 0.9  # nearer to 1 than this is the same; farther off, either way, is a difference or a noisy machine
QUERIES, BYTES, GZIPPED = 10, 16, 30
LEAN = ("Today", "Meeting")
OLD = " (measured before: it could not be fetched)"

PAGE = """\
# How fast it is

`make bench PART=pages` wrote this page on {date}, in {minutes:.0f} minutes, with {groups} groups of two years each in
the database.
The machine: {machine}, {load:.2f} at the end.
A load above 1 before the start means that other work shared the cores: then the times and ratios say little.

How to read it: everything runs on this one machine, the client beside the server, so only the ratios and the counts
travel to another. Each figure is the median of several spans, and what is compared was measured in turns.

## Pages, as a signed-in person opens them

gunicorn as `serve` starts it (two processes of two threads), {lines} lines kept open, one page at a time.

{alone}

Budget: at most 25 queries and 30 KB gzipped; Today and the meeting page at most {queries} queries and {bytes} KB.

## As an admin opens them, with {applicants} people who want in

Measured likewise, in the same database. The workbench holds {seated} people in {formed} groups as
they come, so that there is much to say of each.

{intake}

{move}

A move is one after the other over one line, from the tap to the last byte of the bench drawn anew, re-scored.

## Beside a bare page of the same bytes

The bare page reads a session and a person, asks three indexed queries and renders one flat template: same server, same
middleware, same person, same number of bytes. The budget is meant for lines of plain text, the strictest
floor there is; beside it stands the same page with lines such as ours have (a link by its name, a value, words to
translate), since those cost ten times as much in any Django template.

{race}

## With a hundred times as many groups

The same room with the same two years, once among {few} groups and once among {many}.

{scale}

## Meetings being held

{held} meetings at once with {people} phones each, every phone asking every two seconds whether anything has changed,
over 16 lines as a proxy would keep them open. A late answer counts from the moment it was due. Beside it the
barest answer of the same server, asked for as often.

{phones}

And the page itself, as it is opened and whenever something has changed:

{live}

## Clock and mail

{clock}

The bare loop sends one fixed text to everybody, in batches of {batch}, and promises nothing. The worker is rung as by
beat, now and again after a minute if that was not enough: it finds out what is due, counts each attempt, asks each mail
once more whether it is still true, writes it for its reader, and marks it. In both runs the sink saw every mail once.
"""

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


def pages(found):
    """Write the page of pages, clock and mails."""
    few, many = (f"{count:,}" for count in found["pages"]["groups"])
    return PAGE.format(
        **circumstances(found),
        groups=many,
        few=few,
        many=many,
        lines=4,
        queries=QUERIES,
        bytes=BYTES,
        batch=200,
        alone=alone(found["pages"]["alone"]),
        applicants=f"{found['intake']['people']:,}",
        seated=found["intake"]["seated"],
        formed=found["intake"]["groups"],
        intake=alone(found["intake"]["pages"]),
        move=move(found["intake"]["move"]),
        race=race(found["pages"]["race"]),
        scale=scale(found["pages"]["scale"]),
        clock=clock(found["idle"], found["mails"]),
        held=found["rooms"]["rooms"],
        people=found["rooms"]["people"],
        phones=phones(found["rooms"]["asked"]),
        live=alone(found["rooms"]["page"]),
    )


def forming(found):
    """Write the page of formed groups."""
    return FORMING.format(
        **circumstances(found),
        formation=formation(found["formation"]),
        peer=peer(found["peer"], found["formation"]),
        peer_seconds=PEER_SECONDS,
    )


def circumstances(found):
    """Tell when it was measured, for how long, and on what."""
    return {
        "date": datetime.now(UTC).strftime("%-d %B %Y, %H:%M UTC"),
        "minutes": max(1, found["seconds"] / 60),
        "machine": found["machine"],
        "load": found["load"],
    }


def alone(pages):
    rows = [
        (
            name,
            f"{seen['rate']:.0f}",
            f"{seen['p50']:.1f} ms",
            f"{seen['p95']:.1f} ms",
            seen["queries"],
            f"{seen['size'] / 1024:.1f} KB",
            f"{seen['gzipped'] / 1024:.1f} KB",
            verdict(lean_enough(name, seen)),
        )
        for name, seen in pages.items()
    ]
    return table(("page", "requests/s", "p50", "p95", "queries", "HTML", "gzipped", "within budget"), rows)


def move(seen):
    spent = (f"{seen[name]:.0f} ms" for name in ("p50", "p95", "longest"))
    head = ("what", "p50", "p95", "longest", "budget", "kept")
    return table(head, [("A move on the workbench", *spent, f"p95 < {MOVE} ms", verdict(seen["p95"] < MOVE))])


def phones(asked):
    rows = [
        (
            kind,
            f"{seen['rate']:.0f}",
            ", ".join(f"{status}: {times:,}" for status, times in sorted(seen["answers"].items())),
            f"{seen['p50']:.1f} ms",
            f"{seen['p95']:.1f} ms",
            f"{seen['cpu']:.0f} % of a core",
            f"{seen['asked']:,}",
            f"p95 ≤ {LIVE} ms" if at == 0 else "",
            verdict(seen["p95"] <= LIVE and set(seen["answers"]) == {"304"}) if at == 0 else "",
        )
        for at, (kind, seen) in enumerate(asked.items())
    ]
    head = ("who asks", "requests/s", "answers", "p50", "p95", "server", "database asked", "budget", "kept")
    return table(head, rows)


def lean_enough(name, seen):
    if name in LEAN and (seen["queries"] > QUERIES or seen["size"] > BYTES * 1024):
        return False
    return seen["queries"] <= 25 and seen["gzipped"] <= GZIPPED * 1024


def race(raced):
    rows = [
        (
            name,
            FLOORS[floor],
            f"{seen['ours']['rate']:.0f}",
            f"{seen[floor]['rate']:.0f}",
            f"{seen['ours']['size']:,.0f} / {seen[floor]['size']:,.0f}",
            f"**{ratio:.2f}**",
            f"≥ {RATIO}",
            verdict(ratio >= RATIO),
        )
        for name, seen in raced.items()
        for floor, ratio in sorted(seen["ratios"].items(), reverse=True)
    ]
    return table(("page", "its lines", "requests/s", "bare page", "bytes", "ratio", "budget", "kept"), rows)


def scale(compared):
    rows = [
        (
            name,
            f"{seen['few']['rate']:.0f}",
            f"{seen['many']['rate']:.0f}",
            f"{seen['queries']['few']} / {seen['queries']['many']}",
            f"**{seen['ratio']:.2f}**",
            "the same (0.9 to 1.1)",
            verdict(EVEN <= seen["ratio"] <= 1 / EVEN and seen["queries"]["few"] == seen["queries"]["many"]),
        )
        for name, seen in compared.items()
    ]
    return table(("page", "requests/s, few", "requests/s, many", "queries", "ratio", "budget", "kept"), rows)


def clock(idle, mails):
    rows = [
        (
            f"A tick with nothing due, {idle['groups']:,} groups ({idle['queries']} queries)",
            f"{idle['seconds']:.3f} s",
            f"≤ {IDLE} s",
            verdict(idle["seconds"] <= IDLE),
        ),
        (
            f"{mails['mails']:,} mails due at once, one worker of two processes",
            f"{mails['worker']:.1f} s",
            f"≤ {MAILS} s",
            verdict(mails["worker"] <= MAILS),
        ),
        ("The same mails by a bare loop of two processes", f"{mails['bare']:.1f} s", "", ""),
        ("Ratio of the two", f"{mails['worker'] / mails['bare']:.1f}", "", ""),
    ]
    return table(("what", "measured", "budget", "kept"), rows)


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


def verdict(kept):
    return "yes" if kept else "**no**"


def table(head, rows):
    """Set a table so that it reads well as plain text too."""
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    padded = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in cells]
    lines = [f"| {' | '.join(row)} |" for row in padded]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
