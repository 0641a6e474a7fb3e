"""How is the demo entered? By choosing whom to be; and its mail is read on a page."""

from functools import wraps

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from groups.access import public
from groups.sessions import remember
from peergroups.demo import mail
from peergroups.demo.people import known, rooms


def demo_only(view):
    """Open to everybody, where this is a demo; elsewhere there is no such page."""

    @wraps(view)
    def guarded(request, **kwargs):
        if not settings.DEMO:
            raise Http404
        return view(request, **kwargs)

    return public(guarded)


@require_http_methods(["GET", "HEAD", "POST"])
@demo_only
def people(request):
    """Show everybody by name, and let the visitor be one of them."""
    if request.method != "POST":
        return render(request, "demo/people.html", {"rooms": rooms(), "next": request.GET.get("next", "")})
    chosen = next((person for person in known() if person.email == request.POST.get("person")), None)
    if chosen is None:
        raise Http404
    chosen.emailaddress_set.update_or_create(email=chosen.email, defaults={"verified": True, "primary": True})
    login(request, chosen)
    remember(request)
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return redirect(wanted if safe else settings.LOGIN_REDIRECT_URL)


def found(key):
    letter = mail.find(key)
    if letter is None:
        raise Http404
    return letter


@require_safe
@demo_only
def inbox(request):
    return render(request, "demo/inbox.html", {"letters": mail.newest(), "most": mail.SHOWN})


@require_safe
@csp_replace({"frame-src": [SELF]})
@demo_only
def letter(request, key):
    return render(request, "demo/letter.html", {"letter": found(key)})


@require_safe
@xframe_options_sameorigin
@csp_replace({"style-src": [UNSAFE_INLINE], "script-src": None, "frame-ancestors": [SELF]})
@demo_only
def letter_html(request, key):
    """Show how a mail looks: its style is its own and inline, no script runs, and its links leave the frame."""
    return HttpResponse(found(key).html.replace("<head>", '<head><base target="_top">', 1))
