"""How does an act come into the log? In the same transaction as the act itself."""

from groups.models.audit import AuditEvent, note

__all__ = ["Act", "note"]

Act = AuditEvent.Act
