"""Which mails does the house itself send? To an operator who wants to see that they go out, and what a week brings."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_noop

from peergroups import summary
from peergroups.outbox import ledger
from peergroups.outbox.kinds import ALWAYS, Kind, by_day, register

TEST = "test_mail"
USEFUL = timedelta(hours=1)


def still_operates(delivery, *, now):
    return delivery.person.is_operator


def about_test(delivery, *, now):
    """Lead back to the page it was asked for on."""
    return {"button_url": reverse("service")}


register(
    Kind(
        name=TEST,
        app="service",
        topic=ALWAYS,
        still_true=still_operates,
        context=about_test,
        called=gettext_noop("A test mail"),
    )
)


def owe_test(person, *, now):
    """Owe somebody a test mail by the way that every reminder goes."""
    ledger.owe(person, kind=TEST, about=person, occurrence=now, due_at=now, useless_after=now + USEFUL, now=now)


register(
    Kind(
        name=summary.KIND,
        app="home",
        topic="summary",
        waits=by_day,
        still_true=summary.still_true,
        context=summary.context,
        called=gettext_noop("Your week"),
    )
)
