"""What does a page say, and the log?"""

from groups.models import AuditEvent


def acts():
    return [event.sentence for event in AuditEvent.objects.order_by("at", "pk")]


def text(response):
    return " ".join(response.content.decode().split())
