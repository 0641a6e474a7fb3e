"""How is sending paused, and from which moment does it go on? After a restore nobody but a person knows that."""

from django.core.management.base import BaseCommand, CommandError

from peergroups import clock
from peergroups.management.commands.tick import moment
from peergroups.outbox import epochs, ledger
from peergroups.outbox.models import Delivery


def when(text):
    return None if text == "now" else moment(text)


class Command(BaseCommand):
    help = "Pause sending, or resume it from a moment on: what fell due before is marked late and never sent."

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("pause", help="let no reminder leave until resumed; what is due goes on being owed")
        resume = verbs.add_parser("resume", help="send again what is due from a moment on")
        resume.add_argument(
            "--from", dest="since", type=when, required=True, metavar="now|ISO", help="such as 2027-03-21T08:00Z"
        )
        resume.add_argument("--dry-run", action="store_true", help="only say what would go and what would not")

    def handle(self, *, verb, **options):
        now = ledger.database_now()
        if verb == "pause":
            epochs.pause(now=now)
            self.stdout.write("Paused. `manage.py reminders resume --from now|ISO` goes on.")
        else:
            self.resume(options["since"] or now, now=now, really=not options["dry_run"])

    def resume(self, since, *, now, really):
        if since > now:
            raise CommandError("The moment is still to come: give one that is over, or now.")
        clock.plan(now)
        if really:
            late, owed = epochs.resume(since)
            self.stdout.write(f"Resumed. Marked late: {late}. To go out when they are due: {owed}.")
        else:
            owed = Delivery.objects.owed()
            late = owed.filter(due_at__lt=since).count()
            self.stdout.write(f"To be marked late: {late}. To go out when they are due: {owed.count() - late}.")
