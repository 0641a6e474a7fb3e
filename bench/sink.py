"""How many mails arrive, and which twice? A mail server on loopback that says yes to everything and only counts."""

import asyncio
import json
import sys
import time
from collections import Counter

PATIENCE = 600
LISTENS_ON = 2  # seconds after the last one expected: a double would still come
ANSWERS = {b"EHLO": b"250 sink\r\n", b"HELO": b"250 sink\r\n", b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}
END = b"\r\n.\r\n"


class Count:
    """What came so far, by Message-ID, and when the last of them came."""

    def __init__(self, expected):
        self.copies, self.last, self.expected = Counter(), 0.0, expected
        self.all_here = asyncio.Event()

    def take(self, mail):
        name = mail.partition(b"Message-ID: ")[2].partition(b"\r\n")[0]
        self.copies[name] += 1
        if len(self.copies) == self.expected and not self.all_here.is_set():
            self.last = time.monotonic()
            self.all_here.set()


class Dialogue(asyncio.Protocol):
    """One client's line: verbs one by one, and after DATA a mail up to the lone dot."""

    def __init__(self, count):
        self.count, self.waiting, self.in_mail = count, b"", False

    def connection_made(self, transport):
        self.transport = transport
        transport.write(b"220 sink\r\n")

    def data_received(self, data):
        self.waiting += data
        while (END if self.in_mail else b"\r\n") in self.waiting:
            self.take_mail() if self.in_mail else self.take_verb()

    def take_mail(self):
        mail, _, self.waiting = self.waiting.partition(END)
        self.count.take(mail)
        self.in_mail = False
        self.transport.write(b"250 taken\r\n")

    def take_verb(self):
        line, _, self.waiting = self.waiting.partition(b"\r\n")
        verb = line[:4].upper()
        self.in_mail = verb == b"DATA"
        self.transport.write(ANSWERS.get(verb, b"250 yes\r\n"))
        if verb == b"QUIT":
            self.transport.close()


async def listen(expected):
    """Say the port, count until all are here or patience ends, then say what came."""
    count = Count(expected)
    server = await asyncio.get_running_loop().create_server(lambda: Dialogue(count), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    try:
        await asyncio.wait_for(count.all_here.wait(), PATIENCE)
        await asyncio.sleep(LISTENS_ON)
    except TimeoutError:
        pass  # what is missing shows in the numbers
    arrived, distinct = count.copies.total(), len(count.copies)
    print(json.dumps({"last": count.last, "arrived": arrived, "distinct": distinct}), flush=True)


if __name__ == "__main__":
    asyncio.run(listen(int(sys.argv[1])))
