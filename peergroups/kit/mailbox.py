"""Where mail goes on a laptop: into a folder, one file each, in the format every mail reader knows."""

import mailbox
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


def inbox() -> mailbox.Maildir:
    """Open the folder of mail; it is made when first needed."""
    settings.MAIL_DIR.parent.mkdir(parents=True, exist_ok=True)
    return mailbox.Maildir(settings.MAIL_DIR)


class FileBackend(BaseEmailBackend):
    """Delivers into the folder instead of the world."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        box = inbox()
        for message in email_messages:
            box.add(message.message().as_bytes())
        return len(email_messages)
