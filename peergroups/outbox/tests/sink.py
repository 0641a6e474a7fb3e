"""What does a mail server do to us? A real one on loopback, that takes mail or refuses it as the test has told it."""

import asyncio
import socket
import threading
from collections import Counter
from dataclasses import dataclass
from email import message_from_bytes

from aiosmtpd.controller import Controller


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass(frozen=True)
class Arrived:
    """One mail as it came."""

    to: str
    content: bytes

    @property
    def message(self):
        return message_from_bytes(self.content)


class Sink:
    """Takes mail; it may refuse a verb, make a recipient wait, tire of a line, or take a mail and lose its answer.

    Lines are counted, to see whether one was kept open.
    """

    def __init__(self):
        self.arrived = []
        self.lines = 0
        self.refusals = {}
        self.lost_answers = 0
        self.mails_a_line = 10**6
        self.seconds_a_mail = 0
        self.reached = threading.Event()
        self.released = threading.Event()
        self.released.set()
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *error):
        self.released.set()
        self.controller.stop()

    def copies(self):
        """Count the copies that came of each mail, by its Message-ID."""
        return Counter(mail.message["Message-ID"] for mail in self.arrived)

    def refuse(self, verb, answer, *, to="", times=10**6):
        """Answer a verb so, for recipients whose address begins with `to`."""
        self.refusals[verb] = [answer, to, times]

    def hold(self):
        """Make the next recipient wait until `released` is set."""
        self.reached.clear()
        self.released.clear()

    def lose_answer(self, *, times):
        self.lost_answers = times

    def tire_after(self, mails):
        """Take so many mails on one line and no more."""
        self.mails_a_line = mails

    def take_time(self, seconds):
        """Think about each mail for so long."""
        self.seconds_a_mail = seconds

    def refusal(self, verb, address=""):
        answer, to, times = self.refusals.get(verb, ("", "", 0))
        if not times or not address.startswith(to):
            return None
        self.refusals[verb][2] -= 1
        return answer

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802 - the names it calls
        self.lines += 1
        session.host_name = hostname
        refusal = self.refusal("EHLO")
        return [refusal] if refusal else responses

    async def handle_HELO(self, server, session, envelope, hostname):  # noqa: N802
        session.host_name = hostname
        return self.refusal("EHLO") or "250 OK"

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if refusal := self.refusal("MAIL"):
            return refusal
        session.mails = getattr(session, "mails", 0) + 1
        if session.mails > self.mails_a_line:
            return "421 4.7.0 enough for one line"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.reached.set()
        await asyncio.get_running_loop().run_in_executor(None, self.released.wait, 30)
        if refusal := self.refusal("RCPT", address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        await asyncio.sleep(self.seconds_a_mail)
        if refusal := self.refusal("DATA", envelope.rcpt_tos[0]):
            return refusal
        self.arrived.append(Arrived(envelope.rcpt_tos[0], envelope.content))
        if self.lost_answers:
            self.lost_answers -= 1
            server.transport.abort()
        return "250 OK"
