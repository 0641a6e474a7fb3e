"""Who is whose buddy? In a circle each has one and is one; with each turn another, until each has had everybody."""

from collections.abc import Sequence


def paired(circle: Sequence[int], turn: int) -> dict[int, int]:
    """Return each one's buddy: whoever sits so many places further on, one place more with each turn."""
    if len(circle) < 2:
        return {}
    step = 1 + turn % (len(circle) - 1)
    return {who: circle[(place + step) % len(circle)] for place, who in enumerate(circle)}
