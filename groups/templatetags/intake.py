"""How is it said how far somebody of a programme has come?"""

from django import template

from groups.intake.roll import MARKS, State
from groups.intake.values import unpacked

register = template.Library()


@register.filter
def mark(person):
    """Return the colour of a state."""
    return MARKS.get(person.state, "")


@register.filter
def state_name(person):
    return State(person.state).label


@register.filter
def work(person):
    """Say what somebody does: by their own word, or by the list of an admin."""
    listed = [question.given for question in person.questions if question.given]
    return person.work or (unpacked(listed[0]).get("business", "") if listed else "")


@register.filter
def less(number, other):
    return number - other
