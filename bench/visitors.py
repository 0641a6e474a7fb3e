"""Who opens which page? Signed in by sessions as real as any, and with the queries of each page counted."""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402 - needs the apps, which are loaded above
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from groups.models import Group  # noqa: E402
from meetings.models import HotSeat  # noqa: E402

TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK")  # where one begins or ends, nothing is asked


def pages(room):
    """Name each page with its address and who opens it: the member in the hot seat, the facilitator, or a visitor."""
    seats = HotSeat.objects.filter(meeting__group__slug=room, item__isnull=False)
    seat = seats.select_related("meeting__group", "person").filter(meeting__starts_at__gt=timezone.now())[0]
    meeting, group, member = seat.meeting, seat.meeting.group, seat.person
    yield "Today", reverse("today"), member
    yield "Group room", group.get_absolute_url(), member
    yield "Meeting", meeting.get_absolute_url(), member
    yield "Plan a meeting", reverse("meetings:plan", args=[group.slug]), group.facilitator
    yield "Arrange its agenda", reverse("meetings:arrange", args=[meeting.pk]), group.facilitator
    yield "Brief", reverse("meetings:brief", args=[meeting.pk]), member
    yield "Commitments", reverse("accountability:list"), member
    yield "Commitments of the group", reverse("accountability:group", args=[group.slug]), member
    yield "Sign-in", reverse("account_login"), None
    yield "floor", reverse("floor", args=[0]), member
    yield "plain", reverse("plain", args=[0]), member


def sign_in(person):
    """Return the cookie of a new session."""
    if person is None:
        return ""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def queries(path, cookie):
    """Count the queries of one page, those of session and wall included."""
    client = Client(SERVER_NAME="localhost", HTTP_COOKIE=cookie)
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}.")
    return sum(query["sql"] not in TRANSACTION for query in captured)


def visits(room):
    for name, path, person in pages(room):
        cookie = sign_in(person)
        yield name, {"path": path, "cookie": cookie, "queries": queries(path, cookie)}


if __name__ == "__main__":
    told = json.load(sys.stdin)
    print(json.dumps({"groups": Group.objects.count(), "pages": dict(visits(told["room"]))}))
