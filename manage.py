"""How is the house worked from a terminal? `manage.py COMMAND`, on a bare checkout too: see `peergroups.embedded`."""

import os
import sys

from peergroups import embedded


def main():
    """Bring the servers nobody named, then run the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peergroups.settings")
    try:
        embedded.provide()
    except embedded.NoServerError as refusal:
        sys.exit(str(refusal))

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
