"""What holds for every page: shown in its reader's own time, kept from other sites, stored by no browser."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone

# What a page could ask a browser for and ours never do; only names that browsers know, they complain of others.
POWERS = (
    "accelerometer autoplay browsing-topics camera display-capture encrypted-media geolocation gyroscope "
    "hid idle-detection local-fonts magnetometer microphone midi payment serial usb xr-spatial-tracking"
)
PERMISSIONS = ", ".join(f"{power}=()" for power in POWERS.split())


class KeptToOurselves:
    """Lets no other site load what we answer, and asks no browser for more than showing a page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Permissions-Policy", PERMISSIONS)
        return response


class ShortEnough:
    """Refuses a body that is longer than anything we ask for, before any of it is read."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return render(request, "413.html", status=413)
        return self.get_response(request)


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
    """Keeps what signed-in people see out of every cache, and takes it out of the browser when they sign out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        came_in = request.user.is_authenticated
        response = self.get_response(request)
        if came_in or request.user.is_authenticated or "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        if came_in and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response
