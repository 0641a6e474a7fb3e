"""How is shown who does what in a meeting? Role by role, with why somebody named cannot."""

from django import template

from meetings.models import Duty

register = template.Library()


@register.filter
def named(board, sheet):
    """Pair each role with whoever does it; whoever keeps the room leads where nobody is named."""
    for role in Duty.Role:
        people = [sheet.named[role]] if role in sheet.named else board.keepers if role == Duty.Role.FACILITATOR else []
        yield role.label, ", ".join(called(board, sheet, person) for person in people if person in board.places)


@register.filter
def roles(place):
    """Name the roles of a member in one meeting."""
    return " · ".join(str(Duty.Role(role).label) for role in place.roles)


def called(board, sheet, person):
    why = sheet.out.get(person)
    return f"{board.places[person].person}: {why}" if why else str(board.places[person].person)
