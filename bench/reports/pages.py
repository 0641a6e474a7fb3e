"""What does the page say of pages, clock, mails and meetings being held?"""

from bench.reports.tables import circumstances, table, verdict

RATIO, IDLE, MAILS, MOVE, LIVE = 0.75, 0.3, 30, 200, 50
LOOP = 4.8  # seconds that the bare loop took on the machine the budgets were set on
FLOORS = {"plain": "plain text", "floor": "as on pages"}
EVEN = 0.9  # nearer to 1 than this is the same; farther off, either way, is a difference or a noisy machine
QUERIES, BYTES, GZIPPED = 10, 16, 30
LEAN = ("Today", "Meeting")

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
middleware, same person, same number of bytes. What such a template costs depends on its lines. With lines such as pages
have (a link by its name, a value, words to translate) 20 KB of it cost about the 3.6 ms that the budget reckons with
for a template of Django's; the same bytes as plain text cost a tenth of that: the strictest floor there is.

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
The budget for mails was set on a machine on which such a loop takes {loop} s: where it takes longer, whatever is
counted in seconds is harder to keep, and the ratios are what can be compared.
"""


def told(found):
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
        loop=LOOP,
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
    ratio = mails["worker"] / mails["bare"]
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
        (
            "Ratio of the two",
            f"{ratio:.1f}",
            f"≤ {MAILS / LOOP:.2f} ({MAILS} s to {LOOP} s)",
            verdict(ratio <= MAILS / LOOP),
        ),
    ]
    return table(("what", "measured", "budget", "kept"), rows)
