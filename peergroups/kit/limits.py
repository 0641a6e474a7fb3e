"""How often may somebody try? Counted in Redis, for all web processes together; beyond it, 429 in words."""

import logging
import time
from datetime import UTC, datetime
from functools import cache, wraps

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from limits import parse
from limits.storage import RedisStorage
from limits.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError

PATIENCE = {"socket_timeout": 1, "socket_connect_timeout": 1}  # seconds a page waits for an answer
logger = logging.getLogger(__name__)


def limited(rate, *, by, counting):
    """Refuse a view to whoever has had as many answers of these statuses as the rate allows."""
    limit = parse(rate)

    def decorate(view):
        @wraps(view)
        def guarded(request, **kwargs):
            named = (f"{view.__module__}.{view.__name__}", by(request))
            if until := spent_until(limit, *named):
                return too_often(request, until)
            status = None
            try:
                response = view(request, **kwargs)
                status = response.status_code
                return response
            except Http404:
                status = 404
                raise
            finally:
                if status not in counting:
                    give_back(limit, *named)

        return guarded

    return decorate


def address(request):
    """Count by where somebody comes from."""
    return get_adapter().get_client_ip(request)


def person(request):
    """Count by who somebody is; by address for those who have not said."""
    return str(request.user.pk) if request.user.is_authenticated else address(request)


def spent_until(limit, *named):
    """Use up one try, in a single step so that two never share it; where none is left, return when there is one."""
    tries = counter(settings.REDIS_URL)
    try:
        if tries.hit(limit, *named):
            return None
        until = tries.get_window_stats(limit, *named).reset_time
    except RedisError as error:
        return let_pass(error)
    give_back(limit, *named)
    return until


def give_back(limit, *named):
    """Return a try that came to nothing."""
    try:
        counter(settings.REDIS_URL).storage.incr(limit.key_for(*named), limit.get_expiry(), amount=-1)
    except RedisError as error:
        let_pass(error)


def let_pass(error):
    """Keep pages open while Redis is away: what is counted here is noise, and stands behind a gate of its own."""
    logger.warning("Nobody is counted: Redis does not answer (%s)", type(error).__name__)


@cache
def counter(url):
    return FixedWindowRateLimiter(RedisStorage(url, key_prefix="peergroups-limits", **PATIENCE))


def too_often(request, until):
    """Say that it was often enough for now, and when to come back."""
    response = render(request, "429.html", {"until": datetime.fromtimestamp(until, UTC)}, status=429)
    response["Retry-After"] = str(max(1, int(until - time.time())))
    return response
