"""Where do Postgres and the Redis protocol come from when nobody named a server?

From two wheels, started under `var/` for as long as somebody needs them. Every process that calls `provide` holds a
shared lock until it ends, even by kill -9; the last one out stops the servers. With DATABASE_URL and REDIS_URL set
nothing is started. For trying, developing and testing; a real installation brings its own servers.
"""

import atexit
import fcntl
import os
import signal
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import environ

from peergroups.embedded import postgres, valkey
from peergroups.embedded.home import ROOT, Home, NoServerError

__all__ = ["NoServerError", "home", "provide"]

SERVERS = {"DATABASE_URL": postgres, "REDIS_URL": valkey}
NOTICE = "Embedded {} started, with data under {}: for trying, developing and testing, not for serving the public."
_held = {}


def provide():
    """Set DATABASE_URL and REDIS_URL where they are unset, from servers that live as long as this process."""
    environ.Env.read_env(ROOT / ".env")
    missing = {name: server for name, server in SERVERS.items() if not os.environ.get(name)}
    if not missing:
        return
    try:
        ours = home()
        with _alone(ours):
            os.environ.update(_start(ours, missing))
            _hold(ours)
    except OSError as error:
        raise NoServerError(f"The embedded servers cannot use {error.filename or _var()}: {error.strerror}.") from error
    atexit.register(_leave, ours)
    _leave_on_signals()


def home():
    """Return where the embedded servers of this checkout live, or would."""
    return Home.at(_var())


def _var():
    return Path(os.environ.get("PEERGROUPS_VAR") or ROOT / "var").resolve()


def _start(home, servers):
    urls, started = {}, []
    for name, server in servers.items():
        urls[name], fresh = server.ensure(home)
        started += [server.NAME] if fresh else []
    if started:
        sys.stderr.write(NOTICE.format(" and ".join(started), home.path) + "\n")
    return urls


@contextmanager
def _alone(home):
    """Let one process at a time start or stop the servers."""
    home.var.mkdir(exist_ok=True)
    with (home.var / "embedded.lock").open("w") as mutex:
        fcntl.flock(mutex, fcntl.LOCK_EX)
        yield


def _hold(home):
    lock = (home.var / "embedded.users").open("w")
    fcntl.flock(lock, fcntl.LOCK_SH)
    _held[os.getpid()] = lock


def _leave(home):
    """Give up this process's share; whoever finds nobody left stops the servers."""
    lock = _held.pop(os.getpid(), None)
    if lock is None:  # a forked child: the share is its parent's
        return
    with _alone(home):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        finally:
            lock.close()
        for server in SERVERS.values():
            server.stop(home)


def _leave_on_signals():
    """Turn a polite signal into an ordinary exit, which runs `_leave`; Ctrl-C does so already."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda number, _frame: sys.exit(128 + number))
