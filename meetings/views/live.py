"""Where are we, and what do I do now? The meeting as it is held, on everybody's phone and on a screen for all."""

import io

import qrcode
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from qrcode.image.svg import SvgPathImage

from groups import signposts
from groups.access import member_of
from groups.models import Person
from meetings.access import arranger_of, facilitates, steerer_of
from meetings.forms.causes import cause_form_of
from meetings.forms.notes import boxes_of
from meetings.live import attending, focus, leading, signal, speaking
from meetings.live.leading import CannotStart, CauseNotNamed, NotNow
from meetings.live.playbooks import PLAYBOOKS
from meetings.live.room import room_of
from meetings.models import Meeting, Sitting, Stretch
from meetings.views.notes import WAVED
from peergroups.kit.pages import number

SCREEN = "meetings/present.html"  # it goes on by itself, and tells nothing of whoever opened it


def entered(request, meeting):
    """Read the room as the one who asks sees it."""
    may = facilitates(request.place, meeting, request.user)
    return room_of(meeting, request.user, facilitates=may, now=timezone.now())


def shown(request, meeting, template, room=None, **more):
    """Show the room as it stands now, with its tag, and write its number down for the phones that ask next."""
    room = room or entered(request, meeting)
    response = render(request, template, {"meeting": meeting, "place": request.place, "room": room} | more)
    response["HX-PTag"] = str(room.version) if template == SCREEN else room.tag
    is_on = room.sitting and not room.sitting.ended_at
    leads = (room.sitting.leader_id, room.sitting.led_since) if is_on else (None, None)
    signal.tell(meeting.pk, room.version, *leads)
    if room.is_led_by_me and template != SCREEN:
        signal.hear(meeting.pk, request.user.pk, room.now)
    return response


@require_safe
@member_of(Meeting)
def live(request, meeting):
    waved = request.session.get(WAVED, [])
    boxes = {"boxes": boxes_of(meeting, request.user, waved), "cause_form": cause_form_of(meeting, request.user)}
    return shown(request, meeting, "meetings/live.html", unnamed="unnamed" in request.GET, **boxes)


@require_safe
@member_of(Meeting)
def now(request, meeting):
    """Show what changes on the page; asked for by each phone whenever the number is another.

    When the meeting begins or ends, the boxes beside it come or go: then the phone opens the whole page anew.
    """
    room = entered(request, meeting)
    response = shown(request, meeting, "meetings/_live.html", room)
    if room.has_turned(request.headers.get("HX-PTag")):
        response["HX-Refresh"] = "true"
    return response


@require_safe
@member_of(Meeting)
def present(request, meeting):
    """Show what a whole room may read from four metres: the part, the clock, the question, and how to join.

    At the end it opens anew, since nobody joins any more.
    """
    address, room = request.build_absolute_uri(meeting.get_live_url()), entered(request, meeting)
    response = shown(request, meeting, SCREEN, room, code=picture(address), address=address)
    if room.sitting and room.sitting.ended_at and room.has_turned(request.headers.get("HX-PTag")):
        response["HX-Refresh"] = "true"
    return response


def picture(address):
    """Draw an address as squares that a phone's camera reads."""
    drawn = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathImage).save(drawn)
    svg = drawn.getvalue().decode()
    return mark_safe(svg[svg.index("<svg") :])


@require_POST
@arranger_of(Meeting)
def start(request, meeting):
    try:
        leading.start(meeting, request.user, now=timezone.now())
    except CannotStart:
        messages.warning(request, _("A meeting is started from a quarter of an hour before its time until its end."))
    return redirect(meeting.get_live_url())


STEERING = {
    "pause": leading.pause,
    "go_on": leading.go_on,
    "more": leading.more,
    "later": leading.end_later,
}
ROUND = {"draw": True, "least": False}
WITH_A_STRETCH = {"turn": leading.turn_to, "drop": leading.drop, "swap": leading.swap}


@require_POST
@steerer_of(Meeting)
def steer(request, meeting):
    """Do what the button says: pause, two minutes more, on or back, and the three ways to deal with being late."""
    return answered(request, meeting, steered, request.POST.get("do", ""))


def steered(request, meeting, do):
    sitting, moment = meeting.sitting, timezone.now()
    verb, _space, which = do.partition(" ")
    which = which or request.POST.get("which", "")
    if verb in STEERING:
        STEERING[verb](sitting, now=moment)
    elif verb in ("next", "wave"):
        leading.go_next(sitting, number(which), now=moment, waved=verb == "wave")
    elif verb == "ease":
        leading.ease(sitting, number(which), now=moment)
    elif verb in ROUND:
        speaking.begin(sitting, by_draw=ROUND[verb], now=moment)
    elif verb == "speak":
        speaking.go_on(sitting, number(which), now=moment)
    elif verb == "shorten":
        leading.shorten(sitting, people=sitting.here.inside().count(), now=moment)
    elif verb in WITH_A_STRETCH:
        stretch = get_object_or_404(Stretch, sitting=sitting, pk=number(which))
        WITH_A_STRETCH[verb](sitting, stretch, now=moment)
    else:
        raise NotNow


@require_POST
@member_of(Meeting)
def say(request, meeting):
    """Do what the button says: I am here, I am ready, my hand; whoever leads says it of others too."""
    return answered(request, meeting, said, request.POST.get("do", ""))


def said(request, meeting, do):
    sitting, me, moment = meeting.sitting, request.user, timezone.now()
    verb, _space, which = do.partition(" ")
    if verb == "here":
        attending.arrive(sitting, me, private=True, now=moment)
    elif verb == "ready":
        attending.is_ready(sitting, me, number(which), now=moment)
    elif verb == "hand":
        attending.raise_hand(sitting, me, now=moment)
    elif verb in OF_OTHERS and sitting.leader_id == me.pk:
        OF_OTHERS[verb](sitting, member(meeting, which), now=moment)
    else:
        raise NotNow


def came(sitting, person, *, now):
    attending.arrive(sitting, person, private=False, now=now)


OF_OTHERS = {"came": came, "left": attending.leave, "lower": attending.lower_hand}


@require_POST
@member_of(Meeting)
def lead(request, meeting):
    """Hand the lead to somebody who is there, or take it over from somebody who has fallen silent."""
    return answered(request, meeting, took_the_lead, request.POST.get("person", ""))


def took_the_lead(request, meeting, which):
    sitting, moment = meeting.sitting, timezone.now()
    if sitting.leader_id == request.user.pk:
        leading.hand_over(sitting, member(meeting, which), by=request.user, now=moment)
    else:
        leading.take_over(sitting, request.user, now=moment)


@require_safe
@member_of(Meeting)
def playbooks(request, meeting):
    """Offer words for when it gets difficult; anybody may have to lead, so everybody reads them."""
    told = {"meeting": meeting, "playbooks": PLAYBOOKS, "signposts": signposts.of_group(meeting.group)}
    told |= {"keeps": request.place.facilitates}
    return render(request, "meetings/playbooks.html", told)


def answered(request, meeting, act, what):
    """Act, and show the room as it stands then; what came too late, or too early, is said beside it."""
    said = {}
    try:
        act(request, meeting, what)
    except (NotNow, Sitting.DoesNotExist):
        said = {"late": True}
    except CauseNotNamed:
        said = {"unnamed": True}
    if request.htmx:
        meeting.refresh_from_db()
        room = entered(request, meeting)
        room.focus = focus.after(what)
        return shown(request, meeting, "meetings/_live.html", room, **said)
    if "late" in said:
        messages.warning(request, _("The meeting had gone on meanwhile, so nothing was changed."))
    return redirect(f"{meeting.get_live_url()}{'?unnamed' if 'unnamed' in said else ''}")


def member(meeting, which):
    """Return a member of the group, by the number that a button sent."""
    members = meeting.group.memberships.signed().values("person")
    return get_object_or_404(Person, pk=number(which), pk__in=members)
