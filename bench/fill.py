"""Who lives in the database that is measured? The demo's people, and as many groups more as were asked for."""

import json
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - needs the apps, which are loaded above

from groups.models import Group  # noqa: E402
from peergroups.demo import crowd, story  # noqa: E402
from peergroups.management.commands.serve import collect_static  # noqa: E402
from peergroups.outbox import ledger  # noqa: E402


def fill(groups):
    """Tell the demo's story, then add its crowd until there are so many groups."""
    call_command("migrate", verbosity=0)
    collect_static()
    now = ledger.database_now()
    story.tell(now=now)
    crowd.fill(now=now, groups=groups - Group.objects.count())


if __name__ == "__main__":
    fill(**json.load(sys.stdin))
    print(json.dumps(None))
