"""What do my groups want of me, and how do I ask their members for it? For whoever facilitates."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groups.access import facilitator_of, signed_in
from groups.models import Group
from meetings import letters
from meetings.access import arranger_of
from meetings.facilitating import Board
from meetings.forms.letters import LetterForm
from meetings.letters import Matter, Occasion
from meetings.models import Meeting, Poll
from peergroups.kit import spoken
from peergroups.kit.pages import page, posted


@require_safe
@signed_in
def facilitate(request):
    """Show all groups somebody facilitates, what is missing first."""
    board = Board(request.user, timezone.now())
    waiting = [room for room in board.rooms if room.first]
    return render(request, "meetings/facilitate.html", {"rooms": board.rooms, "waiting": waiting})


@arranger_of(Meeting)
def write_about(request, meeting, matter):
    """Write to those whose answer, brief or update is missing."""
    if matter not in (Matter.ANSWER, Matter.BRIEF, Matter.UPDATE):
        raise Http404
    return write(request, Occasion(meeting.group, matter, meeting=meeting))


@facilitator_of(Poll)
def write_about_poll(request, poll):
    """Write to those who have not said which times suit them."""
    return write(request, Occasion(poll.group, Matter.TIMES, poll=poll))


@facilitator_of(Group)
def write_to(request, group, member_id):
    """Write a private word to one member."""
    place = group.memberships.signed().filter(person=member_id).select_related("person").first()
    if place is None or place.person == request.user:
        raise Http404
    return write(request, Occasion(group, Matter.WORD, person=place.person))


def write(request, occasion):
    """Show the mail to be changed, and send it to those who are ticked."""
    now = timezone.now()
    places = [place for place in occasion.awaits(now) if place.person != request.user]
    if not places or occasion.is_over(now):
        messages.info(request, _("Nobody is waited for any more. Nothing was sent."))
        return redirect("meetings:facilitate")
    form = LetterForm(posted(request), matter=occasion.matter, places=places)
    if not form.is_valid():
        return page(request, "meetings/write.html", {"occasion": occasion, "form": form, "places": places}, form=form)
    written = letters.send(occasion, form.chosen(), form.cleaned_data["text"], by=request.user, now=now)
    if written:
        names = spoken.listed(person.first_name for person in written)
        messages.success(request, _("Your mail to %(names)s is on its way.") % {"names": names})
    else:
        messages.warning(request, _("They were written to about this today already. Nothing was sent."))
    return redirect("meetings:facilitate")
