"""How does a page of figures begin, and how are they set? The day and the machine, then tables with a verdict."""

from datetime import UTC, datetime


def circumstances(found):
    """Tell when it was measured, for how long, and on what."""
    return {
        "date": datetime.now(UTC).strftime("%-d %B %Y, %H:%M UTC"),
        "minutes": max(1, found["seconds"] / 60),
        "machine": found["machine"],
        "load": found["load"],
    }


def verdict(kept):
    return "yes" if kept else "**no**"


def table(head, rows):
    """Set a table so that it reads well as plain text too."""
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    padded = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in cells]
    lines = [f"| {' | '.join(row)} |" for row in padded]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
