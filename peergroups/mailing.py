"""What do others tell us of our mails? That somebody wants no more of them, or that an address takes none."""

import logging
from functools import wraps
from importlib import import_module

from anymail.exceptions import AnymailConfigurationError
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from groups.access import by_link, public
from groups.topics import TOPICS
from peergroups.outbox import bouncing, stopping

logger = logging.getLogger(__name__)


def stopping_by_link(view):
    """Hand over whose mails about what a link stops; a forged one gets a kind page."""

    @by_link
    @csrf_exempt
    @wraps(view)
    def guarded(request, stop_token):
        found = stopping.behind(stop_token)
        if found is None or found[1] not in TOPICS:
            return render(request, "stop_mails_unknown.html", status=404)
        return view(request, *found)

    return guarded


@stopping_by_link
def stop_mails(request, person, topic):
    """Stop them for a button pressed here or in a mail program (RFC 8058), and not for a bare form that is sent."""
    if request.POST.get("List-Unsubscribe") == "One-Click":
        stopping.stop(person, topic)
        return HttpResponse()
    if request.POST.get("do") == "stop":
        stopping.stop(person, topic)
    elif request.POST.get("do") == "start":
        stopping.start(person, topic)
    stopped = stopping.has_stopped(person, topic)
    return render(request, "stop_mails.html", {"topic": TOPICS[topic], "stopped": stopped})


@csrf_exempt
@public
def bounces(request, provider):
    """Hand a provider's report to django-anymail, which asks for the secret; without one there is no such page.

    Nor is there one for a provider that wants more than the secret, as long as it is not set up.
    """
    if not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        raise Http404
    known = {entry.name: entry.callback for entry in import_module("anymail.urls").urlpatterns}
    report = known.get(f"{provider}_tracking_webhook")
    if report is None:
        raise Http404
    try:
        return report(request)
    except AnymailConfigurationError as error:
        logger.warning("No reports are taken from %s: %s", provider, str(error).splitlines()[0])
        raise Http404 from error


def heard_of(sender, event, **told):
    """Pause an address that a provider cannot reach, or whose reader marked a mail as junk; anymail tells of it."""
    if event.event_type in ("bounced", "rejected", "complained") and event.recipient:
        bouncing.refuse(event.recipient, now=timezone.now(), as_unwanted=event.event_type == "complained")
