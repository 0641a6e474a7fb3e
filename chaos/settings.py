"""How does the product run while it is broken on purpose? As it is, with a mail of its own and less patience."""

from peergroups.tests.note_settings import *  # noqa: F403

EMAIL_TIMEOUT = 3
