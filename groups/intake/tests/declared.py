"""How does a test declare a conflict, and see who is kept apart?"""

from groups.intake import conflicts
from groups.models import Conflict
from groups.tests.makers import NOON

SAID = "Bright Dental"


def declare(intake, name="ravi", *, other=None, kind="competitor", whom=SAID, **more):
    conflict = conflicts.declare(intake.wishes[name], kind=kind, whom=whom, now=NOON, **more)
    if other:
        conflicts.match(conflict, other, by=intake.nadia, now=NOON)
    return Conflict.objects.get(pk=conflict.pk)


def apart(intake):
    return [{row.one, row.other} for row in Conflict.objects.apart().select_related("one", "other")]
