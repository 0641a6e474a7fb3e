"""How did it go? Answered from a mail, without signing in: shown by GET, kept by POST, and changed until one meets."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accountability import asking
from accountability.access import speaking_by_link
from accountability.forms.promises import FollowUpForm
from accountability.models import FollowUp
from accountability.views.promises import thanks
from groups import wall
from peergroups.kit.pages import number, page


@speaking_by_link
def check_in(request, found):
    """Ask about each promise by its day alone; what was typed before is not shown again."""
    given = {"first_name": found.person.first_name, "commitments": found.commitments, "outcomes": FollowUp.Outcome}
    if request.method != "POST":
        return page(request, "accountability/check_in.html", given)
    return answered(request, found, given)


def answered(request, found, given):
    wanted = number(request.POST.get("commitment", ""))
    commitment = next((one for one in found.commitments if one.pk == wanted), found.commitments[0])
    form = FollowUpForm(request.POST, commitment=commitment)
    given |= {"spoken_of": commitment, "form": form}
    if request.POST.get("outcome") == "take back":
        with wall.as_person(found.person):
            commitment.take_back()
        given |= {"form": None, "sentence": _("Taken back.")}
    elif form.is_valid():
        given["sentence"] = thanks(say(commitment, form.cleaned_data, found.person))
    return page(request, "accountability/check_in.html", given, form=given["form"])


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
