"""How does a row become a mail? Written for the person as they are now; a second copy is the first, byte for byte."""

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime, formataddr, parseaddr
from typing import Any, cast
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, Engine
from django.utils import timezone, translation

from peergroups.outbox import stopping
from peergroups.outbox.kinds import KINDS, Enclosure
from peergroups.outbox.models import Delivery


class Letter(EmailMultiAlternatives):
    """A mail whose parts are divided by its own name, where others draw a new divider each time."""

    def message(self, **how: Any) -> Any:
        message = super().message(**how)
        own = self.extra_headers["Message-ID"].strip("<>").partition("@")[0]
        for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
            part.set_boundary(f"{own}-{number}")
        return message

    def enclose(self, enclosure: Enclosure) -> None:
        """Put a file beside the text, or make it a form of the text."""
        if enclosure.name:
            self.attach(enclosure.name, enclosure.content, enclosure.mimetype)
        else:
            self.attach_alternative(enclosure.content, enclosure.mimetype)


def write(delivery: Delivery, *, now: datetime) -> Letter:
    """Write the mail in its person's language and time."""
    person, kind, templates = delivery.person, KINDS[delivery.kind], Engine.get_default()
    with translation.override(person.language), timezone.override(ZoneInfo(person.time_zone)):
        facts = {**site(), "person": person, **kind.context(delivery, now=now)}
        if "button_url" in facts:
            facts["button_url"] = urljoin(f"{settings.SITE_URL}/", str(facts["button_url"]))
        if kind.may_be_stopped:
            facts["stop_url"] = stopping.address(person, kind.topic)
        letter = Letter(
            subject=" ".join(plain(kind.template("subject.txt"), facts).split()),
            body=paragraphs(plain(kind.template("txt"), facts)) + "\n",
            from_email=sender(facts.get("sender_name")),
            to=[person.email],
            headers=headers(delivery) | stopping.headers(facts.get("stop_url")),
        )
        letter.attach_alternative(templates.get_template(kind.template("html")).render(Context(facts)), "text/html")
        for enclosure in kind.encloses(delivery):
            letter.enclose(enclosure)
    return letter


def sample(kind: str, facts: Mapping[str, Any]) -> dict[str, str]:
    """Write one kind with made-up facts, to look at: its subject and its text, without the link."""
    given = {**site(), "group": translation.gettext("Mill Street"), **facts}
    subject, body = (plain(KINDS[kind].template(ending), given) for ending in ("subject.txt", "txt"))
    return {"subject": " ".join(subject.split()), "body": paragraphs(body)}


def site() -> dict[str, str]:
    """What every mail knows, as every page does."""
    return {"SITE_NAME": settings.SITE_NAME, "SITE_URL": settings.SITE_URL}


def plain(template: str, facts: dict[str, Any]) -> str:
    """Render a text as text: an apostrophe stays an apostrophe."""
    return Engine.get_default().get_template(template).render(Context(facts, autoescape=False))


def paragraphs(text: str) -> str:
    """Set a text with one empty line between its paragraphs, whatever its template left out."""
    return re.sub(r"\n{3,}", "\n\n", text.strip())


def sender(name: str | None) -> str:
    """Return the house's address, under the name the kind asked for, in one line whatever was typed."""
    _own_name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((" ".join(str(name).split()), address)) if name else settings.DEFAULT_FROM_EMAIL


def headers(delivery: Delivery) -> dict[str, str]:
    return {
        "Message-ID": delivery.message_id,
        "Date": format_datetime(cast(datetime, delivery.written_at)),  # set with the first attempt
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
