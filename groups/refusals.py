"""Who stood before a door that is not theirs? Noted once the request is over: a request that reads cannot write."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from groups.audit import Act, note
from groups.models import AuditEvent

REFUSALS = (403, 404)
ONCE_IN = timedelta(hours=1)  # for each person and group: a log that grows with every knock could be flooded


class NotesRefusals:
    """Stands outside the wall's transaction, and writes down in one of its own who was refused at what is there."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code in REFUSALS and hasattr(request, "tried"):
            note_refusal(request.user, *request.tried, now=timezone.now())
        return response


@transaction.atomic
def note_refusal(person, model, wanted, *, now):
    """Note it, unless nothing is there, or the person sits in the group and only took a wrong turn."""
    found = model._base_manager.filter(**wanted).first()
    if found is None or found.group.membership_of(person):
        return
    lately = AuditEvent.objects.filter(act=Act.REFUSED, actor=person, group=found.group, at__gt=now - ONCE_IN)
    if not lately.exists():
        note(Act.REFUSED, now=now, actor=person, group=found.group, about=found)
