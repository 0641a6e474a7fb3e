"""How is an update shown? Question by question, where there is an answer."""

from django import template

from meetings.updates.forms import UpdateForm

register = template.Library()


@register.filter
def lines(answers):
    """Return what was answered, each with its name and question, in the order in which they were asked."""
    return [(name, question, answers[name]) for name, question in UpdateForm.QUESTIONS.items() if answers.get(name)]
