"""What has had its day? The words whose time is over are deleted now; the worker does the same every hour."""

from django.core.management.base import BaseCommand

from peergroups import tasks


class Command(BaseCommand):
    help = "Delete the words whose last day is over, and say how many texts that were."

    def handle(self, **options):
        self.stdout.write(f"{tasks.delete_expired()} texts deleted")
