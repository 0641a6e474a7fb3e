"""What happens in the meeting's minutes, and who takes the hot seats? Arranged by the facilitator on one page."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.access import facilitator_of
from meetings import reading
from meetings.forms import AgendaForm
from meetings.models import Meeting
from meetings.models.agenda_items import set_minutes
from meetings.models.hot_seats import assign
from peergroups.kit.pages import page, posted
from peergroups.kit.spoken import day


@facilitator_of(Meeting)
def arrange(request, meeting):
    """Show the agenda as a form; saving fixes minutes and seats, an arrow moves one part and keeps what was typed."""
    form = agenda_form(request, meeting)
    if request.method == "POST" and "shift" in request.POST:
        shift(meeting, request.POST["shift"])
        form = agenda_form(request, meeting, typed=True)
    elif form.is_valid():
        save(form, now=timezone.now())
        messages.success(request, _("The agenda is saved. Your group sees it."))
        return redirect(meeting)
    return page(request, "meetings/arrange.html", {"meeting": meeting, "form": form}, form=form)


def agenda_form(request, meeting, *, typed=False):
    """Make the form for the agenda as it stands; `typed` shows what was typed without judging it."""
    now = timezone.now()
    places = list(reading.seat_choices(meeting, now))
    away = {place.person_id: absence for place in places if (absence := absent(place, meeting, now))}
    people = [(str(place.person_id), choice(place, away.get(place.person_id), now)) for place in places]
    given = {"initial": request.POST.dict()} if typed else {"data": posted(request)}
    return AgendaForm(meeting=meeting, items=reading.agenda_of(meeting), people=people, away=away, **given)


def choice(place, absence, now):
    """Say a name, and when this person last had the hot seat, or why they cannot have it."""
    if absence:
        return absence
    if place.last_seat is None:
        return _("%(name)s, no hot seat yet") % {"name": place.person}
    return _("%(name)s, last on %(day)s") % {"name": place.person, "day": day(place.last_seat.date(), now.date())}


def absent(place, meeting, now):
    """Say why a member cannot be at a meeting; None for whoever can."""
    if place.is_away_at(meeting.starts_at):
        words, until = _("%(name)s is on a sabbatical until %(day)s"), place.returns_at
    elif place.leaves_at and place.leaves_at <= meeting.starts_at:
        words, until = _("%(name)s leaves on %(day)s"), place.leaves_at
    else:
        return None
    on = timezone.localdate(until, meeting.group.clock)
    return words % {"name": place.person, "day": day(on, timezone.localdate(now, meeting.group.clock))}


def shift(meeting, where):
    """Move one part up or down: `ID up` or `ID down`."""
    item_id, _space, way = where.partition(" ")
    item = next((item for item in meeting.agenda_items.all() if str(item.pk) == item_id), None)
    if item:
        item.shift(-1 if way == "up" else 1)


def save(form, *, now):
    set_minutes(form.meeting, form.minutes())
    people = {
        place.person_id: place.person for place in form.meeting.group.memberships.peers().select_related("person")
    }
    for item in form.items:
        if item.is_hot_seat:
            assign(item, people.get(form.seats()[item.pk]), now=now)
