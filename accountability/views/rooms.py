"""What became of it, and what will each do now? Asked while a meeting is held, which ends once everybody has said."""

from http import HTTPStatus

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accountability import asking, closing, reading
from accountability import recap as recaps
from accountability.access import leader_over, owner_of
from accountability.closing import NotAllSaid
from accountability.forms.commitments import CommitmentForm, DictationForm, FollowUpForm
from accountability.models import CarriedOver, Commitment, DayTooEarly, Dictation, NothingSaid, dictate
from groups.access import member_of
from meetings.access import steerer_of
from meetings.live import attending
from meetings.live.leading import NotNow
from meetings.models import Meeting
from meetings.views.live import answered, member
from peergroups.kit.pages import page, posted

NOT_TAKEN = {
    DayTooEarly: gettext_lazy("Its day has come. Write it with another day, then refuse this one."),
    CarriedOver: gettext_lazy("You carried it over meanwhile. Add the line to the new one, then refuse this one."),
    NothingSaid: gettext_lazy("Say first how it went, since you took that back: the line stands beside it."),
}


@require_safe
@member_of(Meeting)
def last_time(request, meeting):
    """Show each open commitment, to be spoken of by its owner or noted by whoever leads."""
    sitting = closing.going_on(meeting)
    return asked_about(request, sitting) if sitting else redirect(meeting)


def asked_about(request, sitting, refused=None, noted=None, told=""):
    """Show what is open; `refused` is what whoever leads wrote of one of them, `noted` the one that `told` is about."""
    meeting = sitting.meeting
    given = {"meeting": meeting, "people": asking.carried(sitting), "leads": sitting.leader_id == request.user.pk}
    given |= {"looked_back": asking.looked_back(sitting), "dictated": reading.dictated_to(request.user, meeting)}
    given |= {"refused_form": refused, "noted": noted, "told": told}
    return page(request, "accountability/last_time.html", given, form=refused)


@require_POST
@leader_over(Commitment)
def note(request, commitment):
    """Note for somebody how they said it went, and what they learned; an htmx request takes the row from the page."""
    form, sitting = FollowUpForm(request.POST, commitment=commitment), closing.led_by(request.user, commitment.group)
    if not asking.is_carried(commitment, sitting):
        return unchanged(request, commitment, sitting, carried_over=commitment.carried_at is not None)
    if not form.is_valid():
        return asked_about(request, sitting, refused=form)
    said = {name: form.cleaned_data[name] for name in ("outcome", "line")}
    try:
        asking.note(commitment, sitting, by=request.user, now=timezone.now(), **said)
    except CarriedOver:
        return unchanged(request, commitment, sitting, carried_over=True)
    asking.tell_the_room(commitment.group)
    return noted(request, commitment, sitting, said["line"])


def noted(request, commitment, sitting, line):
    """Tell whoever leads that it was noted, and where their line went."""
    told = _("Noted.")
    if line:
        told = _("Noted. {name} reads your line, and makes it theirs or leaves it.").format(
            name=commitment.person.first_name
        )
    if request.htmx:
        return asked_about(request, sitting, noted=commitment, told=told)
    messages.info(request, told)
    return redirect(f"{reverse('accountability:last_time', args=[sitting.meeting_id])}#commitment-{commitment.pk}")


def unchanged(request, commitment, sitting, *, carried_over):
    """Tell them why nothing was noted: in place of the row, which the page has no more, with what they wrote there."""
    why = _("This one is not asked about today, so nothing was changed.")
    if carried_over:
        why = _("It was carried over meanwhile, so nothing was changed.")
    if request.htmx:
        given = {"commitment": commitment, "why": why, "line": request.POST.get("line", "")}
        return render(request, "accountability/_unchanged.html", given)
    messages.warning(request, why)
    return redirect("accountability:last_time", sitting.meeting_id)


@member_of(Meeting)
def commit(request, meeting):
    """Take my commitment down while we meet, and lead back to the room."""
    now, sitting = timezone.now(), closing.going_on(meeting)
    if sitting is None:
        return redirect("accountability:recap", meeting.pk)
    initial = {"due_on": reading.day_to_offer(request.user, meeting.group, now)}
    form = CommitmentForm(posted(request), person=request.user, now=now, rooms=[meeting.group], initial=initial)
    if form.is_valid() and not form.suggestion:
        closing.commit_in(sitting, request.user, now=now, **form.cleaned_data)
        messages.success(request, _("Your commitment is saved. Read it aloud."))
        return redirect(meeting.get_live_url())
    given = {"meeting": meeting, "form": form, "dictated": reading.dictated_to(request.user, meeting)}
    return page(request, "accountability/commit.html", given, form=form)


@require_POST
@member_of(Meeting)
def none(request, meeting):
    """Say that I commit to nothing this month; whoever leads says it for others too."""
    answer = answered(request, meeting, said_none, request.POST.get("do", ""))
    return redirect("accountability:end", meeting.pk) if "ending" in request.POST else answer


def said_none(request, meeting, do):
    _verb, _space, which = do.partition(" ")
    sitting, person = meeting.sitting, member(meeting, which) if which else request.user
    if person != request.user and sitting.leader_id != request.user.pk:
        raise NotNow
    attending.has_nothing(sitting, person, now=timezone.now())


@steerer_of(Meeting)
def take_down(request, meeting, person_id):
    """Write down what somebody says they will do, for them to make it theirs."""
    now, person = timezone.now(), member(meeting, str(person_id))
    initial = {"due_on": reading.day_to_offer(person, meeting.group, now)}
    form = DictationForm(posted(request), person=person, now=now, initial=initial)
    if form.is_valid() and person != request.user:
        dictate(meeting, person, by=request.user, now=now, **form.cleaned_data)
        attending.show_anew(meeting.sitting)
        messages.success(request, _("Written down. %(name)s makes it theirs.") % {"name": person.first_name})
        return redirect(meeting.get_live_url())
    return page(request, "accountability/take_down.html", {"meeting": meeting, "who": person, "form": form}, form=form)


@require_POST
@owner_of(Dictation)
def settle(request, dictation):
    """Make what was taken down for me my own commitment or line, or refuse it."""
    now = timezone.now()
    try:
        settled(request, dictation, request.POST.get("do"), now)
    except tuple(NOT_TAKEN) as refusal:
        messages.warning(request, NOT_TAKEN[type(refusal)])
    if closing.going_on(dictation.meeting):
        attending.show_anew(dictation.meeting.sitting)
        return redirect(f"accountability:{'last_time' if dictation.lesson_of_id else 'commit'}", dictation.meeting_id)
    return redirect("accountability:recap", dictation.meeting_id)


def settled(request, dictation, do, now):
    if do == "take" and dictation.take(now=now):
        line, commitment = _("It is your line now."), _("It is your commitment now. Your group reads it.")
        messages.success(request, line if dictation.lesson_of_id else commitment)
    elif do == "refuse":
        dictation.settle(now=now)
        messages.success(request, _("It is gone."))


@steerer_of(Meeting)
def end(request, meeting):
    """Ask once, and name who has not said yet what they will do; then the meeting is over for everybody."""
    if request.method == "POST":
        try:
            closing.end(meeting.sitting, now=timezone.now())
        except NotAllSaid:
            return asked_to_end(request, meeting, status=HTTPStatus.CONFLICT)
        messages.success(request, _("The meeting is over. Everybody gets the next date by mail."))
        return redirect("accountability:recap", meeting.pk)
    return asked_to_end(request, meeting)


def asked_to_end(request, meeting, status=200):
    here = meeting.sitting.here.inside().count()
    given = {"meeting": meeting, "here": here, "silent": closing.not_yet_said(meeting.sitting)}
    return render(request, "accountability/end.html", given, status=status)


@require_safe
@member_of(Meeting)
def recap(request, meeting):
    """Show what a meeting left, once it is over."""
    now = timezone.now()
    if not recaps.is_over(meeting, now):
        return redirect(meeting)
    return render(request, "accountability/recap.html", {"meeting": meeting} | recaps.shown(meeting, request.user, now))
