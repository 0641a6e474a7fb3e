"""What of one proposed group? Its week, its time and facilitator by hand, a note, and why a rule may be broken."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.forms.workbench import ArrangeForm, NoteForm, OverrideForm
from groups.seating import acts, arranging, solving_rest, steps
from groups.seating.acts import Hand
from groups.seating.moves import CannotMove
from groups.seating.showing import Shown
from groups.views.workbench import at_the_bench, meanwhile, page_of
from peergroups.kit.pages import page


def looked_at(request, draft, key):
    """Return the draft as this admin sees it, and the group of that key."""
    shown = Shown(steps.opened(draft), request.user.pk)
    table = shown.layout.by_key.get(key)
    if table is None:
        raise Http404
    return shown, table


@require_safe
@at_the_bench
def draft_group(request, draft, group_key):
    return show(request, draft, *looked_at(request, draft, group_key))


def show(request, draft, shown, table, **forms):
    """Show one group with all that can be done to it; a form given has to be mended."""
    is_mine = table.key == shown.viewer.mine
    note = None if is_mine else draft.group_notes.filter(key=table.key).select_related("author").first()
    card = shown.cards([table])[0]
    context = {
        "draft": draft,
        "programme": draft.programme,
        "card": card,
        "page": page_of(shown.layout.tables, table.key),
        "step": shown.bench.step,
        "week": arranging.week_of(shown, table),
        "arrange_form": forms.get("arrange") or arrange_form(shown, table),
        "note_form": forms.get("note") or NoteForm(initial={"text": note.text if note else ""}),
        "note": note,
        "override_form": forms.get("override") or OverrideForm(),
        "overrides": draft.overrides.filter(matter__in=[line.matter for line in card.allowed]).select_related(
            "given_by"
        ),
    }
    refused = next(iter(forms.values()), None)
    return page(request, "groups/draft_group.html", context, form=refused)


def arrange_form(shown, table, data=None):
    keeper = table.group.facilitator
    initial = {
        "seen": shown.bench.step.pk,
        "name": table.name,
        "start": table.group.start,
        "facilitator": "" if keeper is None else shown.pool.facilitators[keeper].id,
    }
    return ArrangeForm(
        data, initial=initial, times=arranging.times(shown, table), keepers=arranging.keepers(shown, table)
    )


@require_POST
@at_the_bench
def arrange(request, draft, group_key):
    """Give the group another time, facilitator or name by hand."""
    shown, table = looked_at(request, draft, group_key)
    form = arrange_form(shown, table, request.POST)
    if not form.is_valid():
        return show(request, draft, shown, table, arrange=form)
    typed = form.cleaned_data
    hand = Hand(shown.bench, request.user, timezone.now(), typed.pop("seen"))
    try:
        acts.arrange(hand, group_key, **typed)
        messages.success(request, _("Changed. What it means for the group stands below."))
    except steps.Meanwhile:
        messages.warning(request, meanwhile(request, draft))
    except (steps.TooLate, CannotMove):
        messages.error(request, _("This group stays as it is."))
    return redirect("groups:draft_group", draft.programme.slug, draft.pk, group_key)


@require_POST
@at_the_bench
def write_note(request, draft, group_key):
    """Keep a note on the group, for the admins."""
    shown, table = looked_at(request, draft, group_key)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return show(request, draft, shown, table, note=form)
    if table.key == shown.viewer.mine:
        raise Http404
    steps.write_note(draft, group_key, form.cleaned_data["text"], by=request.user, now=timezone.now())
    messages.success(request, _("The note is kept."))
    return redirect("groups:draft_group", draft.programme.slug, draft.pk, group_key)


@require_POST
@at_the_bench
def override_rule(request, draft, group_key):
    """Let one matter of this group be, with the reason why."""
    shown, table = looked_at(request, draft, group_key)
    form = OverrideForm(request.POST)
    if not form.is_valid():
        return show(request, draft, shown, table, override=form)
    matter = form.cleaned_data["matter"]
    if matter not in {line.matter for line in shown.cards([table])[0].problems} - {""}:
        messages.error(request, _("That is no longer there. Here is how it stands now."))
    else:
        steps.override(draft, matter, form.cleaned_data["reason"], by=request.user, now=timezone.now())
        messages.success(request, _("It may stay so. Your reason is kept."))
    return redirect("groups:draft_group", draft.programme.slug, draft.pk, group_key)


@require_POST
@at_the_bench
def uphold_rule(request, draft, group_key):
    """Let the rule hold again."""
    shown, table = looked_at(request, draft, group_key)
    if request.POST.get("matter") in {line.matter for line in shown.cards([table])[0].allowed}:
        steps.uphold(draft, request.POST["matter"])
        messages.success(request, _("The rule holds again."))
    return redirect("groups:draft_group", draft.programme.slug, draft.pk, group_key)


@require_POST
@at_the_bench
def solve_rest(request, draft):
    """Have a new draft made that keeps what is locked."""
    try:
        made = solving_rest.ask(draft, by=request.user, now=timezone.now())
    except solving_rest.CannotKeep as error:
        called = ", ".join(error.groups)
        messages.error(request, _("Unlock or mend first what breaks a rule: %(groups)s.") % {"groups": called})
        return redirect(draft)
    messages.success(request, _("A new draft is made: what is locked stays, the rest is solved anew."))
    return redirect("groups:forming", made.cohort_id)
