"""How fast does a phone learn that nothing has changed? All ask in their turn, whether or not the answers keep up."""

import json
import socket
import sys
import time
from collections import Counter
from itertools import count
from statistics import quantiles
from threading import Barrier, Thread

LAST_CHUNK = b"0\r\n\r\n"
LINES = 16  # as a proxy keeps them open for all phones


class Line:
    """One connection that asks for whichever phone is next."""

    def __init__(self, port):
        self.port, self.times, self.answers = port, [], Counter()
        self.open()

    def open(self):
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, phone):
        """Return the status of the answer, all of which is read."""
        asked = f"GET {phone['path']} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nHX-PTag: {phone['shown']}\r\n\r\n"
        self.socket.sendall(asked.encode())
        head, _, body = self.until(b"\r\n\r\n")
        while b"chunked" in head and not body.endswith(LAST_CHUNK):
            body += self.more()
        length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0] or 0)
        while len(body) < length:
            body += self.more()
        if b"connection: close" in head.lower():
            self.socket.close()
            self.open()
        return head.split(b" ", 2)[1].decode()

    def until(self, end):
        answer = b""
        while end not in answer:
            answer += self.more()
        return answer.partition(end)

    def more(self):
        part = self.socket.recv(65536)
        if not part:
            raise ConnectionError("The server hung up.")
        return part

    def go(self, phones, began, step, place, seconds, barrier):
        """Ask at fixed moments; an answer that is late counts from when it was due."""
        barrier.wait()
        for turn in count(place, LINES):
            due = began[0] + turn * step
            if turn * step >= seconds:
                return
            time.sleep(max(0, due - time.perf_counter()))
            self.answers[self.ask(phones[turn % len(phones)])] += 1
            self.times.append(1000 * (time.perf_counter() - due))


def measure(port, phones, every, seconds):
    """Let each phone ask every so many seconds; return what they saw."""
    lines, began = [Line(port) for _line in range(LINES)], [0.0]
    barrier = Barrier(LINES, action=lambda: began.__setitem__(0, time.perf_counter()))
    step = every / len(phones)
    threads = [
        Thread(target=line.go, args=(phones, began, step, place, seconds, barrier)) for place, line in enumerate(lines)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began[0]
    times = [spent for line in lines for spent in line.times]
    cuts = quantiles(times, n=20)
    answers = sum((line.answers for line in lines), Counter())
    if len(times) < int(seconds / step):
        raise SystemExit("Some phones fell silent.")
    return {"rate": len(times) / took, "p50": cuts[9], "p95": cuts[18], "longest": max(times), "answers": answers}


if __name__ == "__main__":
    print(json.dumps(measure(**json.load(sys.stdin))))
