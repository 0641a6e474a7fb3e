"""Which groups are proposed, which mails leave, and how far have the answers come?"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from groups.access import runner_of
from groups.forms.proposals import GoOnForm, ReviewForm
from groups.models import Draft, Programme, Proposal
from groups.seating import consents, opening, proposing, reviewing, standings
from peergroups.kit.pages import page, posted

GROUPS_A_PAGE = 24


@runner_of(Draft)
def review_draft(request, draft, programme_slug):
    """Show everything that would leave, and let it leave once."""
    step = reviewing.current(draft)
    if draft.programme.slug != programme_slug or step is None:
        raise Http404
    if draft.invited_at:
        return redirect("groups:proposals", programme_slug)
    plan = reviewing.plan_of(draft, step, request.user)
    turned_to = request.POST.get("page")
    typed = None if turned_to else posted(request)
    form = ReviewForm(typed, plan=plan, initial={"step": step.pk} | request.POST.dict())
    return invite(request, draft, step, form) if form.is_valid() else looked_at(request, draft, plan, form, turned_to)


def looked_at(request, draft, plan, form, number=None):
    context = {"draft": draft, "form": form, "plan": plan} | on_a_page(form, number) | reviewing.summed_up(plan)
    return page(request, "groups/review_draft.html", context, form=form)


def on_a_page(form, number):
    """Show some groups, at first those to be looked at; what is asked of the others goes along unseen."""
    groups = sorted(form.of_each_group(), key=lambda asked: not asked[0].needs_a_look)
    refused = (place for place, (_group, asked) in enumerate(groups) if any(each.errors for each in asked))
    shown = Paginator(groups, GROUPS_A_PAGE).get_page(number or next(refused, 0) // GROUPS_A_PAGE + 1)
    others = groups[: max(shown.start_index() - 1, 0)] + groups[shown.end_index() :]
    return {"shown": shown, "unseen": [question for _group, asked in others for question in asked]}


def look_again(request, draft):
    """Show the draft as it is by now, with the names and reasons that were typed; what is asked has to be read anew."""
    step = reviewing.current(draft)
    plan = reviewing.plan_of(draft, step, request.user)
    typed = request.POST.copy()
    typed["step"], typed["sure"] = step.pk, ""
    return looked_at(request, draft, plan, ReviewForm(typed, plan=plan))


def invite(request, draft, step, form):
    """Let the mails leave, or say that something has changed since the page was read."""
    try:
        if form.cleaned_data["step"] != step.pk:
            raise proposing.Changed
        names, reasons = form.given("name"), form.given("reason")
        made = proposing.invite(draft, step=step, names=names, reasons=reasons, by=request.user, now=timezone.now())
    except proposing.AlreadyInvited:
        messages.info(request, _("The people of this draft were asked already. Nothing was sent twice."))
    except proposing.Changed:
        messages.error(
            request,
            _("The draft has changed since you read it, or something stands against it. Nothing was sent."),
        )
        return look_again(request, draft)
    else:
        told = ngettext(
            "%(n)d group is proposed to its people.", "%(n)d groups are proposed to their people.", len(made)
        )
        messages.success(request, told % {"n": len(made)})
    return redirect("groups:proposals", draft.programme.slug)


@require_safe
@runner_of(Programme)
def proposals(request, programme):
    """List what is proposed, and how far the answers have come: in numbers, and silent people once the time is over."""
    return show(request, programme)


def show(request, programme, refused=None, form=None):
    told = standings.of(programme, request.user, now=timezone.now())
    for each in told:
        each.form = form if each.proposal == refused else GoOnForm(prefix=str(each.proposal.pk))
    context = {"programme": programme, "standings": told, "seats": opening.open_in(programme)}
    return page(request, "groups/proposals.html", context, form=form)


@require_POST
@runner_of(Proposal)
def extend(request, proposal):
    return take(request, proposal, consents.extend, _("Everybody has four more days."))


@require_POST
@runner_of(Proposal)
def release(request, proposal):
    return take(request, proposal, consents.release, _("It is released. Everybody hears of it on the next morning."))


@require_POST
@runner_of(Proposal)
def go_on(request, proposal):
    form = GoOnForm(request.POST, prefix=str(proposal.pk))
    if not form.is_valid():
        return show(request, proposal.programme, proposal, form)
    told = _("It goes on without them. What comes of it is told on the next morning.")
    return take(request, proposal, consents.go_on, told, reason=form.cleaned_data["reason"])


def take(request, proposal, step, told, **more):
    """Take one step, or say that it is not its time."""
    try:
        step(proposal, by=request.user, now=timezone.now(), **more)
    except consents.Settled:
        messages.info(request, _("This is decided already, or not yet to be decided."))
    else:
        messages.success(request, told)
    return redirect("groups:proposals", proposal.programme.slug)
