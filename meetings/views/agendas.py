"""What happens in the meeting's minutes, and who takes the hot seats? Arranged by the facilitator on one page."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.access import facilitator_of
from meetings import reading, rota, saying, sharing, turns
from meetings.access import arranger_of
from meetings.agenda import LENGTHS, MinutesDoNotFit, nearest_template
from meetings.forms.agendas import AgendaForm
from meetings.models import AgendaItem, Meeting, agenda_items, templates
from meetings.models.agenda_items import set_minutes
from meetings.models.hot_seats import assign
from meetings.models.sittings import sitting_of
from meetings.rotation import Out
from peergroups.kit.pages import number, page, posted
from peergroups.kit.spoken import day


def before_it_begins(view):
    """Change one thing after the other, and nothing once the meeting is held: the room goes by what it began with."""

    @wraps(view)
    def guarded(request, meeting):
        if request.method == "POST":
            turns.hold(meeting.group)
            if sitting_of(meeting):
                messages.warning(request, _("This meeting has begun, so its agenda stays as it is."))
                return redirect(meeting)
        return view(request, meeting)

    return guarded


@arranger_of(Meeting)
@before_it_begins
def arrange(request, meeting):
    """Show the agenda as a form; saving fixes minutes and seats."""
    form = agenda_form(request, meeting)
    if form.is_valid():
        save(form, by=request.user, now=timezone.now())
        messages.success(request, _("The agenda is saved. Your group sees it."))
        return redirect("meetings:arrange" if "stay" in request.POST else "meetings:detail", meeting.pk)
    return shown(request, meeting, form)


def shown(request, meeting, form):
    now = timezone.now()
    given = {
        "meeting": meeting,
        "form": form,
        "kinds": AgendaItem.Kind.choices_to_add(),
        "topics": reading.topics_waiting(meeting),
        "coming": reading.expected_count(meeting),
        "lengths": LENGTHS,
        "own": meeting.group.agenda_templates.filter(minutes=meeting.minutes).first(),
        "is_open": meeting.is_open(now),
        "ladder": rota.ladder(meeting, form.standings, now),
        "on_its_way": sharing.is_on_its_way(meeting, now),
    }
    return page(request, "meetings/arrange.html", given, form=form)


def rearranging(change):
    """Make a view that changes the agenda's parts, and shows it again with the minutes that were typed."""

    @require_POST
    @arranger_of(Meeting)
    @before_it_begins
    @wraps(change)
    def view(request, meeting):
        change(request, meeting)
        return shown(request, meeting, agenda_form(request, meeting, typed=True))

    return view


@rearranging
def shift(request, meeting):
    """Move one part: `ID up`, `ID down`, or `ID 3` for the third place."""
    item, where = named(meeting, request.POST.get("shift", ""))
    if item and number(where):
        item.put(number(where))
    elif item:
        item.shift(-1 if where == "up" else 1)


@rearranging
def add(request, meeting):
    """Make room for one more part, or for a topic that a member brought."""
    topic = reading.topics_waiting(meeting).filter(pk=number(request.POST.get("topic", ""))).first()
    kind = AgendaItem.Kind.TOPIC if topic else request.POST.get("kind")
    if topic or kind in dict(AgendaItem.Kind.choices_to_add()):
        agenda_items.add(meeting, kind, topic=topic)


@rearranging
def remove(request, meeting):
    item, _rest = named(meeting, request.POST.get("remove", ""))
    if item:
        item.remove()


def named(meeting, said):
    """Find the part that a button named, and what else it said."""
    item_id, _space, rest = said.partition(" ")
    return next((item for item in meeting.agenda_items.all() if str(item.pk) == item_id), None), rest


@require_POST
@arranger_of(Meeting)
@before_it_begins
def fit(request, meeting):
    """Give each part the minutes it takes for the people who come, within the length."""
    return fitted(request, meeting, None)


@require_POST
@arranger_of(Meeting)
@before_it_begins
def lay(request, meeting):
    """Begin anew from the group's own agenda, or from one of the usual ones."""
    length = request.POST.get("template", "")
    own = meeting.group.agenda_templates.filter(minutes=meeting.minutes).first() if length == "own" else None
    return fitted(request, meeting, own.template if own else nearest_template(number(length)))


def fitted(request, meeting, template):
    """Fit an agenda to the people who come: a new one, or with None the one that is there."""
    people = reading.expected_count(meeting)
    try:
        meeting.lay(template, people=people) if template else meeting.refit(people=people)
    except MinutesDoNotFit:
        words = _("These parts do not fit into %(length)d minutes for %(people)d people. Take a part out first.")
        messages.error(request, words % {"length": meeting.minutes, "people": people})
    else:
        messages.success(request, _("The agenda is fitted to %(people)d people.") % {"people": people})
    return redirect("meetings:arrange", meeting.pk)


@require_POST
@facilitator_of(Meeting)
def keep(request, meeting):
    """Keep this agenda as the group's own for meetings of this length."""
    templates.keep(meeting, now=timezone.now())
    words = _("Kept. Your meetings of %(minutes)d minutes begin with this agenda from now on.")
    messages.success(request, words % {"minutes": meeting.minutes})
    return redirect("meetings:arrange", meeting.pk)


@require_POST
@arranger_of(Meeting)
@before_it_begins
def share(request, meeting):
    """Save what was typed, and send the agenda round."""
    form = agenda_form(request, meeting)
    if not form.is_valid():
        return shown(request, meeting, form)
    save(form, by=request.user, now=timezone.now())
    if sharing.share(meeting, reading.agenda_of(meeting), now=timezone.now()):
        messages.success(request, _("Shared. The mails leave in ten minutes; until then you can take it back."))
    else:
        messages.warning(request, _("Not shared: this meeting has begun or was cancelled. Your changes are saved."))
    return redirect("meetings:arrange", meeting.pk)


@require_POST
@arranger_of(Meeting)
def take_back(request, meeting):
    if sharing.take_back(meeting, now=timezone.now()):
        messages.success(request, _("Taken back. Nobody was told."))
    else:
        messages.warning(request, _("The mails have left already. What you change from here on is shown as a change."))
    return redirect("meetings:arrange", meeting.pk)


def agenda_form(request, meeting, *, typed=False):
    """Make the form for the agenda as it stands; `typed` shows what was typed without judging it."""
    now = timezone.now()
    standings = turns.queue(meeting.group, meeting, now)
    absences = {standing.person.pk: absent(standing.place, meeting, now) for standing in standings}
    away = {person: absence for person, absence in absences.items() if absence}
    people = [(str(each.person.pk), choice(each, absences[each.person.pk], meeting, now)) for each in standings]
    given = {"initial": request.POST.dict()} if typed else {"data": posted(request)}
    form = AgendaForm(meeting=meeting, items=reading.agenda_of(meeting), people=people, away=away, **given)
    form.standings = standings
    return form


def choice(standing, absence, meeting, now):
    """Say a name, and why this person is where they are in the queue, or why they cannot have the seat."""
    if absence:
        return absence
    today = timezone.localdate(now, meeting.group.clock)
    out = standing.out not in (None, Out.SEATED) and saying.out(standing, today)
    return _("%(name)s: %(why)s") % {"name": standing.person, "why": out or saying.short(standing.turn, today)}


def absent(place, meeting, now):
    """Say why a member cannot be at a meeting; None for whoever can."""
    if place.is_away_at(meeting.starts_at):
        words, until = _("%(name)s is on a sabbatical until %(day)s"), place.returns_at
    elif place.leaves_at and place.leaves_at <= meeting.starts_at:
        words, until = _("%(name)s leaves on %(day)s"), place.last_moment
    else:
        return None
    on = timezone.localdate(until, meeting.group.clock)
    return words % {"name": place.person, "day": day(on, timezone.localdate(now, meeting.group.clock))}


def save(form, *, by, now):
    """Fix minutes and seats; where somebody is let go before who is next, that is kept."""
    meeting = form.meeting
    turns.hold(meeting.group)
    set_minutes(meeting, form.minutes())
    standings = turns.queue(meeting.group, meeting, now)
    people = {standing.person.pk: standing.person for standing in standings}
    seats, had = form.seats(), [each.person.pk for each in standings if each.out is Out.SEATED]
    for item in form.items:
        if item.is_hot_seat:
            assign(item, people.get(seats[item.pk]), now=now)
    given = [person for person in seats.values() if person and person not in had]
    turns.keep_jumps(meeting, standings, given, by=by, now=now)
