"""Who is in a programme? Everybody with how far they have come, and more people asked to apply."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups.access import asked_by_link, runner_of
from groups.forms.intake import AskForm, AskingForm, InviteForm
from groups.intake import applying, asking_to_apply, roll, wording
from groups.models import Programme
from peergroups.kit.limits import address, limited, person
from peergroups.kit.pages import page, posted

BOTH = require_http_methods(["GET", "POST"])
LONGEST_SEARCH = 80


@require_safe
@runner_of(Programme)
def people(request, programme):
    """List everybody of the programme; a state and a word narrow the list."""
    sought = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    state = request.GET.get("state", "")
    state = state if state in roll.State else ""
    found = roll.with_places(roll.listed(programme, state=state, sought=sought), programme)
    rows = Paginator(found, roll.A_PAGE).get_page(request.GET.get("page"))
    counts = roll.counts(programme)
    context = {"programme": programme, "rows": rows, "state": state, "sought": sought, "total": sum(counts.values())}
    context["states"] = [(value, label, counts[value]) for value, label in roll.State.choices if counts[value]]
    return render(request, "groups/people.html", context)


def open_cohorts(programme):
    return programme.cohorts.open(applying.today_of(programme, timezone.now()))


@BOTH
@runner_of(Programme)
def invite(request, programme):
    """Look at addresses that were pasted: who is new, who is here, and which look mistyped. Nothing is sent."""
    cohorts = open_cohorts(programme)
    form = InviteForm(posted(request), cohorts=cohorts)
    context = {"programme": programme, "form": form, "cohorts": cohorts}
    if form.is_valid():
        cohort = form.cleaned_data["cohort"]
        found = asking_to_apply.looked_at(cohort, form.cleaned_data["pasted"])
        opening = AskingForm(initial={"words": wording.proposed_asking(programme)})
        return look_at(request, cohort, found, opening)
    return page(request, "groups/people_invite.html", context, form=form)


def look_at(request, cohort, found, form):
    """Show who would be asked, and the mail they would get."""
    letter = asking_to_apply.offer(cohort, by=request.user, from_list=False, now=timezone.now())
    context = {"programme": cohort.programme, "cohort": cohort, "found": found, "form": form, "letter": letter}
    return page(request, "groups/people_asked.html", context, form=form)


@require_POST
@limited("20/day", by=person, counting=(302,))
@runner_of(Programme)
def ask(request, programme):
    """Ask those chosen; whoever was asked meanwhile is not asked twice."""
    form = AskForm(posted(request), cohorts=open_cohorts(programme))
    if not form.is_valid() and {"cohort", "emails"} <= form.cleaned_data.keys():
        chosen = asking_to_apply.Pasted(new=form.cleaned_data["emails"])
        return look_at(request, form.cleaned_data["cohort"], chosen, form)
    if not form.is_valid():
        context = {"programme": programme, "form": InviteForm(cohorts=open_cohorts(programme)), "asked": form}
        return render(request, "groups/people_invite.html", context | {"cohorts": open_cohorts(programme)}, status=422)
    chosen = form.cleaned_data
    number = asking_to_apply.ask(**chosen, by=request.user, now=timezone.now())
    said = ngettext("%(n)d invitation is on its way.", "%(n)d invitations are on their way.", number) % {"n": number}
    messages.success(request, said) if number else messages.info(
        request, _("They were asked before. Nothing was sent.")
    )
    return redirect("groups:people", programme.slug)


@BOTH
@limited("30/10 minutes", by=address, counting=(404,))
@asked_by_link
def asked(request, asked):
    """Say what somebody is asked to; their answer is one press, changed as long as it is open; a bare form is none."""
    now = timezone.now()
    context = {"asked": asked, "programme": asked.programme, "is_open": asking_to_apply.is_open(asked, now=now)}
    context |= {"wish": asking_to_apply.went_on_alone(asked), "last_day": asking_to_apply.last_day(asked)}
    context["next_page"] = asking_to_apply.next_page(asked)
    if request.method == "POST" and context["is_open"]:
        said = request.POST.get("answer")
        if said in ("yes", "no"):
            asking_to_apply.answer(asked, takes_part=said == "yes", now=now)
        return redirect(asking_to_apply.next_page(asked) if said == "yes" else asked.link)
    return render(request, "groups/asked.html", context, status=200 if context["is_open"] else 410)
