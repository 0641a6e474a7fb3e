"""Does one command run everything, and leave nothing behind? From a `var/` of its own, which the first start fills."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from peergroups.embedded.home import Home
from peergroups.outbox.tests.sink import free_port

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = {"peergroups.wsgi", "worker", "beat"}


class Serving:
    """`manage.py serve` on a free port, as somebody at a terminal sees it."""

    def __init__(self, var, port=None):
        self.port = port or free_port()
        inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(self.port)],
            cwd=ROOT,
            env=inherited | {"PEERGROUPS_VAR": str(var), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""

    def until_ready(self):
        while "Ctrl-C stops everything" not in self.said:
            line = self.process.stdout.readline()
            assert line, self.said
            self.said += line
        return self

    def end(self, number=None):
        """Wait for the end, after a signal if one is given; return the exit code."""
        if number:
            self.process.send_signal(number)
        if not self.process.stdout.closed:
            self.said += self.process.communicate(timeout=60)[0]
        return self.process.returncode

    def programs(self):
        """Return the process ids of web, worker and beat by name."""
        found = Path("/proc", str(self.process.pid), "task", str(self.process.pid), "children").read_text().split()
        return {name: int(pid) for pid in found for name in PROGRAMS & set(command(pid))}


def command(pid):
    try:
        return Path("/proc", str(pid), "cmdline").read_text().split("\0")
    except FileNotFoundError:
        return []


def running(var, port):
    """Find what is left of one start: anything that was given its folder, or its port."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            environment = (entry / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if f"PEERGROUPS_VAR={var}".encode() in environment and int(entry.name) != os.getpid():
            found.append(command(entry.name))
    return found


def status(port, path):
    web = HTTPConnection("127.0.0.1", port, timeout=10)
    web.request("GET", path)
    answer = web.getresponse()
    answer.read()
    web.close()
    return answer.status


def nothing_left(var, port):
    """Give what was killed a few seconds to notice."""
    give_up = time.monotonic() + 15
    while (left := running(var, port)) and time.monotonic() < give_up:
        time.sleep(0.2)
    return left == []


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served") / "var"
    yield folder
    adopt = [sys.executable, "manage.py", "check"]  # what was killed left its servers: the last one out stops them
    subprocess.run(adopt, cwd=ROOT, env={"PEERGROUPS_VAR": str(folder)}, check=True, capture_output=True)
    if os.geteuid() == 0:
        shutil.rmtree(Home.at(folder).path)


@pytest.fixture
def serve(var):
    started = []

    def start(port=None):
        started.append(Serving(var, port))
        return started[-1]

    yield start
    for serving in started:
        serving.end(signal.SIGTERM)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_ends_everything(serve, var, number):
    serving = serve().until_ready()

    answered = status(serving.port, "/accounts/login/")
    code = serving.end(number)

    assert (answered, code) == (200, 0)
    assert nothing_left(var, serving.port)


def test_it_starts_again_on_the_same_port_after_kill_9_and_its_programs_end_with_it(serve, var):
    killed = serve().until_ready()
    killed.end(signal.SIGKILL)

    again = serve(killed.port).until_ready()
    answered = status(again.port, "/accounts/login/")
    again.end(signal.SIGKILL)

    assert answered == 200
    assert nothing_left(var, again.port)


def test_a_second_start_from_the_same_folder_is_refused_and_leaves_the_first_alone(serve, var):
    """Until one of its programs ends: that is named, and ends all."""
    serving = serve().until_ready()

    second = serve()
    refused = (second.end(), second.said)
    answered = status(serving.port, "/accounts/login/")
    os.kill(serving.programs()["beat"], signal.SIGKILL)
    code = serving.end()

    assert refused == (1, "CommandError: It is already running from this folder: stop that one first.\n")
    assert answered == 200
    assert (code, serving.said.splitlines()[-1]) == (
        1,
        "CommandError: The beat has ended by itself (SIGKILL); all is stopped.",
    )
    assert nothing_left(var, serving.port)


def test_a_busy_port_is_said_in_one_line(serve):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        serving = serve(port)

        code = serving.end()

    assert (code, serving.said.splitlines()[1:]) == (
        1,
        [f"CommandError: Port {port} is busy. Stop what runs there, or choose another: make run PORT={port + 1}"],
    )
