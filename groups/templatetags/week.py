"""How does a page show when somebody could meet?"""

from django import template

from groups import free_times

register = template.Library()


@register.filter
def free_in_words(person):
    """Tue, Thu, 9:00 am to 12:00 pm"""
    return free_times.in_words(person)
