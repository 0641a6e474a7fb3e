"""How does a list of people come in? Chosen, matched, looked at, confirmed; then written, sent, or taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups.access import runner_of
from groups.forms.intake import AskingForm, ImportForm, MatchForm
from groups.intake import applying, asking_to_apply, example, importing, sheet, shown, undoing, wording
from groups.models import Import, Programme
from peergroups.kit.limits import limited, person
from peergroups.kit.pages import page, posted

BOTH = require_http_methods(["GET", "POST"])


@BOTH
@limited("60/day", by=person, counting=(302,))
@runner_of(Programme)
def bring_in(request, programme):
    """Take a list, chosen or pasted; nothing comes of it yet."""
    cohorts = programme.cohorts.filter(ends_on__gte=applying.today_of(programme, timezone.now()))
    form = ImportForm(posted(request), request.FILES or None, cohorts=cohorts)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("cohort", "text", "decision")}
        batch = importing.begin(by=request.user, now=timezone.now(), **given)
        return redirect("groups:match_columns", batch.pk)
    earlier = Import.objects.visible_to(request.user).filter(cohort__programme=programme)[:5]
    context = {"programme": programme, "form": form, "cohorts": cohorts, "earlier": earlier}
    return page(request, "groups/import_begin.html", context, form=form)


@require_safe
@runner_of(Programme)
def template(request, programme):
    """Hand out a list with our headings and two people to write over."""
    return as_file(example.template(), "people-template.csv")


@BOTH
@runner_of(Import)
def match_columns(request, batch):
    """Let an admin see which column we take for what, and say otherwise."""
    if not batch.is_confirmable(timezone.now()):
        return redirect(batch)
    found = sheet.read(batch.source)
    guessed = importing.guesses(batch, found)
    form = MatchForm(posted(request), found=found, guessed=guessed)
    if form.is_valid():
        importing.match(batch, form.matched)
        return redirect(batch)
    rows = list(zip(form, guessed, strict=True))
    context = {"batch": batch, "programme": batch.programme, "form": form, "rows": rows, "headed": found.headed}
    return page(request, "groups/import_columns.html", context, form=form)


@require_safe
@runner_of(Import)
def detail(request, batch):
    """Show what would come of a list; once confirmed, how far it is and what came of it."""
    now = timezone.now()
    if batch.is_confirmable(now):
        return preview(request, batch) if batch.columns else redirect("groups:match_columns", batch.pk)
    context = {"batch": batch, "programme": batch.programme, "undoable": batch.is_undoable(now)}
    context |= {
        "unsent": asking_to_apply.unsent(batch).count(),
        "kept": batch.rows.exclude(kept="").select_related("person")[:50],
    }
    return render(request, "groups/import.html", context)


def preview(request, batch):
    seen = importing.preview(batch)
    context = {
        "batch": batch,
        "programme": batch.programme,
        "added": len(seen.judged.adds),
        "changed": len(seen.judged.changes),
        "skipped": len(seen.skips),
        "adds": shown.adds(seen),
        "changes": shown.changes(seen),
        "causes": shown.by_cause(seen),
    }
    return render(request, "groups/import_preview.html", context)


@require_POST
@runner_of(Import)
def confirm(request, batch):
    """Have it written; that nothing is sent stands on the page that follows."""
    if not importing.confirm(batch, now=timezone.now()):
        messages.warning(request, _("This list was confirmed already or thrown away, or its day is over."))
    return redirect(batch)


@require_POST
@runner_of(Import)
def discard(request, batch):
    if not importing.discard(batch):
        messages.warning(request, _("This list was confirmed meanwhile. It can be taken back once it is written."))
        return redirect(batch)
    messages.success(request, _("The list is thrown away. Nothing of it was written."))
    return redirect("groups:bring_in", batch.programme.slug)


@require_safe
@runner_of(Import)
def problems(request, batch):
    """Hand out the rows that are left out, each with why."""
    if batch.is_confirmable(timezone.now()) and batch.columns:
        return as_file(importing.problems(importing.preview(batch)), "rows-to-mend.csv")
    if batch.problems:
        return as_file(batch.problems, "rows-to-mend.csv")
    messages.warning(request, _("This file had its day. Bring the list in again for a new one."))
    return redirect(batch)


@require_POST
@runner_of(Import)
def undo(request, batch):
    if not undoing.ask(batch, by=request.user, now=timezone.now()):
        messages.warning(request, _("This list cannot be taken back any more."))
    return redirect(batch)


@BOTH
@runner_of(Import)
def send(request, batch):
    """Show the mail and how many get it; then send, once."""
    form = AskingForm(posted(request), initial={"words": wording.proposed_asking(batch.programme)})
    if form.is_valid():
        number = asking_to_apply.send(batch, by=request.user, now=timezone.now(), **form.cleaned_data)
        said = ngettext("%(n)d invitation is on its way.", "%(n)d invitations are on their way.", number)
        messages.success(request, said % {"n": number}) if number else messages.warning(request, _("Nothing was sent."))
        return redirect(batch)
    letter = asking_to_apply.offer(batch.cohort, by=batch.by, from_list=True, now=timezone.now())
    context = {"batch": batch, "programme": batch.programme, "form": form, "letter": letter}
    context["number"] = asking_to_apply.unsent(batch).count()
    return page(request, "groups/import_send.html", context, form=form)


def as_file(text, name):
    """Answer with a file to save, with the mark by which spreadsheets know its letters."""
    answer = HttpResponse(f"\ufeff{text}", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
