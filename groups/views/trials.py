"""How does it go on after two meetings? Each member's own word, and the group's, written down by its facilitator."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.access import facilitator_of, member_of
from groups.forms.trials import RecordForm, TrialForm
from groups.leaving import LastFacilitator
from groups.models import Group, Trial
from groups.seating import trials
from peergroups.kit.pages import page, posted


@member_of(Group)
def trial(request, group):
    """Say where the trials of a group stand, ask what is to be asked, and take the answer."""
    running = list(trials.running(group))
    mine = next((one for one in running if one.place_id == request.place.pk), None)
    others = [one for one in running if one != mine and one.asked_at and not one.heard_at]
    voice = group.voices.filter(person=request.user).defer("doubts").first()
    is_tried = bool(mine and mine.asked_at and not mine.own)
    asks = is_tried or (voice is not None and bool(others))
    asked_of = {"is_tried": is_tried, "others": others if voice else [], "few": trials.few(group)}
    form = TrialForm(posted(request), **asked_of) if asks else None
    if form and form.is_valid():
        try:
            trials.say(request.place, **form.answer(), now=timezone.now())
        except LastFacilitator:
            form.add_error("own", _("Hand the room over first: nobody else keeps it."))
        else:
            messages.success(request, _("Your answer is kept. Thank you."))
            return redirect("groups:trial", group.slug)
    context = {
        "group": group,
        "running": running,
        "mine": mine,
        "form": form,
        "voice": voice,
        "facilitates": request.place.facilitates,
        "ended": trials.has_ended_in_no(request.place),
        "place": request.place,
    }
    return page(request, "groups/trial.html", context, form=form)


@require_POST
@facilitator_of(Trial)
def record_trial(request, trial):
    form = RecordForm(request.POST)
    try:
        if not form.is_valid():
            raise trials.NotNow
        trials.record(trial, form.cleaned_data["says"], by=request.user, now=timezone.now())
    except trials.NotNow:
        messages.error(request, _("This is not to be written down now: it is decided, or not yet heard."))
    else:
        messages.success(request, _("It is written down."))
    return redirect("groups:trial", trial.group.slug)
