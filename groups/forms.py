"""Does what people typed about themselves and their groups make sense?"""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups.charters import changed
from groups.models import Glass, Membership, Person, Words
from groups.models.glass import MOST_DAYS
from groups.readers_form import ReadersForm
from groups.words import LONGEST_ANSWER
from groups.zones import choices
from peergroups.kit.forms import Form, ModelForm

LONGEST_NOTICE = timedelta(days=366)


class PersonForm(ModelForm):
    """Who I am, as the members of my groups see it."""

    time_zone = forms.ChoiceField(
        label=_("Your time zone"),
        choices=choices,
        help_text=_("Every time is shown by this clock."),
        error_messages={"invalid_choice": _("Choose a time zone from the list.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if (
            not self.is_bound and not self.instance.name
        ):  # nobody has chosen this clock yet: js/zone.js takes the device's
            self.fields["time_zone"].widget.attrs["data-zone-first"] = ""

    class Meta:
        model = Person
        fields = ["name", "business", "time_zone"]
        labels = {"name": _("Your name"), "business": _("Your business, in two lines")}
        help_texts = {"business": _("What you do and for whom. The members of your groups see this.")}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "business": forms.Textarea(attrs={"rows": 2}),
        }
        error_messages = {
            "name": {
                "required": _("Enter your name, as your group should call you."),
                "max_length": _("Enter a name of at most 80 characters."),
            },
            "business": {"max_length": _("Say it in at most 200 characters.")},
        }


class InvitationForm(Form):
    """Whom to ask into a group, and as what."""

    email = forms.EmailField(
        label=_("Their e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Enter the address of the person you want to ask."),
            "invalid": _("Enter an address like name@example.org."),
            "max_length": _("Enter an address of at most 254 characters."),
        },
    )
    role = forms.ChoiceField(
        label=_("They join as"), choices=Membership.Role, initial=Membership.Role.MEMBER, widget=forms.RadioSelect
    )
    is_peer = forms.BooleanField(
        label=_("They are one of the peers"),
        help_text=_("Leave this out for a professional facilitator, who takes no seat."),
        required=False,
        initial=True,
    )
    reason = forms.CharField(
        label=_("Why more than seven"),
        help_text=_("Only needed when this would be the eighth person or more. It is kept with your name."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Say it in at most 500 characters.")},
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("role") == Membership.Role.MEMBER and not cleaned.get("is_peer"):
            self.add_error("is_peer", _("A member is one of the peers. Only a facilitator can do without a seat."))
        return cleaned


class CharterForm(Form):
    """The next version of what a group agreed on; `before` is the one that stands."""

    opening = forms.CharField(
        label=_("The line that opens each meeting"),
        help_text=_("It stands on top of every meeting’s page."),
        max_length=200,
        error_messages={
            "required": _("Enter the line that opens each meeting."),
            "max_length": _("Say it in at most 200 characters."),
        },
    )
    text = forms.CharField(
        label=_("What you agree on"),
        help_text=_("An empty line between two points."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 20}),
        error_messages={
            "required": _("Enter what the members agree on."),
            "max_length": _("Keep it under 20,000 characters, so that everybody reads it."),
        },
    )

    def __init__(self, *args, before, **kwargs):
        super().__init__(*args, initial={"opening": before.opening, "text": before.text}, **kwargs)
        self.before = before

    def clean(self):
        """Find what would change; signing the same text anew would be asked of everybody for nothing."""
        typed = super().clean()
        if not self.errors:
            self.changes = changed(self.before, typed["text"], typed["opening"])
            if not self.changes:
                self.add_error("text", _("Nothing has changed yet."))
        return typed


class LeaveForm(ReadersForm):
    """When somebody leaves, and what they say to the others."""

    last_day = forms.DateField(
        label=_("Your last day"),
        help_text=_("With today, you leave at once. Most groups agree on one to two months."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Choose the day on which you leave."),
            "invalid": _("Enter a day like 2026-11-26."),
        },
    )
    farewell = forms.CharField(
        label=_("A word of farewell"),
        max_length=LONGEST_ANSWER,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Say it in at most 5,000 characters.")},
    )

    LABEL = _("Who reads the farewell")

    def __init__(self, *args, today, place, **kwargs):
        super().__init__(*args, initial={"last_day": today}, **kwargs)
        self.today = today
        self.fields["last_day"].widget.attrs["min"] = today.isoformat()
        if place.signed:
            self.ask_readers([place.group], place.person, kept="other", rungs=Words.LADDER[1:])
            self.fields["readers"].required = False
        else:
            del self.fields["farewell"]

    def clean_last_day(self):
        last_day = self.cleaned_data["last_day"]
        if not self.today <= last_day <= self.today + LONGEST_NOTICE:
            raise ValidationError(gettext("Choose today or a day within a year."))
        return last_day


class SabbaticalForm(Form):
    """Until when somebody stays away; `latest` is a year after they began."""

    back_on = forms.DateField(
        label=_("The day you come back"),
        help_text=_("Within a year. It can be changed later."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Choose the day on which you come back."),
            "invalid": _("Enter a day like 2026-11-26."),
        },
    )

    def __init__(self, *args, today, latest, **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.latest = today, latest
        days = {"min": (today + timedelta(days=1)).isoformat(), "max": latest.isoformat()}
        self.fields["back_on"].widget.attrs |= days

    def clean_back_on(self):
        back_on = self.cleaned_data["back_on"]
        if not self.today < back_on <= self.latest:
            until = {"day": date_format(self.latest, "j F Y")}
            raise ValidationError(gettext("Choose a day after today, and %(day)s at the latest.") % until)
        return back_on


class HandOverForm(Form):
    """Who keeps the room from now on."""

    member = forms.ModelChoiceField(
        label=_("Who keeps the room from now on"),
        queryset=None,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the members."),
            "invalid_choice": _("Choose one of the members."),
        },
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = places
        self.fields["member"].label_from_instance = lambda place: str(place.person)


class StartForm(Form):
    """Opening a group; a reason is asked for when it has fewer than five or more than seven peers."""

    reason = forms.CharField(
        label=_("Why start with fewer than five or more than seven people"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Say it in at most 500 characters.")},
    )


class SizeForm(Form):
    """Why a started group goes on with fewer than five peers."""

    reason = forms.CharField(
        label=_("Why the group goes on with fewer than five"),
        help_text=_("It is kept with your name."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Write why the group goes on as it is."),
            "max_length": _("Say it in at most 500 characters."),
        },
    )


class CodeForm(Form):
    """The six digits that came by mail."""

    code = forms.CharField(
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Enter the six digits of the mail.")},
    )

    def __init__(self, *args, take=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.take = take

    def clean_code(self):
        if not self.take(self.cleaned_data["code"]):
            raise forms.ValidationError(_("This is not the code we sent last, or it is too old."))
        return self.cleaned_data["code"]


class GlassForm(ModelForm):
    """Why an admin has to read a room, and for how long."""

    class Meta:
        model = Glass
        fields = ["reason", "hours"]
        labels = {"reason": _("Why you have to read this room"), "hours": _("For how many hours")}
        help_texts = {
            "reason": _("Every member reads this, with your name."),
            "hours": _("1 to 72, counted from when it opens."),
        }
        widgets = {
            "reason": forms.Textarea(attrs={"rows": 3}),
            "hours": forms.NumberInput(attrs={"inputmode": "numeric"}),
        }
        error_messages = {
            "reason": {
                "required": _("Write why you have to read this room."),
                "max_length": _("Say it in at most 500 characters."),
            },
            "hours": dict.fromkeys(
                ("required", "invalid", "min_value", "max_value"), _("Enter a number of hours from 1 to 72.")
            ),
        }


class DaysForm(Form):
    """Which days of a room to open."""

    first_day = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Choose the day you have to read."),
            "invalid": _("Enter a day like 2026-11-26."),
        },
    )
    last_day = forms.DateField(
        label=_("Last day"),
        help_text=_("Leave it out for one day."),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Enter a day like 2026-11-26.")},
    )

    def clean(self):
        typed = super().clean()
        first, last = typed.get("first_day"), typed.get("last_day")
        if first and "last_day" in typed:
            typed["last_day"] = last or first
            if not first <= typed["last_day"] < first + timedelta(days=MOST_DAYS):
                self.add_error("last_day", _("Choose a day from the first one on, at most 31 days in all."))
        return typed
