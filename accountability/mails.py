"""Which mails does this app send? Questions about commitments and hot seats, and days; none says what it was."""

from functools import partial

from django.utils.translation import gettext_noop

from accountability import care, looking_back, nudges, recap, rules
from peergroups.outbox.kinds import Kind, by_day, register

register(
    Kind(
        name=care.KIND,
        app="accountability",
        topic="keeping",
        brings=("group", "person"),
        waits=by_day,
        riders=care.riders,
        still_true=care.still_true,
        context=care.context,
    )
)
nudge = partial(
    Kind,
    app="accountability",
    topic="commitments",
    waits=nudges.waits,
    still_true=nudges.still_true,
    riders=nudges.riders,
    context=nudges.context,
)
register(nudge(name=rules.HALFWAY, called=gettext_noop("Halfway to a commitment")))
register(nudge(name=rules.DUE, called=gettext_noop("A commitment is due")))
register(nudge(name=rules.AFTER, called=gettext_noop("The day of a commitment is over")))
register(
    Kind(
        name=looking_back.KIND,
        app="accountability",
        brings=("seat__meeting__group",),
        waits=looking_back.waits,
        still_true=looking_back.still_true,
        context=looking_back.context,
        called=gettext_noop("How it went after your hot seat"),
    )
)
register(
    Kind(
        name=recap.KIND,
        topic="commitments",
        app="accountability",
        brings=("group",),
        still_true=recap.still_true,
        context=recap.context,
        called=gettext_noop("What you take from a meeting"),
    )
)
