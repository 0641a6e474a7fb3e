"""What is done to it? Each run owes some mails, disturbs what sends them, and waits until nothing is owed any more."""

import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from chaos.house import PROCESSES, House, soon


@dataclass(frozen=True)
class Run:
    """One way to disturb; `extra` is the most copies that G3 allows, given how often it happened.

    Each process that is `frozen` may have begun a mail that others send meanwhile: once, and nobody knows.
    """

    name: str
    mails: int
    disturb: Callable[[House, int], None]
    times: int = 0
    extra: int = 0
    frozen: int = 0
    sink: dict = field(default_factory=lambda: {"seconds": 0.02})


def whole(house, times):
    """Three beats, two workers and cron, all at once, and nothing breaks."""
    for _beat in range(3):
        house.beat()
    for _worker in range(2):
        house.worker()
    for _minute in range(3):
        house.cron()


def kills(house, times):
    """Kill the whole worker in the midst, again and again."""
    house.beat()
    for _kill in range(times):
        worker = house.worker()
        house.wait_for_mails(random.randint(10, 60))
        house.kill(worker)
    house.worker()


def wipes(house, times):
    """Kill Redis and start it empty."""
    house.beat()
    house.worker()
    for _wipe in range(times):
        house.wait_for_mails(30)
        house.wipe_redis()
    house.cron()


def stops(house, times):
    """Stop Postgres at once, without a word to anybody."""
    house.beat()
    house.worker()
    for _stop in range(times):
        house.wait_for_mails(30)
        soon()
        house.stop_postgres()


def freezes(house, times):
    """Freeze one of two workers for seven seconds, as a moved virtual machine is."""
    house.beat()
    frozen = house.worker()
    house.worker()
    for _freeze in range(times):
        house.wait_for_mails(30)
        house.signal(frozen, signal.SIGSTOP)
        time.sleep(7)  # longer than an answer may take and than a row waits for its next try
        house.signal(frozen, signal.SIGCONT)


def deploys(house, times):
    """Ask the worker to end, as a deployment does, and start the next; who takes longer than 40 seconds is killed."""
    house.beat()
    for _deploy in range(times):
        worker = house.worker()
        house.wait_for_mails(40)
        worker.send_signal(signal.SIGTERM)
        worker.wait(timeout=40)
    house.worker()


def send(house, times):
    """Let the worker send to a mail server that misbehaves by itself."""
    house.beat()
    house.worker()


def closed(house, times):
    """The mail server says 421 for a while, then takes the line and says nothing, then works."""
    house.sink.greeting = b"421 come back later\r\n"
    house.beat()
    house.worker()
    time.sleep(12)  # a dozen rounds: six tries would be used up, were they counted
    house.sink.greeting = None
    time.sleep(12)  # four rounds, each of which waits in vain for as long as an answer may take
    house.sink.greeting = b"220 sink\r\n"


def refusing():
    """Refuse every tenth address for good, and put off every fifth of the others once."""
    asked = set()

    def refuses(address):
        number = int(address.partition("@")[0].removeprefix("p"))
        first_time = address not in asked
        asked.add(address)
        if number % 10 == 0:
            return b"550 5.1.1 no such person\r\n"
        return b"451 4.7.1 greylisted\r\n" if number % 5 == 0 and first_time else None

    return refuses


def all_of_them(share):
    """The runs, with this share of their mails; killing and wiping are done as often whatever the share."""

    def many(mails):
        return max(60, int(mails * share))

    kill, few = max(3, int(25 * share)), (3 if share >= 1 else 1)
    return [
        Run("three beats, two workers, cron", many(3_000), whole),
        Run("the whole worker killed (-9)", many(3_000), kills, kill, extra=PROCESSES * kill),
        Run("Redis killed, started empty", many(1_000), wipes, few),
        Run("Postgres stopped at once", many(2_000), stops, few, extra=PROCESSES * few),
        Run("a worker frozen for 7 s", many(2_000), freezes, few, frozen=PROCESSES * few),
        Run("SIGTERM and the next one", many(2_000), deploys, few),
        Run("taken, then reset before 250", many(1_000), send, many(1_000) // 9, many(1_000) // 9, {"loses_every": 10}),
        Run("421, then silence", many(300), closed),
        Run("10 % refused, 10 % put off", many(1_000), send, sink={"refuses": refusing()}),
    ]
