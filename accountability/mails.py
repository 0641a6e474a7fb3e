"""Which mails does this app send? Two questions about a promise, registered by kind; neither says what it was."""

from accountability import nudges
from peergroups.outbox.kinds import Kind, register

for name in (nudges.HALFWAY, nudges.DUE):
    register(Kind(name=name, app="accountability", still_true=nudges.still_true, context=nudges.context))
