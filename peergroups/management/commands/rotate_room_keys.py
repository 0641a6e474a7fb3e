"""When may an old one of ROOM_KEYS be thrown away? Once this has put every text under the newest."""

from django.core.management.base import BaseCommand, CommandError

from groups import keys
from peergroups.outbox import ledger


class Command(BaseCommand):
    help = "Seal all that people wrote with the first of ROOM_KEYS. May be stopped and begun again at any time."

    def handle(self, **options):
        counts = keys.rotate(now=ledger.database_now())
        for became, count in sorted(counts.items()):
            self.stdout.write(f"{count} texts {became}")
        if counts[keys.UNREADABLE]:
            raise CommandError("Some texts need a key that is not in ROOM_KEYS. Add it at the end and run this again.")
        self.stdout.write("Every text is under the first of ROOM_KEYS; the others may go.")
