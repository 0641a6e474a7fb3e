"""How many answers a second, and how long does each take? A client of its own process, over lines that stay open."""

import gzip
import json
import socket
import sys
import time
from statistics import quantiles
from threading import Barrier, Thread

LINES = 4  # as many as the server has threads: two processes of two
PROCESSES = 2
TRIES = 60


class Line:
    """One connection, kept open, asking one question after the other."""

    def __init__(self, port, cookie):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.end = f" HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n\r\n"
        self.times = []

    def get(self, path):
        """Return the body of the answer, which has to be 200."""
        self.socket.sendall(f"GET {path}{self.end}".encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self.more()
        head, _, body = answer.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"{path} answered {head.splitlines()[0].decode()}")
        length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
        while len(body) < length:
            body += self.more()
        return body

    def more(self):
        part = self.socket.recv(65536)
        if not part:
            raise SystemExit("The server hung up.")
        return part

    def ask(self, path, seconds, barrier):
        """Ask until the time is up, and note how long each answer took."""
        barrier.wait()
        now = time.perf_counter()
        ends = now + seconds
        while now < ends:
            self.get(path)
            before, now = now, time.perf_counter()
            self.times.append(now - before)


def spread(port, cookie):
    """Open the lines so that each process of the server holds as many as the others."""
    held = {}
    for _try in range(TRIES):
        line = Line(port, cookie)
        lines = held.setdefault(line.get("/bench/process/"), [])
        if len(lines) < LINES // PROCESSES:
            lines.append(line)
        else:
            line.socket.close()
        if sum(map(len, held.values())) == LINES:
            return [line for lines in held.values() for line in lines]
    raise SystemExit("The server's processes do not share the lines.")


def measure(port, path, cookie, seconds):
    """Ask for one page over all lines at once."""
    lines = spread(port, cookie)
    body = lines[0].get(path)
    barrier = Barrier(LINES)
    threads = [Thread(target=line.ask, args=(path, seconds, barrier)) for line in lines]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    times = [1000 * spent for line in lines for spent in line.times]
    cuts = quantiles(times, n=20)
    return {
        "rate": len(times) / took,
        "p50": cuts[9],
        "p95": cuts[18],
        "size": len(body),
        "gzipped": len(gzip.compress(body, 6)),
    }


if __name__ == "__main__":
    print(json.dumps(measure(**json.load(sys.stdin))))
