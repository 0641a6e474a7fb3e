"""What do others see? The real pages for each role, on a made-up cast that is forgotten with each answer.

The cast is written by the verbs the pages call, in the request's own transaction, which is always rolled back; the page
is then read as one of its people. They sit in no real group and run no real programme: what keeps every stranger out of
a room keeps them out, and nothing of them is ever there for anybody else.
"""

from django.http import Http404
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.access import overseer
from groups.as_seen import page_of
from groups.wall import SAFE_METHODS, STAGE
from peergroups.demo import scene
from peergroups.kit.ids import drawn_alike

# Who shows each role, what the banner calls it, and the link to it.
ROLES = {
    "member": ("priya", _("a member"), _("Member")),
    "facilitator": ("sam", _("a facilitator"), _("Facilitator")),
    "newcomer": ("femi", _("a newcomer, who has yet to sign,"), _("Newcomer")),
    "applicant": ("ravi", _("an applicant, who has no group yet,"), _("Applicant")),
    "admin": ("nadia", _("an admin"), _("Admin")),
}
PAGES = ("today", "promise", "settings", "sessions")
ASKS_OUT = ("groups:let_help",)  # lists who runs this server
ROOMS = ("groups:", "meetings:", "accountability:")
FILES = ("meetings:file", "groups:import_template", "groups:import_problems")  # with no room for the banner


@overseer
def preview(request, role, path="today/"):
    """Show one page as this role sees it; what would change something is answered with words."""
    if role not in ROLES:
        raise Http404
    under = f"{STAGE}{role}/"
    if request.method not in SAFE_METHODS:
        return beside(request, under, nothing_saved=True, status=403)
    if not is_shown(f"/{path}"):
        return beside(request, under, nothing_saved=False, status=404)
    player, called, _name = ROLES[role]
    with drawn_alike("preview"):
        people = scene.play(now=timezone.now())
    frame = {"template": "preview/_banner.html", "called": called, "roles": roles(role), "leave": "/"}
    return page_of(people[player], request, f"/{path}", under=under, frame=frame, with_words=True)


def is_shown(path):
    """Say whether a page belongs to the preview: those of rooms and one's own, not those behind secret links."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if match.view_name in PAGES:
        return True
    asks_who = getattr(match.func, "login_required", True)  # what is open to a secret link is open to the cast as well
    return match.view_name.startswith(ROOMS) and match.view_name not in ASKS_OUT + FILES and asks_who


def roles(role):
    """List the other roles one could look as."""
    return [(f"{STAGE}{other}/", name) for other, (_player, _called, name) in ROLES.items() if other != role]


def beside(request, under, *, nothing_saved, status):
    """Say why there is nothing to see, and lead back."""
    return render(request, "preview/beside.html", {"under": under, "nothing_saved": nothing_saved}, status=status)
