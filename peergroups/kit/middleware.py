"""What holds for every page: shown in its reader's own time, and stored by no browser."""

from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.cache import add_never_cache_headers


class OwnClock:
    """Shows each signed-in person the times of their own zone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.user.is_authenticated:
            return self.get_response(request)
        with timezone.override(ZoneInfo(request.user.time_zone)):
            return self.get_response(request)


class NeverStored:
    """Keeps what signed-in people see out of every cache."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
            response["Cache-Control"] = "no-store"
        return response
