"""Which groups would the solver form of this pool? Reads an instance file, prints the plan and its reasons as JSON."""

import json
from pathlib import Path
from time import monotonic

from django.core.management.base import BaseCommand, CommandError

from groups.formation.forming import Unfinished, Wishes, form, last_word
from groups.formation.printing import result
from groups.formation.reading import UnreadablePool, read


class Command(BaseCommand):
    help = "Form groups from a pool in a JSON file (formation-bench/1) and print them with their reasons."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("instance", type=Path, help="the file with people, facilitators and running groups")
        parser.add_argument("--seconds", type=float, help="be over by then, with the best found so far")
        parser.add_argument("--seed", type=int, default=0, help="another number searches another way")

    def handle(self, *, instance, seconds, seed, **options):
        began, end = monotonic(), None if seconds is None else last_word(seconds)
        try:
            pool = read(json.loads(instance.read_text()))
        except OSError as error:
            raise CommandError(f"{instance} cannot be read: {error.strerror}.") from error
        except (UnreadablePool, ValueError) as error:
            raise CommandError(f"{instance}: {error}") from error
        try:
            formed = form(pool, Wishes(seed=seed), lambda _: end is None or monotonic() - began < end)
        except Unfinished as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(result(formed, seed=seed, seconds=monotonic() - began), indent=1))
