"""Where is a person signed in, and for how long? 14 days unused, 90 in all; then they sign in again."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.utils import timezone

from groups.models import calendars

BEGAN, SEEN = "began", "seen"  # moments in a session, in seconds
HOUR = 3600


class Limits:
    """Ends what has gone on too long; stands outside the request's transaction, which may be reading only."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        came_with = request.session.session_key
        if request.user.is_authenticated:
            follow(request.session, came_with)
            keep_or_end(request, now=timezone.now())
        return self.get_response(request)


def begin(sender, request, **told):
    """Note the moment at which somebody signed in; Django tells of it, whichever door they took."""
    request.session[BEGAN] = timezone.now().timestamp()


def shut_calendar(sender, user, **told):
    """End the calendar's own way in as well, when a password is reset because somebody else may know it."""
    calendars.stop(user)


def follow(session, came_with):
    """Keep a session in the list under its new name, which Django gives it when SECRET_KEY has changed."""
    if session.session_key != came_with:
        UserSession.objects.filter(session_key=came_with).update(session_key=session.session_key)


def remember(request):
    """List a sign-in that did not come through allauth's pages."""
    UserSession.objects.create_from_request(request)


def keep_or_end(request, *, now):
    """Sign out when the longest time is over; else note, once an hour, that the session is in use."""
    session, moment = request.session, now.timestamp()
    kept = UserSession.objects.filter(session_key=session.session_key)
    if moment - session.setdefault(BEGAN, moment) > settings.SESSION_LONGEST:
        kept.delete()
        logout(request)
    elif moment - session.get(SEEN, session[BEGAN]) > HOUR:
        session[SEEN] = moment  # saving it also moves the end of the 14 days
        kept.update(last_seen_at=now)


def listed(person, *, now):
    """Return where a person is signed in, the latest first."""
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    return UserSession.objects.filter(user=person, session_key__in=alive).order_by("-last_seen_at")


def end(sessions):
    """Sign out wherever these are."""
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()


def end_elsewhere(sender, request, user, **told):
    """Leave a person signed in only here: how they sign in has just changed; allauth tells of it."""
    end(UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key))


def forget_expired(*, now):
    """Delete what has ended by itself: a stranger's session holds the address that was typed there."""
    Session.objects.filter(expire_date__lte=now).delete()


def end_all(person):
    """Sign a person out everywhere, their calendar's own way in included."""
    end(UserSession.objects.filter(user=person))
    calendars.stop(person)
