"""What do tests ring and kill? Our workers and commands as processes of their own, on the database of the test."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

import redis
from django.conf import settings
from django.db import connection

from peergroups.celery import app

PROCESSES = 2
WORKER = ["-m", "celery", "-A", "peergroups", "worker", "-c", str(PROCESSES), "--loglevel", "WARNING"]
QUIET = ["--without-gossip", "--without-mingle", "--without-heartbeat"]


def forget_everything():
    """Empty Redis, as a restart without its file would."""
    with redis.Redis.from_url(settings.REDIS_URL) as server:
        server.flushdb()


def start(arguments, sink):
    """Start one of our processes on the test's database, with the note among its mails."""
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    ours = {
        "DATABASE_URL": database.geturl(),
        "DJANGO_SETTINGS_MODULE": "peergroups.tests.note_settings",
        "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
        "EMAIL_TIMEOUT": "1",
        "LOG_LEVEL": "ERROR",
    }
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=os.environ | ours,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


@contextmanager
def worker(sink, *, queue="celery"):
    """Run a Celery worker of two processes, and leave none of them behind."""
    process = start([*WORKER, *QUIET, "--queues", queue, "--hostname", f"{queue}-{os.getpid()}@%h"], sink)
    try:
        yield process
    finally:
        kill(process)


def kill(process):
    """End a process and its children as a power cut would."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def beat(task="tick"):
    """Do the one thing that Celery's beat does."""
    app.send_task(f"peergroups.tasks.{task}")


def wait_until(condition, *, seconds=60):
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "It did not come to pass in time."
        time.sleep(0.02)
