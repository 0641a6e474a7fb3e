"""What do people open about their commitments? Their own list, their group's, and the forms that fill both."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accountability import asking, buddies, reading
from accountability.access import owner_of
from accountability.forms.commitments import CommitmentForm, FollowUpForm
from accountability.models import CarriedOver, Commitment, NotToCarry, commit
from groups.access import member_of, signed_in
from groups.models import Group
from peergroups.kit.pages import page, posted

CARRIED = gettext_lazy("You carried it over meanwhile. Say how the new one goes.")


@require_safe
@signed_in
def index(request):
    return render(request, "accountability/list.html", mine(request))


def mine(request):
    """Gather what the page of my own commitments shows."""
    rooms, now = list(reading.rooms_of(request.user)), timezone.now()
    return {"rooms": rooms, "i_hold": buddies.held_by(request.user, now)} | reading.mine(request.user, rooms, now)


@require_safe
@member_of(Group)
def group(request, group):
    rooms, now = reading.rooms_of(request.user), timezone.now()
    i_hold = [one for one in buddies.held_by(request.user, now) if one.group == group]
    given = {"people": reading.said_aloud(group, now), "i_hold": i_hold}
    given["buddy_of"] = [one.place.person_id for one in i_hold if one.is_by_buddy]
    given["not_to_do"] = buddies.not_to_do(request.user, group, besides=i_hold)
    return render(request, "accountability/group.html", {"group": group, "rooms": rooms} | given)


@require_safe
@member_of(Commitment)
def story(request, commitment):
    """Tell what a commitment came from, and what came of it."""
    given = {"commitment": commitment, "steps": reading.story_of(commitment)}
    return render(request, "accountability/story.html", given)


@signed_in
def add(request):
    """Take a commitment down, or a test of what is believed; it goes to the group chosen, or to the only one."""
    now, rooms, is_test = timezone.now(), reading.rooms_of(request.user), "test" in request.GET
    if not rooms:
        return render(request, "accountability/no_group.html")
    asked_for = next((room for room in rooms if room.slug == request.GET.get("group")), rooms[0])
    initial = {"group": asked_for.slug, "due_on": reading.day_to_offer(request.user, asked_for, now)}
    initial["goal"] = request.GET.get("goal", "")
    fields = {"person": request.user, "now": now, "rooms": rooms, "is_test": is_test, "initial": initial}
    form = CommitmentForm(posted(request), **fields)
    if form.is_valid() and not form.suggestion:
        room = form.cleaned_data.pop("group", rooms[0])
        return made(request, commit(room, request.user, **taken_down(form, room, now)))
    return page(request, "accountability/add.html", {"rooms": rooms, "form": form, "is_test": is_test}, form=form)


def taken_down(form, room, now):
    """Give a commitment what was typed, and the meeting in which it was."""
    return form.cleaned_data | {"meeting": reading.meeting_of(room, now), "now": now}


def made(request, commitment):
    messages.success(request, f"{_('Your commitment is saved.')} {commitment.words.read_by}.")
    return redirect(commitment)


@owner_of(Commitment)
def go_on(request, commitment):
    """Take down what comes next after a commitment that is settled, a test above all."""
    now, room, is_test = timezone.now(), commitment.group, "belief" in commitment.words.answers
    if commitment.follow_up_said is None or not commitment.said.settles:
        messages.warning(request, _("Say how it went first; then you can go on from it."))
        return redirect(commitment)
    initial = {"due_on": reading.day_to_offer(request.user, room, now), "goal": commitment.goal_id}
    fields = {"person": request.user, "now": now, "rooms": [room], "is_test": is_test, "initial": initial}
    form = CommitmentForm(posted(request), goal=commitment.goal_id, **fields)
    if form.is_valid() and not form.suggestion:
        return made(request, commit(room, request.user, follows=commitment, **taken_down(form, room, now)))
    given = {"commitment": commitment, "steps": reading.story_of(commitment), "form": form}
    return page(request, "accountability/go_on.html", given, form=form)


@owner_of(Commitment)
def change(request, commitment):
    """Choose another day or smaller words, until the day before."""
    now = timezone.now()
    if not commitment.is_changeable(now):
        if commitment.is_to_carry:
            return redirect("accountability:carry", commitment.pk)
        messages.warning(request, _("Its day has come. Say how it went first; then you can carry it over."))
        return redirect(commitment)
    form = CommitmentForm(posted(request), **as_it_stands(commitment, now))
    if form.is_valid():
        commitment.reschedule(form.cleaned_data.pop("due_on"), now=now)
        commitment.hang_on(form.cleaned_data.pop("goal", None))
        commitment.reword(now=now, **form.cleaned_data)
        messages.success(request, f"{_('Saved.')} {commitment.words.read_by}.")
        return redirect(commitment)
    return page(request, "accountability/change.html", {"commitment": commitment, "form": form}, form=form)


@owner_of(Commitment)
def carry(request, commitment):
    """Carry over what goes on, as it was or smaller; the third time ask first what would help more."""
    now = timezone.now()
    if request.method != "POST" and commitment.is_carried_often and "smaller" not in request.GET:
        return render(request, "accountability/often.html", {"commitment": commitment})
    form = CommitmentForm(posted(request), **as_it_stands(commitment, now))
    try:
        if form.is_valid():
            return made(request, commitment.carry_over(**taken_down(form, commitment.group, now)))
    except NotToCarry:
        messages.warning(request, _("Only what you said goes on can be carried over, and only once."))
        return redirect(commitment)
    return page(request, "accountability/carry.html", {"commitment": commitment, "form": form}, form=form)


def as_it_stands(commitment, now):
    """Fill the form with what was said; a day that has come gives way to the next meeting's."""
    due_on, words = commitment.due_on, commitment.words
    if due_on <= timezone.localdate(now) or commitment.is_to_carry:
        due_on = reading.day_to_offer(commitment.person, commitment.group, now)
    fields = {"person": commitment.person, "now": now, "rooms": [commitment.group], "words": words}
    initial = words.answers | {"due_on": due_on, "goal": commitment.goal_id}
    return fields | {"is_test": "belief" in words.answers, "goal": commitment.goal_id, "initial": initial}


@require_POST
@owner_of(Commitment)
def follow_up(request, commitment):
    """Take down how it went; an htmx request gets the row alone."""
    form = FollowUpForm(request.POST, commitment=commitment)
    if form.is_valid():
        try:
            said = commitment.follow_up(**form.cleaned_data, now=timezone.now())
        except CarriedOver:
            return row(request, commitment, CARRIED)
        asking.tell_the_room(commitment.group)
        return row(request, commitment, thanks(said))
    if request.htmx:
        context = {"commitment": commitment, "refused_form": form}
        return page(request, "accountability/_commitment.html", context, form=form)
    return page(request, "accountability/list.html", mine(request) | {"refused_form": form}, form=form)


def thanks(said):
    if said.settles:
        return _("Saved. Your group sees it.")
    return _("Thanks for saying so. Carry it over, make it smaller, or let it go?")


@require_POST
@owner_of(Commitment)
def take_back(request, commitment):
    try:
        commitment.take_back()
    except CarriedOver:
        return row(request, commitment, CARRIED)
    return row(request, commitment, _("Taken back."))


def row(request, commitment, sentence):
    """Answer with the row as it is now, or with the page it stands on."""
    if request.htmx:
        return render(request, "accountability/_commitment.html", {"commitment": commitment, "sentence": sentence})
    messages.success(request, sentence)
    return redirect(commitment)
