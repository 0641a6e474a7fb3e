"""How does a worker talk to the process that solves? It writes the job, reads lines, and may ask for the end."""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

HOME = Path(__file__).resolve().parents[2]
NEEDED = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV")  # no key, no address of a database

Said = dict[str, Any]


class Child:
    """One solver at work. It ends with whoever started it, whatever ends that."""

    def __init__(self, job: Said) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "groups.seating.solving"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # an assertion may name two people: what went wrong comes as a line
            cwd=HOME,
            env={name: os.environ[name] for name in NEEDED if name in os.environ},
            start_new_session=True,
        )
        self.write(json.dumps(job))

    def __enter__(self) -> "Child":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kill()

    def write(self, line: str) -> None:
        assert self.process.stdin is not None  # noqa: S101 - a pipe, as asked for
        try:
            self.process.stdin.write(f"{line}\n".encode())
            self.process.stdin.flush()
        except BrokenPipeError:
            return  # it has ended, which reading will tell

    def stop(self) -> None:
        """Ask it to come to an end with the best so far."""
        self.write("stop")

    def kill(self) -> None:
        """Leave nothing of it behind, nor of what it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()

    def lines(self, every: float) -> Iterator[Said]:
        """Go through what it says until it ends; the last of what it said, or nothing new, once in so many seconds."""
        assert self.process.stdout is not None  # noqa: S101 - a pipe, as asked for
        out, rest, open_ = self.process.stdout.fileno(), b"", True
        with selectors.DefaultSelector() as ready:
            ready.register(out, selectors.EVENT_READ)
            while open_:
                latest: Said = {}
                until = time.monotonic() + every
                while open_ and "progress" in (latest or {"progress": 0}) and (left := until - time.monotonic()) > 0:
                    if ready.select(left):
                        read = os.read(out, 1 << 16)
                        open_ = bool(read)
                        *whole, rest = (rest + read).split(b"\n")
                        latest = json.loads(whole[-1]) if whole else latest
                yield latest
