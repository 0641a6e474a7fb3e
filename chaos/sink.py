"""What does a mail server do to us? One on loopback that counts, dawdles, refuses, hangs up or falls silent."""

import asyncio
import socket
import threading
from collections import Counter, defaultdict
from email.parser import BytesHeaderParser

ANSWERS = {b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}
END = b"\r\n.\r\n"


class Sink:
    """What came, by person and by Message-ID, and how the server behaves just now."""

    def __init__(self, *, seconds=0.0, refuses=None, loses_every=0):
        self.seconds, self.loses_every = seconds, loses_every
        self.refuses = refuses or (lambda address: None)
        self.greeting = b"220 sink\r\n"  # None: the line is taken and nothing is said
        self.copies, self.names, self.lost = Counter(), defaultdict(set), 0
        self.loop = asyncio.new_event_loop()

    def __enter__(self):
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        serving = self.loop.create_server(lambda: Dialogue(self), sock=self.listening)
        self.server = self.loop.run_until_complete(serving)
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.loop.call_soon_threadsafe(self.server.close)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()

    @property
    def arrived(self):
        return self.copies.total()

    def take(self, person, mail):
        """Count a mail; say whether its answer is lost on the way."""
        name = BytesHeaderParser().parsebytes(mail)["Message-ID"]
        self.copies[person] += 1
        self.names[person].add(name)
        hangs_up = self.loses_every and self.arrived % self.loses_every == 0
        self.lost += bool(hangs_up)
        return hangs_up


class Dialogue(asyncio.Protocol):
    """One client's line: verbs one by one, and after DATA a mail up to the lone dot."""

    def __init__(self, sink):
        self.sink, self.waiting, self.in_mail, self.person = sink, b"", False, ""

    def connection_made(self, transport):
        self.transport = transport
        if self.sink.greeting:
            transport.write(self.sink.greeting)

    def data_received(self, data):
        self.waiting += data
        while self.sink.greeting and (END if self.in_mail else b"\r\n") in self.waiting:
            self.take_mail() if self.in_mail else self.take_verb()

    def take_mail(self):
        mail, _, self.waiting = self.waiting.partition(END)
        self.in_mail = False
        self.sink.loop.call_later(self.sink.seconds, self.answer, mail)

    def answer(self, mail):
        """Take the mail after a while; whoever hung up meanwhile has sent nothing that was promised."""
        if self.transport.is_closing():
            return
        if self.sink.take(self.person, mail):
            self.transport.abort()
        else:
            self.transport.write(b"250 taken\r\n")

    def take_verb(self):
        line, _, self.waiting = self.waiting.partition(b"\r\n")
        verb, answer = line[:4].upper(), None
        if verb == b"RCPT":
            self.person = line.partition(b"<")[2].partition(b">")[0].decode()
            answer = self.sink.refuses(self.person)
        self.in_mail = verb == b"DATA"
        self.transport.write(answer or ANSWERS.get(verb, b"250 yes\r\n"))
        if verb == b"QUIT":
            self.transport.close()
