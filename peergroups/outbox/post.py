"""Who carries the mails to the server? One line, kept open while a round lasts and opened anew after any trouble."""

import smtplib

from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend

from peergroups.outbox.errors import OurFault, named


class Post:
    """A line to the mail server."""

    def __init__(self):
        self.line = None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def send(self, letter):
        """Hand one mail over. Returning means that the server has taken it."""
        fresh = self.line is None
        if fresh:
            self.open()
        try:
            self.line.send_messages([letter])
        except smtplib.SMTPSenderRefused as error:
            self.close()
            if fresh:
                raise OurFault(named(error)) from error
            self.send(letter)  # some servers take so many mails on one line and no more
        except OSError:
            self.close()
            raise

    def open(self):
        self.line = get_connection()
        try:
            self.line.open()
            if isinstance(self.line, EmailBackend):
                self.line.connection.ehlo_or_helo_if_needed()  # else it greets with the first mail, which would pay
        except OSError as error:
            self.close()
            raise OurFault(named(error)) from error

    def close(self):
        if self.line is not None:
            line, self.line = self.line, None
            line.close()
