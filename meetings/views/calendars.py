"""How do meetings come into a person's own calendar? One by one as a file, or all by an address that only they know."""

from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import member_of, signed_in, subscribed
from groups.models import CalendarFeed, calendars
from meetings import calendars as meetings
from meetings.forms.calendars import CalendarForm
from meetings.models import Meeting
from peergroups.kit.limits import limited
from peergroups.kit.pages import number, page, posted

ICS = "text/calendar; charset=utf-8"


@signed_in
def calendar(request):
    """Say what a calendar learns, and keep what meetings are called in it."""
    person, form = request.user, asked(request.user, posted(request))
    if form.is_valid():
        person.calendar_names_group = form.cleaned_data["title"] == "full"
        person.save(update_fields=["calendar_names_group"])
        messages.success(request, _("Saved. Your calendar learns it when it next looks."))
        return redirect("meetings:calendar")
    return shown(request, form)


def asked(person, typed=None):
    return CalendarForm(typed, initial={"title": "full" if person.calendar_names_group else "neutral"})


def shown(request, form, secret=""):
    """Show the page; with a secret, the address is on it this once."""
    address = secret and urljoin(settings.SITE_URL, reverse("meetings:feed", args=[secret]))
    standing = CalendarFeed.objects.visible_to(request.user).first()
    context = {"form": form, "feed": standing, "address": address, "webcal": "webcal:" + address.partition(":")[2]}
    return page(request, "meetings/calendar.html", context, form=form)


@require_POST
@signed_in
def renew(request):
    """Make an address in place of the one the page spoke of; sent again, it changes nothing."""
    instead_of = number(request.POST.get("instead_of", ""))
    try:
        secret = calendars.renew(request.user, instead_of=instead_of, now=timezone.now())
    except calendars.MadeMeanwhile:
        messages.warning(request, _("Nothing has changed: this address had been made already, and is shown only once."))
        return redirect("meetings:calendar")
    return shown(request, asked(request.user), secret)


@require_POST
@signed_in
def stop(request):
    calendars.stop(request.user)
    messages.success(request, _("The address is closed. You can take it out of your calendar."))
    return redirect("meetings:calendar")


@require_safe
@subscribed
@limited("120/hour", by=lambda request: str(request.feed.pk), counting=(200,))
def feed(request, feed):
    """Hand all meetings to whatever calendar reads them; nothing in it but when and where to read on."""
    content = meetings.feed(feed.person, now=timezone.now())
    return HttpResponse(content, content_type=ICS, headers={"X-Robots-Tag": "noindex"})


@require_safe
@member_of(Meeting)
def file(request, meeting):
    """Hand over one meeting, to be added by hand."""
    named = {"Content-Disposition": 'attachment; filename="meeting.ics"'}
    return HttpResponse(meetings.file(meeting, request.user), content_type=ICS, headers=named)
