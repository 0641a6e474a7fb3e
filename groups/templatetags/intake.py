"""How is it said how far somebody of a programme has come?"""

from django import template

from groups.intake.roll import MARKS, State

register = template.Library()


@register.filter
def mark(person):
    """Return the colour of a state."""
    return MARKS.get(person.state, "")


@register.filter
def state_name(person):
    return State(person.state).label


@register.filter
def less(number, other):
    return number - other
