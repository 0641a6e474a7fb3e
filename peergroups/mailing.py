"""How does somebody stop mails from within a mail? One POST without a cookie does it; opening the page does not."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from groups.access import open_to
from groups.topics import TOPICS
from peergroups.outbox import stopping


def stopping_by_link(view):
    """Hand over whose mails about what a link stops; a forged one gets a kind page. It makes no session."""

    def guarded(request, stop_token):
        found = stopping.behind(stop_token)
        if found is None or found[1] not in TOPICS:
            return render(request, "stop_mails_unknown.html", status=404)
        answer = view(request, *found)
        answer["X-Robots-Tag"], answer["Cache-Control"] = "noindex", "no-store"
        return answer

    return open_to("holder of the link")(login_not_required(csrf_exempt(guarded)))


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
