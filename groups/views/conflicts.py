"""What does somebody declare in private, and what do admins make of all that was declared?"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups.access import applicant_of, declarer_of, judge_of, runner_of
from groups.forms.conflicts import DeclareForm, GuessForm, MatchForm, OverrideForm, PairForm
from groups.intake import conflicts, mapping
from groups.models import Application, Conflict, Programme
from peergroups.kit.pages import page, posted

PAIRS_A_PAGE, FOUND = 50, 10
BOTH = require_http_methods(["GET", "POST"])


@BOTH
@applicant_of(Application)
def declare(request, application):
    """Let somebody say in private with whom they had better not sit, and what they said before."""
    form = DeclareForm(posted(request), application=application)
    if form.is_valid():
        conflicts.declare(application, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("It is written down. Nobody but those who run this reads it."))
        return redirect("groups:declare", application.pk)
    declared = conflicts.declared(request.user, application.programme)
    context = {"application": application, "form": form, "declared": declared}
    return page(request, "groups/declare.html", context, form=form)


@require_POST
@declarer_of(Conflict)
def take_back(request, conflict):
    conflicts.take_back(conflict)
    messages.success(request, _("You took it back. Nothing of it is kept."))
    application = request.user.applications.filter(cohort__programme=conflict.programme, withdrawn_at=None).first()
    return redirect("groups:declare", application.pk) if application else redirect("today")


@require_safe
@runner_of(Programme)
def index(request, programme):
    """Show the pairs in words, what cannot hold at once, and what waits for a name."""
    apart, together = conflicts.pairs(programme, request.user)
    words = request.GET.get("q", "").strip()
    shown = [held for held in apart if words.casefold() in " ".join(map(str, held.people)).casefold()]
    context = {
        "programme": programme,
        "unmatched": Paginator(conflicts.unmatched(programme, request.user), PAIRS_A_PAGE).get_page(
            request.GET.get("lines")
        ),
        "problems": mapping.problems(apart, together, programme.largest),
        "apart": Paginator(shown, PAIRS_A_PAGE).get_page(request.GET.get("page")),
        "all_apart": len(apart),
        "together": together,
        "guesses": mapping.guesses(programme, request.user),
        "q": words,
    }
    return render(request, "groups/conflicts.html", context)


@BOTH
@runner_of(Programme)
def set_pair(request, programme):
    """Let an admin keep two people apart, or together."""
    form = PairForm(posted(request), programme=programme, admin=request.user, initial=request.GET.dict())
    if form.is_valid():
        conflict = conflicts.set_pair(programme, by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("It holds from now on."))
        return redirect(conflict)
    return page(request, "groups/conflict_set.html", {"programme": programme, "form": form}, form=form)


@require_POST
@runner_of(Programme)
def judge_guess(request, programme):
    """Take a guess over, or set it aside for good."""
    form = GuessForm(request.POST, programme=programme, admin=request.user)
    if not form.is_valid():
        messages.error(request, _("These two are no longer both here. Look at the list again."))
        return redirect("groups:conflicts", programme.slug)
    typed, how = form.cleaned_data, {"by": request.user, "now": timezone.now()}
    if typed["verdict"] == form.APART:
        conflicts.set_pair(programme, typed["one"], typed["other"], kind=Conflict.Kind.COMPETITOR, **how)
        messages.success(request, _("They are kept apart from now on."))
    else:
        conflicts.set_aside(programme, typed["one"], typed["other"], **how)
        messages.success(request, _("Set aside. It is not suggested again."))
    return redirect("groups:conflicts", programme.slug)


@require_safe
@judge_of(Conflict)
def conflict(request, conflict):
    return show(request, conflict)


def show(request, conflict, *, form=None):
    """Tell what holds of the two; a form given has to be mended."""
    held = conflicts.of_pair(conflict, request.user) if conflict.other_id else None
    context = {
        "programme": conflict.programme,
        "conflict": conflict,
        "held": held,
        "form": form or OverrideForm(),
    }
    return page(request, "groups/conflict.html", context, form=form)


@require_POST
@judge_of(Conflict)
def override(request, conflict):
    form = OverrideForm(request.POST)
    if not form.is_valid():
        return show(request, conflict, form=form)
    conflicts.override(conflict, form.cleaned_data["reason"], by=request.user, now=timezone.now())
    messages.success(request, _("They may sit together. Your reason is kept."))
    return redirect(conflict)


@require_POST
@judge_of(Conflict)
def uphold(request, conflict):
    conflicts.uphold(conflict, by=request.user, now=timezone.now())
    messages.success(request, _("They are kept apart again."))
    return redirect(conflict)


@require_POST
@judge_of(Conflict)
def lift(request, conflict):
    """End what an admin set, and leave what was declared."""
    if conflicts.lift(conflict, by=request.user, now=timezone.now()):
        messages.success(request, _("Lifted. They sit as it comes."))
    else:
        messages.error(request, _("This was declared in private. Override it with a reason, or leave it."))
        return redirect(conflict)
    return redirect("groups:conflicts", conflict.programme.slug)


@BOTH
@judge_of(Conflict)
def match(request, conflict):
    """Look for whom somebody named, among the people of the programme."""
    if conflict.source != conflict.Source.APPLICANT:
        raise Http404
    words = request.GET.get("q", conflict.whom).strip()
    found = conflicts.found_by(words, conflict.programme, without=[conflict.one, request.user])[:FOUND]
    form = MatchForm(posted(request), found=found)
    if form.is_valid():
        conflicts.match(conflict, form.cleaned_data["other"], by=request.user, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("groups:conflicts", conflict.programme.slug)
    context = {"programme": conflict.programme, "conflict": conflict, "form": form, "found": found, "q": words}
    return page(request, "groups/conflict_match.html", context, form=form)
