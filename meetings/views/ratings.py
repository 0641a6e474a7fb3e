"""How was the meeting for me? Asked of each who was there, and added up for whoever keeps the room."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.access import member_of
from meetings import rating
from meetings.forms.ratings import RatingForm, as_said
from meetings.models import Meeting, Rating, Sitting
from peergroups.kit.pages import page, posted


@member_of(Meeting)
def rate(request, meeting):
    """Ask whoever was there; show the sums to whoever keeps the room, once nobody can answer any more."""
    try:
        sitting, now = meeting.sitting, timezone.now()
    except Sitting.DoesNotExist:
        raise Http404 from None
    form, mine = asked(request, sitting, now)
    if form and form.is_valid():
        rating.rate(sitting, request.user, **form.cleaned_data, now=now)
        messages.success(request, _("Thank you. Nobody else sees what you said."))
        return redirect(meeting if sitting.ended_at else meeting.get_live_url())
    sums = rating.sums_for(sitting, request.user, now) if request.place.facilitates else None
    given = {"meeting": meeting, "form": form, "mine": mine, "sums": sums, "named": named(sums)}
    given |= {"keeps": request.place.facilitates, "is_closed": rating.is_closed(sitting, now)}
    return page(request, "meetings/rate.html", given, form=form)


def asked(request, sitting, now):
    """Return the form for somebody who may answer, with what they said before."""
    mine = rating.rating_of(sitting, request.user)
    may = rating.takes_answers(sitting, request.user, now)
    return (RatingForm(posted(request), initial=as_said(mine)) if may else None), mine


def named(sums):
    """Say what each sum is about; of one that is not told, nothing."""
    labels = Rating.BENEFITS | {"balance": _("Support and challenge")}
    return [(label, sums.said[name]) for name, label in labels.items()] if sums else []
