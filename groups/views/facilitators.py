"""Who keeps the groups of a programme, how many, and when could they?"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups import running
from groups.access import runner_of
from groups.forms.facilitators import FacilitatorForm, NewFacilitatorForm
from groups.models import Facilitator, Programme
from peergroups.kit.pages import page, posted

FACILITATORS_A_PAGE = 25


@runner_of(Programme)
def index(request, programme):
    """List them with what they take and when they can, and let one be added by address."""
    form = NewFacilitatorForm(posted(request))
    if form.is_valid():
        named = running.name_facilitator(programme, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("%(name)s is among those who keep groups.") % {"name": named.person})
        return redirect("groups:facilitators", programme.slug)
    found = Facilitator.objects.visible_to(request.user).filter(programme=programme).with_kept()
    found = found.select_related("person").prefetch_related("person__free_times").order_by("person__name", "pk")
    found = Paginator(found, FACILITATORS_A_PAGE).get_page(request.GET.get("page"))
    context = {"programme": programme, "facilitators": found, "form": form}
    return page(request, "groups/facilitators.html", context, form=form)


@runner_of(Facilitator)
def change(request, facilitator):
    form = FacilitatorForm(posted(request), initial=told(facilitator))
    if form.is_valid():
        running.change_facilitator(facilitator, by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("groups:facilitators", facilitator.programme.slug)
    return page(request, "groups/facilitator.html", {"facilitator": facilitator, "form": form}, form=form)


def told(facilitator):
    """Return what is kept of a facilitator as the form shows it."""
    kept = {name: getattr(facilitator, name) for name in ("groups_at_most", "languages", "online")}
    return kept | {"cities": ", ".join(facilitator.cities)}


@require_POST
@runner_of(Facilitator)
def dismiss(request, facilitator):
    running.dismiss_facilitator(facilitator, by=request.user, now=timezone.now())
    messages.success(request, _("Saved. The groups they keep stay theirs."))
    return redirect("groups:facilitators", facilitator.programme.slug)
