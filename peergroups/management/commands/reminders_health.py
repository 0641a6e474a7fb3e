"""Do reminders go out? Said in words, and by the exit code for whatever watches: 0 yes, 1 some were lost, 2 no."""

from django.core.management.base import BaseCommand

from peergroups import health
from peergroups.outbox import ledger, standing


class Command(BaseCommand):
    help = "Say whether reminders go out. Exit code 0: they do; 1: some could not be delivered since yesterday; 2: no."

    def handle(self, **options):
        if troubles := health.database_troubles():
            self.say(troubles, 2)
        if losses := list(standing.losses(ledger.database_now())):
            self.say(losses, 1)
        self.stdout.write("Reminders go out.")

    def say(self, reasons, code):
        for reason in reasons:
            self.stderr.write(reason)
        raise SystemExit(code)
