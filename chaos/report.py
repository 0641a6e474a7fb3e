"""How does it read? One page with a table; what would break a promise stands out."""

from datetime import UTC, datetime

PAGE = """\
# What survives when everything is broken

`make chaos` wrote this page on {day}, in {minutes} minutes{part}.
The machine: {machine}

The real worker (two processes), beat, Postgres, Redis and a mail server on loopback, all of them its own, which end
with the run. Each run owes one mail to each of so many people, is disturbed, and ends when nothing is owed any more.
Only the waits are shorter than in life: a round each second, not each minute, and two to five seconds between tries,
not one minute to three hours.

{table}

**lost**: neither sent nor given up after a refusal. **never came**: marked as sent, and the mail server saw none.
**extra**: second copies; in brackets the most that G3 allows, one for each sending process and event, or each lost
answer. **flagged**: mails that the operator's page calls in doubt: no more than those either, and one for each process
that was frozen. **not flagged**: people who got two, without that page saying so. **other id**: people whose copies
differ in their Message-ID. **dead**: given up after the refusal of their address, as it should be.
{verdict}
"""
HEADS = (
    "what was done",
    "times",
    "mails",
    "arrived",
    "lost",
    "never came",
    "extra",
    "flagged",
    "not flagged",
    "other id",
    "dead",
    "seconds",
)


def told(lines, facts):
    """Write the page."""
    rows = [HEADS, tuple("---" for _head in HEADS), *map(row, lines)]
    return PAGE.format(
        day=f"{datetime.now(UTC):%d %B %Y, %H:%M} UTC",
        minutes=round(facts["seconds"] / 60),
        part="" if facts["share"] >= 1 else f", with {facts['share']:.0%} of the mails",
        machine=f"{facts['machine']}, {facts['load']:.2f} at the end.",
        table="\n".join(f"| {' | '.join(cells)} |" for cells in rows),
        verdict=verdict(lines),
    )


def row(line):
    run = line["run"]
    return (
        run.name,
        str(run.times or ""),
        f"{run.mails:,}",
        f"{line['arrived']:,}",
        str(line["lost"]),
        str(line["never came"]),
        f"{line['extra']} ({run.extra})",
        str(line["flagged"]),
        str(line["unmarked"]),
        str(line["other id"]),
        str(line["states"]["dead"]),
        f"{line['seconds']:.0f}" if line["at_rest"] else "**not at rest**",
    )


def verdict(lines):
    broken = [line["run"].name for line in lines if not line["holds"]]
    return f"\n**Not held: {', '.join(broken)}.**" if broken else "\nEvery promise held in every run."
