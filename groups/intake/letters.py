"""Which mails go to whoever is asked to apply, and to whoever brought a list in? Registered by kind."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop

from groups.intake import asking_to_apply, importing
from groups.mails import from_programme
from peergroups.outbox.kinds import Kind, register
from peergroups.outbox.models import Delivery


def about_asked(delivery: Delivery, *, now: datetime) -> Mapping[str, Any]:
    return asking_to_apply.facts(delivery.about, now=now)


def about_import(delivery: Delivery, *, now: datetime) -> Mapping[str, Any]:
    """Lead to what came of it; who was on the list stands on the page alone."""
    return from_programme(delivery.about.programme) | {"button_url": delivery.about.get_absolute_url()}


register(
    Kind(
        app="groups",
        name=asking_to_apply.KIND,
        topic="intakes",
        still_true=asking_to_apply.still_true,
        context=about_asked,
        brings=("cohort__programme", "by", "letter__author"),
        called=gettext_noop("You are asked to apply"),
    )
)
register(
    Kind(
        app="groups",
        name=importing.WRITTEN,
        topic="keeping",
        still_true=importing.still_of_interest,
        context=about_import,
        brings=("cohort__programme",),
        called=gettext_noop("Your list was brought in"),
    )
)
