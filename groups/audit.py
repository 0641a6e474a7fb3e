"""How does an act come into the log? In the same transaction as the act itself."""

from groups.models import AuditEvent, Group, Person

Act = AuditEvent.Act


def note(act: Act, *, now, actor: Person | None, group: Group | None = None, person: Person | None = None, about=None):
    """Write down who did what, to whom and in which group; `about` is the row it was done to."""
    return AuditEvent.objects.create(
        at=now,
        act=act,
        actor=actor,
        person=person,
        group=group,
        programme_id=group.programme_id if group else None,
        about=f"{about._meta.label_lower}:{about.pk}" if about is not None else "",
    )
