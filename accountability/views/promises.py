"""What do people open about their promises? Their own list, their group's, and the forms that fill both."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accountability import asking, reading
from accountability.access import owner_of
from accountability.forms.promises import CommitmentForm, FollowUpForm
from accountability.models import Commitment, commit
from groups.access import member_of, signed_in
from groups.models import Group
from peergroups.kit.pages import page, posted


@require_safe
@signed_in
def index(request):
    return render(request, "accountability/list.html", mine(request))


def mine(request):
    """Gather what the page of my own commitments shows."""
    rooms = list(reading.rooms_of(request.user))
    return {"rooms": rooms} | reading.mine(request.user, rooms, timezone.now())


@require_safe
@member_of(Group)
def group(request, group):
    people = reading.said_aloud(group, timezone.now())
    rooms = reading.rooms_of(request.user)
    return render(request, "accountability/group.html", {"group": group, "rooms": rooms, "people": people})


@signed_in
def add(request):
    """Take a promise down; it goes to the group chosen, or to the only one."""
    now, rooms = timezone.now(), reading.rooms_of(request.user)
    if not rooms:
        return render(request, "accountability/no_group.html")
    asked_for = next((room for room in rooms if room.slug == request.GET.get("group")), rooms[0])
    initial = {"group": asked_for.slug, "due_on": reading.day_to_offer(request.user, asked_for, now)}
    form = CommitmentForm(posted(request), person=request.user, now=now, rooms=rooms, initial=initial)
    if form.is_valid():
        room = form.cleaned_data.pop("group", rooms[0])
        made_in = reading.meeting_of(room, now)
        promise = commit(room, request.user, meeting=made_in, now=now, **form.cleaned_data)
        messages.success(request, f"{_('Your commitment is saved.')} {promise.words.read_by}.")
        return redirect(promise)
    return page(request, "accountability/add.html", {"rooms": rooms, "form": form}, form=form)


@owner_of(Commitment)
def change(request, commitment):
    """Choose another day or smaller words; once its owner spoke, this carries it over."""
    now = timezone.now()
    if not commitment.is_changeable(now):
        messages.warning(request, _("Its day has come. Say how it went first; then you can carry it over."))
        return redirect(commitment)
    fields = {"rooms": [commitment.group], "words": commitment.words, "initial": as_it_stands(commitment, now)}
    form = CommitmentForm(posted(request), person=request.user, now=now, **fields)
    if form.is_valid():
        commitment.reschedule(form.cleaned_data.pop("due_on"), now=now)
        commitment.reword(now=now, **form.cleaned_data)
        messages.success(request, f"{_('Saved.')} {commitment.words.read_by}.")
        return redirect(commitment)
    return page(request, "accountability/change.html", {"commitment": commitment, "form": form}, form=form)


def as_it_stands(commitment, now):
    """Fill the form with what was promised; a day that has come gives way to the next meeting's."""
    due_on = commitment.due_on
    if due_on <= timezone.localdate(now):
        due_on = reading.day_to_offer(commitment.person, commitment.group, now)
    return commitment.words.answers | {"due_on": due_on}


@require_POST
@owner_of(Commitment)
def follow_up(request, commitment):
    """Take down how it went; an htmx request gets the row alone."""
    form = FollowUpForm(request.POST, commitment=commitment)
    if form.is_valid():
        said = commitment.follow_up(**form.cleaned_data, now=timezone.now())
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
    commitment.take_back()
    return row(request, commitment, _("Taken back."))


def row(request, commitment, sentence):
    """Answer with the row as it is now, or with the page it stands on."""
    if request.htmx:
        return render(request, "accountability/_commitment.html", {"commitment": commitment, "sentence": sentence})
    messages.success(request, sentence)
    return redirect(commitment)
