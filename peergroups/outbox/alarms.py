"""What is wrong on our own side right now, and since when? The first moment is kept until it is mended."""

from datetime import datetime

from peergroups.outbox.models import Alarm

MAIL = "mail"
MARK = "mark of this server"  # the file by which it would know a restored database
RESTORED, PAUSED = "restored", "paused"
PAUSES = (RESTORED, PAUSED)


def sound(name: str, error: str, *, now: datetime) -> None:
    """Raise an alarm, or let one that is raised already say its latest error."""
    alarm = Alarm(name=name[:80], error=error[:80], since=now)
    Alarm.objects.bulk_create([alarm], update_conflicts=True, unique_fields=["name"], update_fields=["error"])


def calm(*names: str) -> None:
    """Take back the alarms of what works again."""
    Alarm.objects.filter(name__in=[name[:80] for name in names]).delete()
