"""Which groups could there be? The pool of a cohort, the rules of a draft, how far it is, and two of them compared."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups.access import runner_of
from groups.forms.forming import ProposeForm
from groups.models import Cohort, Draft
from groups.seating import drafting, overview, side_by_side
from groups.seating.terms import Terms
from peergroups.kit.limits import limited, person
from peergroups.kit.pages import page, posted


@require_http_methods(["GET", "HEAD", "POST"])
@limited("60/day", by=person, counting=(302,))
@runner_of(Cohort)
def forming(request, cohort):
    """Show who could be grouped and what was proposed; a POST asks for one more draft."""
    form = ProposeForm(posted(request), programme=cohort.programme)
    if form.is_valid():
        said = form.cleaned_data
        return proposed(request, cohort, form.terms, reason=said["reason"], only_open_seats=said["only_open_seats"])
    lines = overview.lines(cohort, now=timezone.now())
    context = {
        "cohort": cohort,
        "programme": cohort.programme,
        "form": form,
        "glance": overview.glance(cohort, request.user),
        "lines": lines,
        "comparable": sum(line.is_found for line in lines.shown) > 1,
    }
    return page(request, "groups/forming.html", context, form=form)


def proposed(request, cohort, terms, **wishes):
    """Ask for a draft, or say why there is none to be had."""
    try:
        draft = drafting.propose(cohort, by=request.user, now=timezone.now(), terms=terms, **wishes)
    except drafting.NobodyToSeat:
        messages.warning(request, _("Nobody is there to be seated: see who has not told enough yet."))
    except drafting.NothingBetter as known:
        told = _("Draft %(number)d is of the same people under the same rules, and no better grouping exists.")
        messages.info(request, told % {"number": known.draft.number})
    else:
        told = _("Draft %(number)d is on its way. You can leave this page: you get a mail if it takes long.")
        messages.success(request, told % {"number": draft.number})
    return redirect("groups:forming", cohort.pk)


@require_POST
@limited("60/day", by=person, counting=(302,))
@runner_of(Draft)
def propose_again(request, draft):
    """Look once more under the rules of a draft, along another way."""
    wishes = {"reason": draft.reason or "", "only_open_seats": draft.only_open_seats}
    return proposed(request, draft.cohort, Terms.read(draft.terms), **wishes)


@require_POST
@runner_of(Draft)
def stop_draft(request, draft):
    drafting.stop(draft, now=timezone.now())
    messages.success(request, _("It ends with the step it is in, and keeps the best so far."))
    return redirect("groups:forming", draft.cohort_id)


@require_safe
@runner_of(Draft)
def draft_progress(request, draft):
    """Show how far one draft is, for a page that asks every two seconds; a person is led to that page."""
    if not request.htmx:
        return redirect("groups:forming", draft.cohort_id)
    line = overview.Line(draft, draft.programme, timezone.now())
    return render(request, "groups/_draft_line.html", {"line": line, "cohort": draft.cohort})


@require_safe
@runner_of(Cohort)
def compare_drafts(request, cohort):
    """Set two drafts side by side: those that were chosen, else the newest two."""
    found = list(cohort.drafts.found().without_pools())
    pair = chosen(found, request.GET)
    context = {
        "cohort": cohort,
        "programme": cohort.programme,
        "found": found,
        "pair": pair,
        "choices": [
            {"name": "one", "label": _("First draft"), "draft": pair[0]},
            {"name": "other", "label": _("Second draft"), "draft": pair[1]},
        ],
        "compared": side_by_side.of(*pair, reader=request.user) if all(pair) else None,
    }
    return render(request, "groups/drafts_compared.html", context)


def chosen(found, asked):
    """Take the two drafts somebody named; where they did not, the newest others."""
    pair = [next((draft for draft in found if str(draft.pk) == asked.get(name)), None) for name in ("one", "other")]
    rest = [draft for draft in found if draft not in pair]
    return [draft or (rest.pop(0) if rest else None) for draft in pair]
