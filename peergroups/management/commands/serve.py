"""How does the whole product run in one terminal? Web, two workers and beat, started and stopped together.

For a laptop or a small box. On a real server the same four programs run under systemd: docs/install.md.
"""

import errno
import fcntl
import hashlib
import os
import socket
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError

from peergroups.children import Children, die_with_parent, ignore_signals, stop_on_signals

GUNICORN = (sys.executable, "-m", "gunicorn", "peergroups.wsgi", "--preload", "--workers=2", "--threads=2")
GUNICORN += ("--graceful-timeout=5", "--log-level=warning", "--no-control-socket")
HUSH = "ignore:You're running the worker with superuser privileges"  # a container's root trying the demo knows
CELERY = (sys.executable, "-W", HUSH, "-m", "celery", "--quiet", "--skip-checks", "--app=peergroups")
WORKER = (*CELERY, "worker", "--concurrency=2", "--loglevel=WARNING")
WORKER += ("--without-gossip", "--without-mingle", "--without-heartbeat")
FORMING = (*WORKER, "--concurrency=1", "--queues=forming", "--hostname=forming@%h")
PORT_PATIENCE = 5
WEB_PATIENCE = 30
READY = """
  {name} is running:  {address}
  {sign_in}
  Ctrl-C stops everything.
"""
CHOOSE = "Choose whom to sign in as: {address}/demo/"
SIGN_IN = "Sign in with the address of an account; the code you are mailed is a file in {mail}"


class Command(BaseCommand):
    """Bring the database up to date, then run everything until Ctrl-C."""

    help = "Run web, workers and beat in one terminal."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=os.environ.get("PORT") or 8000)
        parser.add_argument("--demo", action="store_true", help="fill an empty database; sign in by choosing a person")

    def handle(self, *, port, demo, **options):
        stop_on_signals()
        if "MAKELEVEL" in os.environ:
            die_with_parent()
        children = Children()
        try:
            with only_one_here(), children:
                wait_for_port(port)
                self.prepare(port, demo)
                self.run(children, port)
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")
        except (OSError, OperationalError) as error:
            raise CommandError(str(error).splitlines()[0]) from error
        finally:
            ignore_signals()

    def prepare(self, port, demo):
        """Leave nothing to do but to serve; the programs inherit the environment."""
        os.environ.setdefault("SITE_URL", f"http://localhost:{port}")
        if demo:
            os.environ["DEMO"] = "1"
            settings.DEMO = True
        call_command("migrate", interactive=False, verbosity=0)
        collect_static()
        if settings.DEMO and not get_user_model().objects.exists():
            self.stdout.write("Filling the demo …")
            call_command("demo", verbosity=0)

    def run(self, children, port):
        """Start the four programs and watch them; the end of one is the end of all."""
        children.start("web", *GUNICORN, f"--bind=127.0.0.1:{port}")
        children.start("worker", *WORKER)
        children.start("forming", *FORMING)
        children.start("beat", *CELERY, "beat", f"--schedule={settings.VAR_DIR / 'beat'}", "--loglevel=WARNING")
        wait_for_answer(children, port)
        self.announce()
        while True:
            children.check()
            time.sleep(0.2)

    def announce(self):
        address = os.environ["SITE_URL"]
        sign_in = (CHOOSE if settings.DEMO else SIGN_IN).format(address=address, mail=settings.MAIL_DIR)
        self.stdout.write(READY.format(name=settings.SITE_NAME, address=address, sign_in=sign_in))
        self.stdout.flush()


@contextmanager
def only_one_here():
    """Refuse a second start from the same folder; the lock goes with the process, whatever ends it."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR_DIR / "serve.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError("It is already running from this folder: stop that one first.") from None
        yield


def wait_for_port(port):
    """Wait a moment for a port that is being given up, for instance after a kill -9; then say that it is busy."""
    give_up = time.monotonic() + PORT_PATIENCE
    while (problem := port_problem(port)) == errno.EADDRINUSE and time.monotonic() < give_up:
        time.sleep(0.2)
    if problem == errno.EADDRINUSE:
        raise CommandError(f"Port {port} is busy. Stop what runs there, or choose another: make run PORT={port + 1}")
    if problem:
        raise CommandError(f"Port {port} cannot be used: {os.strerror(problem)}.")


def port_problem(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OverflowError:
            return errno.EINVAL
        except OSError as error:
            return error.errno
    return 0


def collect_static():
    """Gather the static files where any of them changed since the last time."""
    files = sorted(storage.path(name) for finder in get_finders() for name, storage in finder.list([]))
    state = "".join(f"{name} {os.stat(name).st_mtime_ns} {os.stat(name).st_size}\n" for name in files)
    mark = hashlib.sha256(state.encode()).hexdigest()
    stamp = settings.VAR_DIR / "static.stamp"
    if not (stamp.exists() and stamp.read_text() == mark and settings.STATIC_ROOT.exists()):
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(mark)


def wait_for_answer(children, port):
    """Return once the first request is answered, whatever the answer."""
    give_up = time.monotonic() + WEB_PATIENCE
    while time.monotonic() < give_up:
        children.check()
        try:
            web = HTTPConnection("127.0.0.1", port, timeout=WEB_PATIENCE)
            web.request("GET", "/healthz")
            return web.getresponse().close()
        except (OSError, HTTPException):
            time.sleep(0.1)
    raise CommandError(f"The web server does not answer on port {port}.")
