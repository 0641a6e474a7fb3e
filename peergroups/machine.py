"""On what does the house run, and how much waits to be done? For the operator's page."""

import platform
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version

import redis
from django.conf import settings
from django.db import connection

from peergroups.kit import zone_data

QUEUES = ("celery", "forming")
A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Queue:
    """What Redis says of itself; without an answer, nothing."""

    waiting: int | None = None
    release: str = ""


def queue() -> Queue:
    """Ask Redis how many bells wait to be heard, and which release it is."""
    prefix = settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"]
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=1) as server:
            waiting = sum(server.llen(f"{prefix}{name}") for name in QUEUES)
            return Queue(waiting, server.info("server")["redis_version"])
    except redis.RedisError:
        return Queue()


@cache
def programs() -> dict[str, str]:
    """Name the releases that do not change while the process lives."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    libraries = {name: version(name) for name in ("Django", "celery", "django-allauth")}
    return {"Peergroups": project["version"], "Python": platform.python_version(), **libraries}


def database() -> str:
    """Return Postgres's release, like 16.4."""
    number: int = connection.connection.server_version  # of psycopg2
    return f"{number // 10_000}.{number % 10_000}"


@dataclass(frozen=True)
class Zones:
    """The zone data by which times are reckoned."""

    release: str
    since: date
    is_old: bool


def zones(today: date) -> Zones:
    """Say which zone data there is, since when, and whether it is older than a year."""
    since = zone_data.put_here_on()
    return Zones(zone_data.release(), since, today - since > A_YEAR)
