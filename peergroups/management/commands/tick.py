"""What would the clock do now, or at any other moment? One round of it, told in a line for each kind of mail."""

from datetime import UTC, datetime

from django.core.management.base import BaseCommand

from peergroups import clock
from peergroups.outbox import ledger, standing
from peergroups.outbox.models import Alarm


def moment(text):
    """Read a moment; without a zone it is UTC."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


class Command(BaseCommand):
    help = "One round of the clock: owe the mails that are due, send what is owed, and say how many of which kind."

    def add_arguments(self, parser):
        parser.add_argument("--at", type=moment, help="the moment to stand at, such as 2027-03-21T08:00Z; else now")

    def handle(self, *, at, **options):
        self.tell(clock.tick(now=at or ledger.database_now()))

    def tell(self, done):
        for line in list(done.lines()) or ["Nothing is due."]:
            self.stdout.write(line)
        for alarm in Alarm.objects.order_by("since"):
            self.stdout.write(self.style.ERROR(f"Alarm: {standing.in_words(alarm)}"))
