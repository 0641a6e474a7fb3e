"""What do admins see of those who want in, and how do they decide about them?"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups.access import author_of_note, reviewer_of, runner_of
from groups.forms.reviewing import ChoiceForm, DecisionForm, ListForm, NoteForm, WhyForm
from groups.intake import listing, looking, reminding, reviewing, wording
from groups.models import Application, Cohort, ReviewNote
from peergroups.kit import spoken
from peergroups.kit.pages import page, posted

LINES_A_PAGE = 50


@require_safe
@runner_of(Cohort)
def index(request, cohort):
    """List those who want in, the longest wait first, with what can be decided about several at once."""
    now = timezone.now()
    counts = listing.counts(cohort, request.user, now)
    form = ListForm(request.GET, counts=counts)
    found = listing.listed(cohort, request.user, now=now, **form.asked)
    lines = Paginator(found, LINES_A_PAGE, error_messages={}).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "form": form,
        "counts": counts,
        "page": lines,
        "lines": looking.lines(lines, now),
        "showing": listing.STATES[form.asked["state"]],
    }
    return render(request, "groups/applications.html", context)


@require_safe
@reviewer_of(Application)
def review(request, application):
    return show(request, application)


def show(request, application, *, note_form=None, why_form=None):
    """Show all that was said, and what admins made of it; a form given has to be mended."""
    now = timezone.now()
    context = looking.at(application, request.user, now) | {
        "note_form": note_form or NoteForm(),
        "why_form": why_form or WhyForm(initial={"text": reminding.words_for(application)[0]}),
    }
    return page(request, "groups/review.html", context, form=note_form or why_form)


@require_http_methods(["GET", "POST"])
@runner_of(Cohort)
def decide(request, cohort):
    """Let an admin change the words of a decision and see them as they arrive; then decide."""
    choice = ChoiceForm(request.POST if request.method == "POST" else request.GET, cohort=cohort, admin=request.user)
    if not choice.is_valid():
        messages.error(request, next(iter(choice.errors.values()))[0])
        return redirect("groups:applications", cohort.pk)
    chosen, decision = list(choice.cleaned_data["who"]), choice.cleaned_data["decision"]
    opening = {"text": wording.proposed(chosen[0], decision), "opened": int(timezone.now().timestamp())}
    form = DecisionForm(posted(request), chosen=chosen, admin=request.user, initial=opening)
    if form.is_valid() and "preview" not in request.POST:
        return decided(request, cohort, chosen, decision, form.cleaned_data["text"])
    text = form["text"].value() or ""
    context = {
        "cohort": cohort,
        "chosen": chosen,
        "decision": Application.Decision(decision),
        "form": form,
        "minutes": reviewing.UNDO_FOR.seconds // 60,
        "mail": wording.preview(reviewing.KIND, chosen[0].person, cohort.programme, text, request.user),
    }
    return page(request, "groups/decide.html", context, form=form)


def decided(request, cohort, chosen, decision, text):
    """Decide, say until when it can be undone, and go back to where one came from."""
    now = timezone.now()
    done = reviewing.decide(cohort, chosen, decision, text, by=request.user, now=now)
    leaves = spoken.clock(timezone.localtime(now + reviewing.UNDO_FOR))
    said = ngettext(
        "Decided. The mail to %(n)d person leaves at %(at)s; until then you can undo it.",
        "Decided. The mails to %(n)d people leave at %(at)s; until then you can undo each.",
        len(done),
    )
    messages.success(request, said % {"n": len(done), "at": leaves} if done else _("They have heard this already."))
    if len(chosen) == 1:
        return redirect("groups:review", chosen[0].pk)
    return redirect("groups:applications", cohort.pk)


@require_POST
@reviewer_of(Application)
def undo(request, application):
    if reviewing.undo(application, by=request.user, now=timezone.now()):
        messages.success(request, _("Undone. No mail leaves."))
    else:
        messages.error(request, _("The mail has left. Decide again, and they get another one."))
    return redirect("groups:review", application.pk)


@require_POST
@reviewer_of(Application)
def write_note(request, application):
    form = NoteForm(request.POST)
    if not form.is_valid():
        return show(request, application, note_form=form)
    reviewing.write_note(application, form.cleaned_data["text"], by=request.user, now=timezone.now())
    messages.success(request, _("Noted."))
    return redirect("groups:review", application.pk)


@require_POST
@author_of_note(ReviewNote)
def delete_note(request, reviewnote):
    reviewnote.delete()
    messages.success(request, _("The note is deleted."))
    return redirect("groups:review", reviewnote.application_id)


@require_POST
@reviewer_of(Application)
def write_why(request, application):
    """Keep what somebody hears who has no group after ninety days."""
    form = WhyForm(request.POST)
    if not form.is_valid():
        return show(request, application, why_form=form)
    try:
        reminding.write_why(application, form.cleaned_data["text"], by=request.user, now=timezone.now())
    except reminding.AlreadyTold as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Kept. It leaves on the ninetieth day, unless they have a group by then."))
    return redirect("groups:review", application.pk)
