"""Which mails does somebody get who applies? What was received, what is not sent yet, and that applications open."""

from datetime import datetime
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_noop

from groups.intake import applying, interest, unfinished
from groups.mails import from_programme
from peergroups.kit import spoken
from peergroups.kit.wallclock import local_day
from peergroups.outbox.kinds import Kind, by_day, register
from peergroups.outbox.models import Delivery

ours = partial(Kind, app="groups")


def still_sent(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether the application that was handed in is still there."""
    return delivery.about.submitted_at is not None and delivery.about.withdrawn_at is None


def about_open(delivery: Delivery, *, now: datetime) -> dict[str, Any]:
    """Name the programme, and until when one can apply."""
    cohort, today = delivery.about, local_day(now, delivery.person.time_zone)
    return from_programme(cohort.programme) | {
        "last_day": spoken.day(cohort.closes_on, today),
        "button_url": reverse("groups:apply", args=[cohort.programme.slug]),
    }


def about_sent(delivery: Delivery, *, now: datetime) -> dict[str, Any]:
    """Name the programme and the day; nothing of what was written."""
    return from_programme(delivery.about.cohort.programme) | {
        "answer": spoken.day(delivery.about.cohort.answers_by, local_day(now, delivery.person.time_zone)),
        "button_url": reverse("groups:application", args=[delivery.about_id]),
    }


def about_unfinished(delivery: Delivery, *, now: datetime) -> dict[str, Any]:
    """Name the programme and the last day; not how far somebody has come."""
    cohort = delivery.about.cohort
    return from_programme(cohort.programme) | {
        "last_day": spoken.day(cohort.closes_on, local_day(now, delivery.person.time_zone)),
        "button_url": delivery.about.get_absolute_url(),
    }


register(
    ours(
        name=unfinished.KIND,
        waits=by_day,
        topic="intakes",
        still_true=unfinished.still_unfinished,
        context=about_unfinished,
        brings=("cohort__programme",),
        called=gettext_noop("Your application is not sent yet"),
    )
)
register(
    ours(
        name=applying.SENT,
        topic="intakes",
        still_true=still_sent,
        context=about_sent,
        called=gettext_noop("Your application was received"),
    )
)
register(
    ours(
        name=interest.OPEN,
        waits=by_day,
        topic="intakes",
        still_true=interest.still_open,
        context=about_open,
        called=gettext_noop("A programme takes people in"),
    )
)
