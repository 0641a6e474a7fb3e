"""What has had its day? The words whose time is over are deleted now; the worker does the same every hour."""

from django.core.management.base import BaseCommand

from groups import retention, sessions
from groups.seating import drafting
from peergroups.outbox import ledger


class Command(BaseCommand):
    help = "Delete the words whose last day is over, and say how many texts that were."

    def handle(self, **options):
        drafting.delete_old()
        sessions.forget_expired(now=ledger.database_now())
        self.stdout.write(f"{retention.delete_expired()} texts deleted")
