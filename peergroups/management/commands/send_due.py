"""What sends the mails when Redis or Celery is down? This, from cron, each minute: the same round without them."""

from peergroups import clock
from peergroups.management.commands import tick
from peergroups.outbox import ledger


class Command(tick.Command):
    help = (
        "The second engine: the same round of the clock as the worker's, needing neither Redis nor Celery. "
        "Run it from cron each minute beside them; a mail goes once, whoever comes first."
    )

    def add_arguments(self, parser):
        """Cron always means now."""

    def handle(self, **options):
        self.tell(clock.tick(now=ledger.database_now()))
