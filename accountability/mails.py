"""Which mails does this app send? Two questions about a promise, registered by kind; neither says what it was."""

from functools import partial

from django.utils.translation import gettext_noop

from accountability import nudges
from peergroups.outbox.kinds import Kind, register

nudge = partial(Kind, app="accountability", still_true=nudges.still_true, context=nudges.context)
register(nudge(name=nudges.HALFWAY, called=gettext_noop("Halfway to a commitment")))
register(nudge(name=nudges.DUE, called=gettext_noop("A commitment is due")))
