"""About what do our mails come? What people choose by, with one mail of each to look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Topic:
    """What some kinds of mail have in common, and the facts for a sample of one of them."""

    name: str
    called: str | Promise
    says: str | Promise
    sample: str
    facts: Mapping[str, Any]


WHEN = {"when": _("Thursday 3 December, 9:00 to 10:30 am (London)"), "when_short": _("Thu 3 Dec, 9:00 am")}
TOPICS = {
    topic.name: topic
    for topic in (
        Topic(
            "reminders",
            _("Meetings"),
            _("The agenda, what is near, a brief that is due, a hot seat you coach."),
            "meeting_reminder",
            WHEN,
        ),
        Topic(
            "commitments",
            _("Commitments"),
            _("How it goes with what you said you would do, and what you take from a meeting."),
            "nudge_due",
            {"day": _("Friday 4 December"), "n": 1},
        ),
        Topic(
            "polls",
            _("Finding a time"),
            _("Which times suit you."),
            "poll_asked",
            {"times": 4, "until": _("Friday 4 December, 6:00 pm (London)"), "until_short": _("Fri 4 Dec, 6:00 pm")},
        ),
        Topic(
            "group",
            _("News of your groups"),
            _("Who joins, a charter that changed, an end, whatever your facilitator writes to you."),
            "joined",
            {"name": "Ravi", "invited_by": "Sam"},
        ),
        Topic(
            "keeping",
            _("What you look after"),
            _("For those who facilitate a group or run a programme: what waits for you."),
            "too_few_come",
            WHEN | {"count": {"may_come": 3, "expected": 6, "needed": 4}},
        ),
        Topic(
            "summary",
            _("Your week"),
            _("On Monday at eight, when there is something, and you neither were here nor had a mail from us lately."),
            "weekly_summary",
            {"meetings": [(_("Mill Street"), WHEN["when"])], "commitments": 2},
        ),
        Topic(
            "intakes",
            _("Invitations and applications"),
            _("Being asked into a group, your application, a next intake."),
            "invitation",
            {"invited_by": "Sam", "last_day": _("Thursday 10 December")},
        ),
    )
}
