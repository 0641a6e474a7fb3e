"""Is the house well? /healthz says that this process answers, /readyz whether all that pages and mails need does."""

from datetime import timedelta

import redis
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse

from peergroups.outbox import ledger
from peergroups.outbox.models import Alarm, Delivery, Heartbeat

PATIENCE = timedelta(minutes=10)


class Health:
    """Answers before anything else does: a probe needs no session, no host name and no open transaction."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path == "/healthz":
            return HttpResponse("ok", content_type="text/plain")
        if request.path == "/readyz":
            return readiness()
        return self.get_response(request)


def readiness():
    """Answer 200, or 503 with every reason why not."""
    reasons = [*redis_troubles(), *database_troubles()]
    return JsonResponse({"ready": not reasons, "reasons": reasons}, status=503 if reasons else 200)


def redis_troubles():
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=1) as server:
            server.ping()
    except redis.RedisError as error:
        yield f"Redis does not answer ({type(error).__name__})"


def database_troubles():
    try:
        migrations = MigrationExecutor(connection)
        if migrations.migration_plan(migrations.loader.graph.leaf_nodes()):
            return ["the database waits for migrations"]
        return list(clock_troubles(ledger.database_now()))
    except (OperationalError, InterfaceError) as error:
        return [f"the database does not answer ({type(error).__name__})"]


def clock_troubles(now):
    heartbeat = Heartbeat.objects.first()
    if heartbeat is None:
        yield "the clock has not ticked yet"
    elif heartbeat.last_tick_at < now - PATIENCE:
        yield f"the clock last ticked at {heartbeat.last_tick_at:%Y-%m-%d %H:%M} UTC"
    waiting = Delivery.objects.due(now - PATIENCE).count()
    if waiting:
        yield f"mail waits for more than ten minutes ({waiting} owed)"
    for alarm in Alarm.objects.all():
        yield f"alarm since {alarm.since:%Y-%m-%d %H:%M} UTC: {alarm}"
