"""How long is kept what people write? Each kind has its time; after its last day the words are deleted."""

from datetime import date, datetime, timedelta

from django.apps import apps
from django.db import connection
from django.db.models.functions import Now, TruncDate

# In days, with the reason. What still matters is written again, and its time begins anew.
KEPT = {
    "note": 90,  # what was noted for somebody in the hot seat: theirs to act on, and no record of the room
    "brief": 365,  # the hot seat goes round once a year: until one's next turn the group can look at the last
    "seat_request": 365,  # like the brief it may become
    "parked": 730,  # waits for a hot seat until its author closes it, and is weighed again whenever it is raised
    "update": 120,  # from one meeting to the next ones: what matters of it longer is parked, or committed to
    "topic": 120,  # for one meeting
    "goal": 730,  # set for a year, and looked back on for another
    "commitment": 730,  # chosen for up to a year ahead, and looked back on for a year
    "follow_up": 730,  # goes with its commitment
    "read_back": 365,  # what one took from a hot seat: asked about for a quarter, and looked at until one's next turn
    "look_back": 365,  # goes with what was read back
    "take_back": 365,  # a line for oneself on what a meeting gave
    "held": 730,  # how somebody wants to be held to their commitments, and what not to do: asked anew after two years
    "private_note": 180,  # six meetings: enough to see what comes back, too short for a file on somebody
    "dictated": 14,  # taken down for somebody at a meeting, until they make it theirs
    "breach": 365,  # until the charter is signed anew: by then trust is either mended or something else has followed
    "review_note": 365,  # what admins noted about an applicant: an intake later it is old, and was about them then
    "other": 365,
}


def last_day(kind: str, now: datetime) -> date:
    """Return the last day on which words of a kind are kept when they are written now."""
    return (now + timedelta(days=KEPT[kind])).date()


def delete_expired() -> int:
    """Delete the words whose last day is over by the database's calendar; return how many texts that were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT empty_expired_words()")
        emptied = cursor.fetchone()[0]
    old = timedelta(days=KEPT["review_note"] + 1)
    notes = apps.get_model("groups.ReviewNote").objects.filter(written_at__date__lte=TruncDate(Now()) - old)
    return emptied + notes.delete()[0]
