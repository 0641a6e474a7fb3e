"""How does an admin plan an intake, and see how far it is?"""

from copy import copy

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groups import cohorts, overview
from groups.access import runner_of
from groups.forms.cohorts import CohortForm
from groups.models import Cohort, Programme
from peergroups.kit.pages import page, posted
from peergroups.kit.wallclock import local_day


@require_safe
@runner_of(Cohort)
def cohort(request, cohort):
    """Count who applied by what became of it, and hold the facilitators' places against them."""
    programme, now = cohort.programme, timezone.now()
    context = {
        "programme": programme,
        "cohort": overview.cohorts_of(programme).get(pk=cohort.pk),
        "room": overview.room_of(programme),
        "groups": overview.groups_of(programme, now=now).filter(cohort=cohort),
        "today": local_day(now, programme.zone),
    }
    return render(request, "groups/cohort.html", context)


@runner_of(Programme)
def plan(request, programme):
    now = timezone.now()
    form = CohortForm(posted(request), today=local_day(now, programme.zone))
    if form.is_valid():
        planned = cohorts.open_cohort(programme, by=request.user, now=now, **form.cleaned_data)
        messages.success(request, _("%(cohort)s is planned.") % {"cohort": planned})
        return redirect(planned)
    return page(request, "groups/cohort_plan.html", {"programme": programme, "form": form}, form=form)


@runner_of(Cohort)
def change(request, cohort):
    now = timezone.now()
    form = CohortForm(posted(request), instance=copy(cohort), today=local_day(now, cohort.programme.zone))
    if form.is_valid():
        cohorts.change_cohort(cohort, by=request.user, now=now, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(cohort)
    context = {"programme": cohort.programme, "cohort": cohort, "form": form}
    return page(request, "groups/cohort_plan.html", context, form=form)
