"""Which mails go to whoever may sit together, on trial or in a draft? What each carries, and until when it is true."""

from datetime import datetime
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_noop

from groups.mails import from_group, from_programme
from groups.seating import asking, drafting, opening, telling, trials
from peergroups.kit.spoken import day
from peergroups.kit.wallclock import local_day
from peergroups.outbox.kinds import Kind, by_day, register
from peergroups.outbox.models import Delivery

Facts = dict[str, Any]
ours = partial(Kind, app="groups")
by_itself = partial(ours, waits=by_day)  # of what the clock settles, at whatever hour it is for its reader


def about_proposal(delivery: Delivery, *, now: datetime) -> Facts:
    """Say until when; with whom, when and where stands on the page alone."""
    proposal, zone = delivery.about, delivery.person.time_zone
    last_day = day(local_day(proposal.answers_by, zone), local_day(now, zone))
    return from_programme(proposal.programme) | {
        "group": proposal.group,
        "last_day": last_day,
        "button_url": proposal.get_absolute_url(),
    }


def about_complete(delivery: Delivery, *, now: datetime) -> Facts:
    return from_group(delivery.about.group) | {"button_url": delivery.about.group.get_absolute_url()}


def about_standings(delivery: Delivery, *, now: datetime) -> Facts:
    return from_programme(delivery.about) | {"button_url": reverse("groups:proposals", args=[delivery.about.slug])}


def still_runs_it(delivery: Delivery, *, now: datetime) -> bool:
    return delivery.about.admins.filter(pk=delivery.person_id, is_active=True).exists()


for name in (asking.ASKED, asking.ASKED_ABOUT, asking.REMINDED):
    register(by_itself(name=name, still_true=asking.still_asked, context=about_proposal, brings=("programme", "group")))
register(
    by_itself(name=telling.COMPLETE, still_true=telling.still_concerned, context=about_complete, brings=("group",))
)
register(
    by_itself(
        name=telling.NOT_AS_PROPOSED, still_true=telling.still_concerned, context=about_proposal, brings=("programme",)
    )
)
register(by_itself(name=telling.DECIDED, topic="keeping", still_true=still_runs_it, context=about_standings))
register(by_itself(name=asking.WAITS, topic="keeping", still_true=still_runs_it, context=about_standings))


def seat_still_open(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether the seat is still open, and they still run the programme."""
    admins = delivery.about.group.programme.admins
    return delivery.about.closed_at is None and admins.filter(pk=delivery.person_id, is_active=True).exists()


def about_open_seat(delivery: Delivery, *, now: datetime) -> Facts:
    group = delivery.about.group
    told = from_programme(group.programme) | {"group": group}
    return told | {"button_url": reverse("groups:open_seat", args=[group.slug])}


register(
    ours(
        name=opening.OPENED,
        topic="keeping",
        still_true=seat_still_open,
        context=about_open_seat,
        brings=("group__programme",),
    )
)


def about_trial(delivery: Delivery, *, now: datetime) -> Facts:
    """Name the group alone; of whom, and what was said, stands on the page."""
    return from_group(delivery.about) | {"button_url": reverse("groups:trial", args=[delivery.about.slug])}


def about_ended_trial(delivery: Delivery, *, now: datetime) -> Facts:
    """Say when the place ends."""
    group = delivery.about.group
    last_day = day(local_day(delivery.about.last_moment, group.zone), local_day(now, group.zone))
    return from_group(group) | {"day": last_day, "button_url": reverse("groups:trial", args=[group.slug])}


register(by_itself(name=trials.ASKED, topic="keeping", still_true=trials.still_asked, context=about_trial))
register(by_itself(name=trials.HEARD, topic="keeping", still_true=trials.still_to_record, context=about_trial))
register(by_itself(name=trials.ENDED, still_true=trials.still_parting, context=about_ended_trial, brings=("group",)))


def about_draft(delivery: Delivery, *, now: datetime) -> Facts:
    """Say what came of it, in numbers; who sits where is read after signing in."""
    draft = delivery.about
    return from_programme(draft.cohort.programme) | {
        "cohort": draft.cohort,
        "number": draft.number,
        "failed": draft.failure,
        "seated": draft.seated,
        "waits": draft.waits,
        "button_url": reverse("groups:forming", args=[draft.cohort_id]),
    }


register(
    ours(
        name=drafting.KIND,
        topic="keeping",
        still_true=drafting.still_news,
        context=about_draft,
        brings=("cohort__programme",),
        called=gettext_noop("A draft of groups is ready"),
    )
)
