"""What mail has arrived? The folder that stands in for everybody's inbox, read for the demo's pages."""

import email
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy

from peergroups.kit.mailbox import inbox

SHOWN = 100


@dataclass(frozen=True)
class Letter:
    """One mail, as its reader sees it."""

    key: str
    sender: str
    to: str
    subject: str
    sent_at: datetime
    text: str
    html: str
    calendar: str


def newest():
    """Return the latest mails, the last to arrive first."""
    box = inbox()
    return [read(box, key) for key in sorted(box.keys(), key=arrival, reverse=True)[:SHOWN]]


def find(key):
    """Return one mail; None when there is none of that name."""
    box = inbox()
    return read(box, key) if key in box else None


def arrival(key):
    """Read from a file's name when it came: "1763800000.M123456P7Q1.host"."""
    second, rest = key.split(".M", 1)
    return int(second), int(rest.partition("P")[0])


def read(box, key):
    message = email.message_from_bytes(box.get_bytes(key), policy=policy.default)
    html = message.get_body(("html",))
    sent_at = message["date"].datetime
    return Letter(
        key=key,
        sender=message["from"],
        to=message["to"],
        subject=message["subject"],
        sent_at=sent_at if sent_at.tzinfo else sent_at.replace(tzinfo=UTC),  # "-0000", as Django writes it
        text=message.get_body(("plain",)).get_content(),
        html=html.get_content() if html else "",
        calendar=next(
            (part.get_content() for part in message.walk() if part.get_content_type() == "text/calendar"), ""
        ),
    )
