"""How do several programs live in one terminal and end as one?"""

import ctypes
import os
import signal
import subprocess
import sys
import time

from django.core.management import CommandError

PR_SET_PDEATHSIG = 1
GRACE = 15
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Children:
    """Programs that end together. Each leads its own process group, so Ctrl-C reaches them through us, in order."""

    def __init__(self):
        self.running = {}

    def __enter__(self):
        return self

    def __exit__(self, *_failure):
        self.stop()

    def start(self, name, *command):
        self.running[name] = subprocess.Popen(  # noqa: S603 - our own programs
            command, start_new_session=True, preexec_fn=die_with_parent, stdin=subprocess.DEVNULL
        )

    def check(self):
        """Refuse to go on once a program has ended."""
        for name, child in self.running.items():
            if child.poll() is not None:
                raise CommandError(f"The {name} has ended by itself ({_cause(child.returncode)}); all is stopped.")

    def stop(self):
        """Ask all to finish what they are doing; whoever is asked twice, or takes too long, is killed."""
        try:
            self._signal(signal.SIGTERM)
            give_up = time.monotonic() + GRACE
            while time.monotonic() < give_up and any(child.poll() is None for child in self.running.values()):
                time.sleep(0.05)
        finally:
            self._signal(signal.SIGKILL)
            for child in self.running.values():
                child.wait()

    def _signal(self, number):
        for child in self.running.values():
            # A child that ended may have left members of its group behind, and these are asked too.
            if number == signal.SIGKILL or child.poll() is None:
                _signal_group(child.pid, number)


def _signal_group(group, number):
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return  # the whole group has ended


def _cause(code):
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name


def die_with_parent():
    """Have Linux end this process politely when its parent dies, even by kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop_on_signals():
    """Treat every polite request to stop like Ctrl-C, also where the shell had Ctrl-C ignored."""

    def interrupt(_number, _frame):
        raise KeyboardInterrupt

    for number in STOPPING:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup has the last word
            signal.signal(number, interrupt)


def ignore_signals():
    """Finish what is left undisturbed."""
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN)
