"""Is the house well? /healthz says that this process answers, /readyz whether all that pages and mails need does."""

import redis
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from peergroups.outbox import ledger, standing


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
    reasons = troubles()
    return JsonResponse({"ready": not reasons, "reasons": reasons}, status=503 if reasons else 200)


def troubles():
    """Everything that stands in the way of pages or mails, in words."""
    return [*redis_troubles(), *database_troubles()]


def redis_troubles():
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=1) as server:
            server.ping()
    except redis.RedisError as error:
        yield _("Redis does not answer (%(error)s)") % {"error": type(error).__name__}


def database_troubles():
    try:
        migrations = MigrationExecutor(connection)
        if migrations.migration_plan(migrations.loader.graph.leaf_nodes()):
            return [_("the database waits for migrations")]
        return list(standing.troubles(ledger.database_now()))
    except (OperationalError, InterfaceError) as error:
        return [_("the database does not answer (%(error)s)") % {"error": type(error).__name__}]
