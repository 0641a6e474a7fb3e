"""How does a member take a break from a group, and end it?"""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups import sabbaticals
from groups.access import joining
from groups.forms.sabbaticals import SabbaticalForm
from groups.leaving import LastFacilitator, keeps_it_alone
from groups.models import Group
from peergroups.kit.pages import page, posted

THREE_MONTHS, FOUR_WEEKS = timedelta(days=91), timedelta(weeks=4)


@joining(Group)
def sabbatical(request, group):
    """Say beforehand what a sabbatical is; then take the day of the return, or change it."""
    now, place = timezone.now(), request.place
    form = form_for(place, posted(request), now)
    if form.is_valid():
        try:
            sabbaticals.take(place, **form.cleaned_data, now=now)
        except LastFacilitator:
            form.add_error(None, _("Hand the room over first: nobody else keeps it."))
        else:
            messages.success(request, _("Your sabbatical stands. The seat is yours when you come back."))
            return redirect("groups:sabbatical", group.slug)
    context = {"group": group, "place": place, "form": form, "keeps_it_alone": keeps_it_alone(place)}
    return page(request, "groups/sabbatical.html", context, form=form)


def form_for(place, data, now):
    """Offer three months to whoever begins, and four weeks more to whoever is away."""
    today, latest = timezone.localdate(now, place.group.clock), sabbaticals.last_day_of(place, now)
    until = sabbaticals.back_on(place)
    offered = until + FOUR_WEEKS if until else today + THREE_MONTHS
    return SabbaticalForm(data, initial={"back_on": min(offered, latest)}, today=today, latest=latest)


@require_POST
@joining(Group)
def come_back(request, group):
    sabbaticals.come_back(request.place, now=timezone.now())
    messages.success(request, _("Welcome back to %(group)s.") % {"group": group})
    return redirect(group)
