"""What does a buddy say of what was done? That they saw it, or, taken back, nothing; there is no no."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accountability import buddies, models, reading
from accountability.access import buddy_over, whoever_saw
from accountability.models import Commitment


@require_POST
@buddy_over(Commitment)
def saw(request, commitment):
    try:
        models.saw(commitment, by=request.user, now=timezone.now())
    except models.NothingToSee:
        return row(request, commitment, _("It is not said to be done any more. Nothing was saved."))
    return row(request, commitment, _("Saved. Whoever reads it sees your name there."))


@require_POST
@whoever_saw(Commitment)
def take_back_saw(request, commitment):
    models.take_back_saw(commitment, by=request.user)
    return row(request, commitment, _("Taken back."))


def row(request, commitment, sentence):
    """Answer with the row as it is now, or with the page of the group on which it stands."""
    if not request.htmx:
        messages.success(request, sentence)
        return redirect(f"{reverse('accountability:group', args=[commitment.group.slug])}#commitment-{commitment.pk}")
    found = reading.anew(commitment)
    buddy = buddies.buddy_of(found.person_id, found.group_id, timezone.now())
    given = {"commitment": found, "sentence": sentence, "buddy_of": [found.person_id] if buddy == request.user else []}
    return render(request, "accountability/_commitment.html", given)
