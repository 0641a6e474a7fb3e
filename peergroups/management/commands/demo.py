"""What does the product look like when it is lived in? Fills an empty database with a believable programme."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from groups.models import Person, Programme
from peergroups.demo import cast, crowd, story, throng
from peergroups.management.commands.tick import moment
from peergroups.outbox import ledger


class Command(BaseCommand):
    help = "Fill an empty database: small is one programme of 39 people; large adds 1,000 groups and applicants."

    def add_arguments(self, parser):
        parser.add_argument("--scale", choices=["small", "large"], default="small")
        parser.add_argument("--seed", type=int, default=0, help="another number tells it differently")
        parser.add_argument("--at", type=moment, help="the moment the story leads up to, such as 2027-03-21T08:00Z")

    def handle(self, *, scale, seed, at, verbosity, **options):
        if Person.objects.exists():
            raise CommandError("There are people in this database already: the demo needs an empty one.")
        now = at or ledger.database_now()
        with transaction.atomic():
            story.tell(now=now, seed=seed)
            if scale == "large":
                crowd.fill(now=now, seed=seed)
                told = cast.read()
                programme = Programme.objects.get(name=told.programme)
                throng.fill(programme, by=programme.admins.get(), now=now, seed=seed)
        if verbosity:
            self.stdout.write(f"{Person.objects.count():,} people are here. Sign in as one of them at /demo/.")
