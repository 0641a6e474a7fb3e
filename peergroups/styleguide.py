"""What do our parts look like, in every state? One page for those who build and those who run the house."""

from datetime import UTC, datetime

from django import forms
from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groups.access import operator
from peergroups.kit.forms import DayField, Form, Segmented

THURSDAY = datetime(2026, 11, 26, 9, tzinfo=UTC)
ANSWERS = [("done", "Done"), ("partly", "Partly"), ("not_yet", "Not yet"), ("changed", "Changed")]


class EveryField(Form):
    """One of each box we use."""

    first_name = forms.CharField(label="Your name", help_text="As your friends say it.")
    brief = forms.CharField(
        label="What do you want to decide?",
        help_text="40 to 150 words are plenty.",
        widget=forms.Textarea,
        error_messages={"required": "Write a line on what you want to decide."},
    )
    due_on = DayField(
        label="By when",
        error_messages={"required": "Enter a date before your meeting on 26 November."},
    )
    minutes = forms.IntegerField(label="Minutes", required=False)
    template = forms.ChoiceField(label="Agenda", choices=[("60", "60 minutes"), ("90", "90 minutes")])
    outcome = forms.ChoiceField(label="How did it go?", choices=ANSWERS, widget=Segmented)
    place = forms.ChoiceField(
        label="Where",
        choices=[("room", "In person"), ("phone", "By phone"), ("video", "By video")],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label="I keep what is said here to myself")


@require_safe
@operator
def styleguide(request):
    messages.success(request, _("Saved. Your group sees this on Thursday."))
    messages.error(request, _("The mail could not be sent. Try again in a minute."))
    refused = EveryField({"first_name": "Priya", "due_on": "", "minutes": "12"}, auto_id="wrong_%s")
    shown = {"form": EveryField(), "refused": refused, "thursday": THURSDAY, "parts": PARTS}
    return render(request, "styleguide.html", shown)


PARTS = [
    {"title": "Arrivals and wins", "minutes": 10, "state": "done", "icon": "check"},
    {"title": "Last time’s commitments", "minutes": 15, "state": "done", "icon": "check"},
    {"title": "Priya’s hot seat", "minutes": 25, "state": "seat", "icon": "flame"},
    {"title": "Arun’s hot seat", "minutes": 25, "state": "", "icon": "clock"},
    {"title": "New commitments and close", "minutes": 15, "state": "", "icon": "clock"},
]
