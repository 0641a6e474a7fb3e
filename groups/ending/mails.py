"""Which mails are sent when an intake ends, and before the next? Registered by kind."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_noop

from groups.ending import alumni, going_on
from groups.mails import from_group, from_programme
from groups.models import Cohort
from peergroups.kit.spoken import day
from peergroups.kit.wallclock import local_day
from peergroups.outbox import letters
from peergroups.outbox.kinds import Kind, by_day, register
from peergroups.outbox.models import Delivery

ours = partial(Kind, app="groups")


def about_ending(delivery, *, now):
    """Say on which day, and lead to the room, where one click has the group go on."""
    group = delivery.about
    today = local_day(now, delivery.person.time_zone)
    return from_group(group) | {
        "day": day(group.cohort.ends_on, today),
        "button_url": group.get_absolute_url(),
    }


def about_intake(delivery, *, now):
    """Say of which programme, from when to when one can apply, and when its groups meet."""
    cohort = delivery.about
    today = local_day(now, cohort.programme.zone)
    return from_programme(cohort.programme) | {
        "opens": day(cohort.opens_on, today) if cohort.opens_on > today else "",
        "closes": day(cohort.closes_on, today),
        "starts": day(cohort.starts_on, today),
        "button_url": reverse("groups:apply", args=[cohort.programme.slug]),
    }


def sample(cohort: Cohort, person, *, now):
    """Write the mail about an intake as each of them gets it, to look at before it goes."""
    named = {"about_type": Cohort._meta.label_lower, "about_id": cohort.pk}
    mail = Delivery(person=person, kind=alumni.KIND, message_id="<sample@example.org>", written_at=now, **named)
    return letters.write(mail, now=now)


register(
    ours(name=going_on.KIND, waits=by_day, still_true=going_on.still_ends, context=about_ending, brings=("cohort",))
)
register(
    ours(
        name=alumni.KIND,
        topic="intakes",
        still_true=alumni.still_wanted,
        context=about_intake,
        brings=("programme",),
        called=gettext_noop("A next intake"),
    )
)
