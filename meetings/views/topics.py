"""What else should the group talk about? Brought by any member until the meeting begins."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.access import author_of, member_of
from meetings import reading
from meetings.forms.agendas import TopicForm
from meetings.models import Meeting, Topic
from meetings.models.updates import bring
from peergroups.kit.pages import page, posted


@member_of(Meeting)
def topics(request, meeting):
    """List what members want to talk about, and take one more down."""
    now = timezone.now()
    form = TopicForm(posted(request) if meeting.is_open(now) else None)
    if form.is_valid():
        bring(meeting, request.user, form.cleaned_data["topic"], now=now)
        messages.success(request, _("Your group reads it. The facilitator makes time for it, or says why not."))
        return redirect("meetings:topics", meeting.pk)
    told = {"meeting": meeting, "form": form, "topics": reading.topics_of(meeting), "is_open": meeting.is_open(now)}
    return page(request, "meetings/topics.html", told, form=form)


@require_POST
@author_of(Topic)
def withdraw(request, topic):
    """Take back what I brought; the part of the agenda that was made for it goes with it."""
    meeting = topic.meeting
    if meeting.is_open(timezone.now()):
        topic.withdraw()
        messages.success(request, _("Taken back."))
    return redirect("meetings:topics", meeting.pk)
