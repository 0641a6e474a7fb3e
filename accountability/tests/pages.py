"""What the tests of pages type, open and read."""

from django.urls import reverse

from accountability.models import Commitment
from groups import wall

MINE = "/commitments/"
HTMX = {"headers": {"HX-Request": "true"}}


def typed(**changes):
    return {"what": "Call Ann", "due_on": "2026-12-01", "how_known": "", "first_step": "", "readers": "group"} | changes


def kept(person):
    """Return what this person may read of commitments, and their days."""
    with wall.as_person(person):
        return [(made.words.answers["what"], made.due_on) for made in Commitment.objects.worded() if made.words]


def page_of(response):
    return response.content.decode()


def address(name, commitment):
    return reverse(f"accountability:{name}", args=[commitment.pk])
