"""How does a row become a mail? Written for the person as they are now; a second copy is the first, byte for byte."""

from email.utils import format_datetime, formataddr, parseaddr
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation

from peergroups.outbox.kinds import KINDS


class Letter(EmailMultiAlternatives):
    """A mail whose parts are divided by its own name, where others draw a new divider each time."""

    def message(self):
        message = super().message()
        message.set_boundary(self.extra_headers["Message-ID"].strip("<>").partition("@")[0])
        return message


def write(delivery, *, now):
    """Write the mail in its person's language and time."""
    person, kind = delivery.person, KINDS[delivery.kind]
    with translation.override(person.language), timezone.override(ZoneInfo(person.time_zone)):
        facts = {**site(), "person": person, **kind.context(delivery, now=now)}
        if "button_url" in facts:
            facts["button_url"] = urljoin(f"{settings.SITE_URL}/", str(facts["button_url"]))
        letter = Letter(
            subject=" ".join(plain(kind.template("subject.txt"), facts).split()),
            body=plain(kind.template("txt"), facts).strip() + "\n",
            from_email=sender(facts.get("sender_name")),
            to=[person.email],
            headers=headers(delivery),
        )
        letter.attach_alternative(get_template(kind.template("html")).template.render(Context(facts)), "text/html")
    return letter


def site():
    """What every mail knows, as every page does."""
    return {"SITE_NAME": settings.SITE_NAME, "SITE_URL": settings.SITE_URL}


def plain(template, facts):
    """Render a text as text: an apostrophe stays an apostrophe."""
    return get_template(template).template.render(Context(facts, autoescape=False))


def sender(name):
    """Return the house's address, under the name the kind asked for."""
    _own_name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((str(name), address)) if name else settings.DEFAULT_FROM_EMAIL


def headers(delivery):
    return {
        "Message-ID": delivery.message_id,
        "Date": format_datetime(delivery.written_at),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
