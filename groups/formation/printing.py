"""How is a plan written down? As the JSON `manage.py form_groups` prints, in the ids of the instance."""

from typing import Any

from groups.formation.forming import Formed
from groups.formation.pool import Group, Pool


def result(formed: Formed, *, seed: int, seconds: float) -> dict[str, Any]:
    """Write the whole answer: groups as a referee reads them, and beside them what people want to know."""
    pool = formed.pool
    bound = {"left_over": len(formed.left_over), "points": formed.points} if formed.proven else None
    return {
        "groups": [written(pool, group) for group in formed.plan],
        "seconds": round(seconds, 3),
        "seed": seed,
        "left_over": len(formed.left_over),
        "points": formed.points,
        "proven": formed.proven,
        "bound": bound,
        "verdict": verdict(formed),
        "waitlist": [
            {"person": pool.people[place].id, "reason": str(formed.reasons[place])} for place in formed.left_over
        ],
        "explanations": [str(explanation) for explanation in formed.explanations],
    }


def written(pool: Pool, group: Group) -> dict[str, Any]:
    running = None if group.running is None else pool.running[group.running]
    keeper = None if group.facilitator is None else pool.facilitators[group.facilitator].id
    return {
        "members": [pool.people[place].id for place in pool.with_newcomers(group)],
        "slot": group.start,
        "facilitator": keeper if running is None else running.facilitator,
        "language": group.language,
        "format": group.format,
        "existing": running.id if running else None,
    }


def verdict(formed: Formed) -> str:
    """Say in one sentence what has come of it."""
    waiting, left = len(formed.pool.waiting), len(formed.left_over)
    if not waiting:
        return "Nobody waits for a seat."
    seats = f"{waiting - left} of {waiting} have a seat"
    if formed.proven and not formed.plan:
        return "No group can be formed under these rules."
    if formed.proven:
        return f"{seats}. No better grouping exists under these rules."
    return f"{seats}. This is the best plan found; a better one may exist."
