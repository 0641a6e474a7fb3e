"""Who carries the mails to the server? One line, kept open while a round lasts and opened anew after any trouble."""

import smtplib
from typing import Self

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from peergroups.outbox.errors import OurFault, named


class Post:
    """A line to the mail server."""

    def __init__(self) -> None:
        self.line: BaseEmailBackend | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def send(self, letter: EmailMessage) -> None:
        """Hand one mail over. Returning means that the server has taken it."""
        fresh = self.line is None
        line = self.line or self.open()
        try:
            line.send_messages([letter])
        except smtplib.SMTPSenderRefused as error:
            self.close()
            if fresh:
                raise OurFault(named(error)) from error
            self.send(letter)  # some servers take so many mails on one line and no more
        except OSError:
            self.close()
            raise

    def open(self) -> BaseEmailBackend:
        line = self.line = get_connection()
        try:
            line.open()
            if isinstance(line, EmailBackend) and line.connection:
                line.connection.ehlo_or_helo_if_needed()  # else it greets with the first mail, which would pay
        except OSError as error:
            self.close()
            raise OurFault(named(error)) from error
        return line

    def close(self) -> None:
        if self.line is not None:
            line, self.line = self.line, None
            line.close()
