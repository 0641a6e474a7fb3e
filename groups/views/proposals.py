"""Who would sit with me, and do I say yes? Answered in private; how it ended is the same page for everybody."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import asked_about
from groups.forms.proposals import AnswerForm
from groups.models import Answer, Proposal
from groups.seating import consents, introductions, pledge, times
from peergroups.kit.pages import page

Part = Answer.Part


@require_safe
@asked_about(Proposal)
def proposal(request, proposal):
    return show(request, proposal)


def show(request, proposal, form=None):
    """Show who would sit there while answers are awaited; afterwards how it ended, and nobody's name."""
    mine = proposal.answers.get(person=request.user)
    awaited = is_awaited(proposal, mine)
    others = introduced(proposal, mine) if awaited else []
    context = {
        "proposal": proposal,
        "mine": mine,
        "awaited": awaited,
        "others": others,
        "times": times.usual(proposal, request.user.time_zone, now=timezone.now()),
        "pledge": pledge.PLEDGES[pledge.VERSION] if mine.part != Part.SITTING else (),
        "form": form or AnswerForm(part=mine.part, others=others),
        "is_in": proposal.group and proposal.group.membership_of(request.user),
    }
    return page(request, "groups/proposal.html", context, form=form)


def is_awaited(proposal, mine):
    """Say whether this person may answer, or answer anew; a group's members until the newcomer is asked."""
    is_past = mine.part == Part.SITTING and proposal.answers.filter(part=Part.NEWCOMER).exists()
    return proposal.settled_at is None and not proposal.closing and not is_past


def introduced(proposal, mine):
    """Introduce the others: to a group its newcomer, to everybody else those they would sit with."""
    if mine.part == Part.SITTING:
        people = {proposal.newcomer: Part.NEWCOMER}
    elif mine.part == Part.NEWCOMER:
        places = proposal.group.memberships.current().select_related("person").order_by("pk")
        people = {place.person: Part.FACILITATOR if place.facilitates else Part.PEER for place in places}
    else:
        answers = proposal.answers.exclude(pk=mine.pk).select_related("person").order_by("part", "pk")
        people = {answer.person: answer.part for answer in answers}
    profiles = introductions.profiles([person.pk for person in people])
    return [introductions.of(person, profiles.get(person.pk), part) for person, part in people.items()]


@require_POST
@asked_about(Proposal)
def answer(request, proposal):
    """Keep the answer; what follows is the same for a yes and a no."""
    mine = proposal.answers.get(person=request.user)
    if not is_awaited(proposal, mine):
        return redirect(proposal)
    form = AnswerForm(request.POST, part=mine.part, others=introduced(proposal, mine))
    if not form.is_valid():
        return show(request, proposal, form)
    try:
        consents.answer(proposal, request.user, form.answer(), now=timezone.now())
    except consents.Settled:
        return redirect(proposal)
    messages.success(request, _("Your answer is kept. Nobody is told what it was."))
    return redirect(proposal)
