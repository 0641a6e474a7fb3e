"""Which mails does a poll send? The question, one reminder, a word to who picks, and the time that was found."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_noop

from groups.mails import from_group
from meetings.mails import about_meeting, calendar_file
from meetings.polls import asking, links, reminding
from peergroups.kit.spoken import moment, short_moment
from peergroups.outbox.kinds import Kind, by_day, register


def about_poll(delivery, *, now):
    """Say how many times are on offer and until when; the button opens the answers without signing in."""
    poll, person = delivery.about, delivery.person
    zone = poll.zone_shown or person.time_zone
    return from_group(poll.group) | {
        "first_name": person.first_name,
        "times": poll.slots.count(),
        "until": moment(poll.closes_at, zone, now),
        "until_short": short_moment(poll.closes_at, zone),
        "moves": poll.moves_id is not None,
        "button_url": links.link(poll, person),
    }


def about_picking(delivery, *, now):
    """Say that nobody is waited for; the button opens what suits whom."""
    poll = delivery.about
    is_over = poll.closes_at <= now
    return from_group(poll.group) | {"is_over": is_over, "button_url": reverse("meetings:pick", args=[poll.pk])}


ours = partial(Kind, app="meetings", brings=("group",))
asks = partial(ours, topic="polls", still_true=reminding.still_asked, context=about_poll)
register(asks(name=asking.ASKED, called=gettext_noop("Which times suit you?")))
register(asks(name=reminding.REMINDED, waits=by_day, called=gettext_noop("Which times suit you, once more")))
register(
    ours(
        name=reminding.TO_PICK,
        topic="keeping",
        waits=by_day,
        still_true=reminding.still_to_pick,
        context=about_picking,
        called=gettext_noop("A time can be picked"),
    )
)
register(
    ours(
        name=asking.FOUND,
        still_true=reminding.found_still_true,
        context=about_meeting,
        encloses=calendar_file,
        called=gettext_noop("A time is found"),
    )
)
