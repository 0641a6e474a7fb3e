"""How did it go? Answered from a mail, without signing in: shown by GET, kept by POST, and changed until one meets."""

from http import HTTPStatus

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accountability import asking
from accountability.access import speaking_by_link
from accountability.forms.commitments import FollowUpForm
from accountability.models import CarriedOver, FollowUp
from accountability.views.commitments import thanks
from groups import wall
from peergroups.kit.pages import number, page


@speaking_by_link
def check_in(request, found):
    """Ask about each commitment by its day alone; what was typed before is not shown again."""
    given = {"first_name": found.person.first_name, "commitments": found.commitments, "outcomes": FollowUp.Outcome}
    if request.method != "POST":
        return page(request, "accountability/check_in.html", given)
    return answered(request, found, given)


def answered(request, found, given):
    commitment = meant(found.commitments, number(request.POST.get("commitment", "")))
    if commitment is None:
        return too_late(request, given)
    form = FollowUpForm(request.POST, commitment=commitment)
    given |= {"spoken_of": commitment, "form": form}
    try:
        given |= told(request, commitment, form, found.person)
    except CarriedOver:
        return too_late(request, given | {"commitments": [one for one in found.commitments if one != commitment]})
    return page(request, "accountability/check_in.html", given, form=given["form"])


def meant(commitments, wanted):
    """Return the one that a button named, and no other in its place; where there is but one it needs no name."""
    if not wanted and len(commitments) == 1:
        return commitments[0]
    return next((one for one in commitments if one.pk == wanted), None)


def told(request, commitment, form, person):
    """Keep what was pressed, and return what to say of it."""
    if request.POST.get("outcome") == "take back":
        with wall.as_person(person):
            commitment.take_back()
        return {"form": None, "sentence": _("Taken back.")}
    return {"sentence": thanks(say(commitment, form.cleaned_data, person))} if form.is_valid() else {}


def too_late(request, given):
    """Say that this one is asked about no more, beside what still is; what was typed can be taken along."""
    more = {"form": None, "spoken_of": None, "is_too_late": True, "typed": request.POST.get("line", "")}
    return render(request, "accountability/check_in.html", given | more, status=HTTPStatus.CONFLICT)


def say(commitment, typed, person):
    """Keep how it went; without a new line the one that is there stays."""
    now, outcome = timezone.now(), typed["outcome"]
    with wall.as_person(person):
        if typed["line"]:
            said = commitment.follow_up(outcome, typed["line"], now=now, by_link=True)
        else:
            said = commitment.note(outcome, now=now, by_link=True)
    asking.tell_the_room(commitment.group)
    return said
