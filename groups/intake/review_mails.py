"""Which mails come of a review? A decision in an admin's words, who waits too long, and why there is no group yet."""

from datetime import datetime
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_noop

from groups.intake import reminding, reviewing, wording
from groups.intake.ninety_days import SOON, TOO_LONG
from groups.mails import from_programme
from peergroups.outbox.kinds import Kind, by_day, register
from peergroups.outbox.models import Delivery

ours = partial(Kind, app="groups")


def about_decision(delivery: Delivery, *, now: datetime) -> dict[str, Any]:
    """Carry the admin's own words to the one applicant they are written to."""
    letter = delivery.about
    told = wording.facts(letter.application.programme, letter.text, letter.author)
    return told | {"button_url": letter.application.get_absolute_url()}


def about_waiting(delivery: Delivery, *, now: datetime) -> dict[str, Any]:
    """Say how many wait, and lead to the list of them; nobody's name."""
    days, people = reminding.waiting_at(delivery, now)
    cohort = delivery.about
    state = "soon" if days == SOON else "long"
    return from_programme(cohort.programme) | {
        "days": days,
        "people": people,
        "is_last": days == TOO_LONG,
        "along": [(one.about.programme, *reminding.waiting_at(one, now)) for one in delivery.riders],
        "button_url": f"{reverse('groups:applications', args=[cohort.pk])}?state={state}",
    }


def about_why(delivery: Delivery, *, now: datetime) -> dict[str, Any]:
    """Say why there is no group: as an admin wrote it, else as we would."""
    application = delivery.about
    text, author = reminding.words_for(application)
    return wording.facts(application.programme, text, author) | {"button_url": application.get_absolute_url()}


register(
    ours(
        name=reviewing.KIND,
        topic="intakes",
        still_true=reviewing.still_true,
        context=about_decision,
        brings=("application__cohort__programme", "author"),
        called=gettext_noop("An answer to your application"),
    )
)
register(
    ours(
        name=reminding.TO_ADMINS,
        waits=by_day,
        topic="keeping",
        riders=reminding.told_along,
        still_true=reminding.admins_still_asked,
        context=about_waiting,
        brings=("programme",),
        called=gettext_noop("Somebody has waited long for a group"),
    )
)
register(
    ours(
        name=reminding.TO_APPLICANT,
        waits=by_day,
        topic="intakes",
        still_true=reminding.still_waits,
        context=about_why,
        brings=("cohort__programme",),
        called=gettext_noop("Why you have no group yet"),
    )
)
