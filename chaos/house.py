"""On what is it broken? On Postgres, Redis, workers and beats of its own, which end with it whatever happens."""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from peergroups.children import die_with_parent
from peergroups.embedded import postgres, valkey
from peergroups.embedded.home import Home, is_at_work

ROOT = Path(__file__).resolve().parent.parent
PROCESSES = 2
CELERY = [sys.executable, "-m", "celery", "-A", "chaos.app"]
WORKER = [*CELERY, "worker", f"-c{PROCESSES}", "--loglevel=ERROR"]
WORKER += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
SEND_DUE = [sys.executable, "manage.py", "send_due"]


@contextmanager
def own_servers():
    """Set up servers in a folder of their own, point the environment there, and leave nothing behind."""
    with tempfile.TemporaryDirectory(prefix="peergroups-chaos-") as var:
        home = Home.at(Path(var).resolve())
        try:
            os.environ |= {
                "DJANGO_SETTINGS_MODULE": "chaos.settings",
                "PEERGROUPS_VAR": str(home.var),
                "DATABASE_URL": postgres.ensure(home)[0],
                "REDIS_URL": valkey.ensure(home)[0],
                "LOG_LEVEL": "CRITICAL",
                "PYTHONWARNINGS": "ignore",
            }
            os.environ.pop("SITE_URL", None)
            migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
            subprocess.run(migrate, cwd=ROOT, check=True)
            yield home
        finally:
            postgres.stop(home)
            valkey.stop(home)
            if home.path != home.var:
                shutil.rmtree(home.path, ignore_errors=True)


class House:
    """The programs of one run, on one mail server."""

    def __init__(self, home, sink):
        self.home, self.sink, self.programs = home, sink, []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        for program in self.programs:
            self.signal(program, signal.SIGKILL)
            program.wait()

    def start(self, command, *more):
        """Start one program in a process group of its own."""
        program = subprocess.Popen(
            [*command, *more],
            cwd=ROOT,
            env=os.environ | {"EMAIL_URL": f"smtp://127.0.0.1:{self.sink.port}"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=die_with_parent,
        )
        self.programs.append(program)
        return program

    def worker(self):
        return self.start(WORKER, "--hostname", f"worker{len(self.programs)}@%h")

    def beat(self):
        return self.start(
            [*CELERY, "beat", "--loglevel=ERROR", "--schedule", str(self.home.var / f"beat{len(self.programs)}")]
        )

    def cron(self):
        return self.start(SEND_DUE)

    def signal(self, program, number):
        with suppress(ProcessLookupError):
            os.killpg(program.pid, number)

    def check(self):
        """Refuse to go on once a program has ended by itself."""
        for program in self.programs:
            if program.poll() not in (None, 0, -signal.SIGKILL):
                raise RuntimeError(f"{' '.join(program.args[1:5])} has ended by itself ({program.returncode}).")

    def kill(self, program):
        """End a program and its children as a power cut would."""
        self.signal(program, signal.SIGKILL)
        program.wait()

    def wait_for_mails(self, more, seconds=30):
        """Wait until so many more have come, or for a while: what comes then does not matter."""
        wanted, ends = self.sink.arrived + more, time.monotonic() + seconds
        while self.sink.arrived < wanted and time.monotonic() < ends:
            self.check()
            time.sleep(0.01)  # half a mail: what is done next falls into the midst of one

    def wipe_redis(self):
        """Kill Redis and start it with nothing."""
        folder = self.home.path / "valkey"
        number = int((folder / "valkey.pid").read_text())
        os.kill(number, signal.SIGKILL)
        while is_at_work(folder / "valkey.pid", folder):
            time.sleep(0.05)  # the end of somebody else's child is only seen by looking again
        shutil.rmtree(folder / "appendonlydir", ignore_errors=True)
        valkey.ensure(self.home)

    def stop_postgres(self):
        """Stop Postgres as a power cut would, and start it again."""
        data = self.home.path / "postgres"
        self.home.run(
            postgres.programs(self.home) / "pg_ctl", "stop", "-D", data, "-m", "immediate", cwd=self.home.path
        )
        postgres.ensure(self.home)


def soon(most=1.0):
    """Wait a moment that nobody can foresee."""
    time.sleep(random.uniform(0.1, most))  # else each run would be broken at the same word of the dialogue


def say(home, sentence):
    """Have Postgres do one thing as its superuser; return what it answers."""
    opened = postgres.connect(home, home.passwords["superuser"], database="peergroups")
    with closing(opened) as connection, connection.cursor() as cursor:
        cursor.execute(sentence)
        return cursor.fetchall() if cursor.description else []
