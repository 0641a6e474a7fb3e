"""Who sits with whom? Proposed groups on a bench, where an admin moves people and sees what comes of it."""

from functools import wraps
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import runner_of
from groups.forms.workbench import LockForm, MoveForm, SeenForm, SwapForm
from groups.models import Draft
from groups.seating import acts, effects, steps
from groups.seating.acts import Hand
from groups.seating.moves import CannotMove
from groups.seating.showing import Shown
from groups.seating.weighing import Fit

GROUPS_A_PAGE, TARGETS_A_PAGE, UNSEATED_SHOWN = 24, 12, 24


def at_the_bench(view):
    """Open to the admins of the programme whose draft it is, under that programme's address."""

    @wraps(view)
    def opened(request, draft, programme_slug, **kwargs):
        if draft.programme.slug != programme_slug:
            raise Http404
        return view(request, draft, **kwargs)

    return runner_of(Draft)(opened)


@require_safe
@at_the_bench
def draft(request, draft):
    if not draft.plan_steps.exists():
        return redirect("groups:forming", draft.cohort_id)  # where one sees how far it is
    return render(request, "groups/draft.html", laid_out(request, draft, request.GET))


def laid_out(request, draft, asked):
    """Gather what the bench shows: one page of groups, what to look at first, and who has no seat."""
    shown = Shown(steps.opened(draft), request.user.pk)
    tables = shown.layout.tables
    look_at = [table for table in tables if shown.fits[table.key] != Fit.GOOD]
    only = asked.get("show") == "check" and bool(look_at)
    pages = Paginator(look_at if only else tables, GROUPS_A_PAGE).get_page(asked.get("page"))
    return {
        "draft": draft,
        "programme": draft.programme,
        "step": shown.bench.step,
        "last_step": said(shown, request.user) if shown.bench.step.number else "",
        "can_redo": draft.plan_steps.filter(number__gt=shown.bench.step.number).exists(),
        "seated": len(shown.layout.seats),
        "groups": len(tables),
        "cards": shown.cards(pages),
        "pages": pages,
        "has_locks": bool(shown.layout.held) or any(table.locked for table in tables),
        "only": only,
        "look_at": len(look_at),
        "broken": [
            {"title": shown.title(table), "key": table.key, "page": page_of(tables, table.key)}
            for table in tables
            if shown.fits[table.key] == Fit.BROKEN
        ],
        "unseated": shown.without_seat(shown.unseated[:UNSEATED_SHOWN]),
        "unseated_count": len(shown.unseated),
    }


def said(shown, person):
    """Say what the last step did."""
    who = shown.bench.step.made_by
    return effects.done(shown, shown.bench.step.did, _("You") if who == person else who.name if who else _("Somebody"))


def page_of(tables, key):
    """Return the page a group stands on."""
    return next((n // GROUPS_A_PAGE + 1 for n, table in enumerate(tables) if table.key == key), 1)


@require_safe
@at_the_bench
def draft_move(request, draft, person):
    """Show where somebody could go, and what would come of it."""
    shown = Shown(steps.opened(draft), request.user.pk)
    place = shown.places.get(person)
    if place is None or place in shown.pool.seated or not shown.viewer.may_move(place):
        raise Http404
    targets = Paginator(effects.ranked(shown, place), TARGETS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "draft": draft,
        "programme": draft.programme,
        "step": shown.bench.step,
        "seat": shown.without_seat([place])[0],
        "here": shown.called(shown.layout.seats.get(place)),
        "is_fixed": shown.is_fixed(place),
        "pages": targets,
        "options": [] if shown.is_fixed(place) else effects.options(shown, place, targets),
        "swaps": effects.swaps(shown, place, request.GET.get("with", "")),
    }
    return render(request, "groups/draft_move.html", context)


@require_safe
@at_the_bench
def draft_print(request, draft):
    """Show the groups for paper, one to a sheet."""
    shown = Shown(steps.opened(draft), request.user.pk)
    only = [table for table in shown.layout.tables if table.key == request.GET.get("group")]
    pages = Paginator(only or shown.layout.tables, GROUPS_A_PAGE).get_page(request.GET.get("page"))
    context = {"draft": draft, "cards": shown.cards(pages), "pages": pages}
    return render(request, "groups/draft_print.html", context)


@require_POST
@at_the_bench
def move(request, draft):
    """Seat somebody elsewhere."""
    return do(request, draft, MoveForm, lambda hand, typed: acts.move(hand, typed["person"], typed["to"]))


@require_POST
@at_the_bench
def swap(request, draft):
    """Let two people change places."""
    return do(request, draft, SwapForm, lambda hand, typed: acts.swap(hand, typed["person"], typed["other"]))


@require_POST
@at_the_bench
def lock(request, draft):
    """Fix a group, or somebody where they sit; or free them again."""

    def fix(hand, typed):
        if typed["group"]:
            return acts.lock(hand, typed["group"], locked=typed["locked"])
        return acts.hold(hand, typed["person"], held=typed["locked"])

    return do(request, draft, LockForm, fix)


@require_POST
@at_the_bench
def undo(request, draft):
    return do(request, draft, SeenForm, lambda hand, typed: steps.walk(draft, steps.TAKEN_BACK, seen=hand.seen))


@require_POST
@at_the_bench
def redo(request, draft):
    return do(request, draft, SeenForm, lambda hand, typed: steps.walk(draft, steps.DONE_AGAIN, seen=hand.seen))


def do(request, draft, form_class, act):
    """Do one act, and show the bench as it is then; what cannot be is said in a sentence."""
    form = form_class(request.POST)
    if not form.is_valid():
        messages.error(request, _("That is no longer there. Here is how it stands now."))
        return back(request, draft)
    hand = Hand(steps.opened(draft), request.user, timezone.now(), form.cleaned_data["seen"])
    try:
        act(hand, form.cleaned_data)
    except steps.Meanwhile:
        messages.warning(request, meanwhile(request, draft))
    except steps.TooLate:
        messages.error(request, _("The groups were shown to their people, and stay as they are."))
    except acts.NotYours:
        messages.error(request, _("You are one of the people here: another admin decides on the group you sit in."))
    except CannotMove:
        messages.error(request, _("That cannot be: somebody or something is locked, or no longer there."))
    return back(request, draft, form.cleaned_data)


def meanwhile(request, draft):
    """Say what somebody else did since the page was drawn."""
    shown = Shown(steps.opened(draft), request.user.pk)
    if not shown.bench.step.number:
        return _("Everything was taken back meanwhile. Nothing of yours is done yet: look again, then decide.")
    told = {"what": said(shown, request.user)}
    return _("Meanwhile: %(what)s. Nothing of yours is done yet: look again, then decide.") % told


def back(request, draft, typed=None):
    """Draw the bench anew in place, or lead back to where the act was."""
    if request.htmx:
        asked = QueryDict((request.htmx.current_url_abs_path or "").partition("?")[2])
        return render(request, "groups/_bench.html", laid_out(request, draft, asked))
    shown = Shown(steps.opened(draft), request.user.pk)
    person = (typed or {}).get("person")
    key = shown.layout.seats.get(shown.places.get(person)) or (typed or {}).get("group")
    page = page_of(shown.layout.tables, key)
    query = f"?{urlencode({'page': page})}" if page > 1 else ""
    return redirect(f"{draft.get_absolute_url()}{query}#{key or 'waiting'}")
