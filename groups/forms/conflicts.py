"""Does it make sense what somebody types about who should not sit with whom?"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups.intake import conflicts
from groups.models import Conflict, Person
from peergroups.kit.forms import Form

FROM_WITHIN = [
    (Conflict.Kind.COMPETITOR, _("We compete")),
    (Conflict.Kind.CUSTOMER, _("One of us buys from the other")),
    (Conflict.Kind.BOSS, _("One of us works for the other")),
    (Conflict.Kind.CLOSE, _("We are close: family, friends, partners")),
    (Conflict.Kind.NOT_WITH, _("I would rather not sit with them")),
    (Conflict.Kind.TOGETHER, _("I would like to sit with them")),
]
FROM_OUTSIDE = [
    (Conflict.Kind.COMPETITOR, _("They compete")),
    (Conflict.Kind.CUSTOMER, _("One buys from the other")),
    (Conflict.Kind.BOSS, _("One works for the other")),
    (Conflict.Kind.CLOSE, _("They are close")),
    (Conflict.Kind.NOT_WITH, _("They had better not sit together")),
    (Conflict.Kind.TOGETHER, _("Keep them together")),
]
LONGEST_REASON, NAMED = 600, 5


def kind_field(choices):
    return forms.ChoiceField(
        label=_("What it is"),
        choices=choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose what it is.")),
    )


class DeclareForm(Form):
    """Whom somebody had better not sit with, or would like to, in their own words."""

    whom = forms.CharField(
        label=_("Who is it?"),
        help_text=_("A name, a business or both, as you know them. You need not know whether they apply."),
        max_length=200,
        error_messages={
            "required": _("Write a name or a business."),
            "max_length": _("Say it in at most 200 characters."),
        },
    )
    runs_it = forms.ChoiceField(
        label=_("Is it one of those who run this?"),
        help_text=_("Then they are shown none of it."),
        required=False,
    )
    kind = kind_field(FROM_WITHIN)
    why = forms.CharField(
        label=_("Why, in a line"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        error_messages={"max_length": _("Say it in at most 600 characters.")},
    )

    def __init__(self, *args, application, **kwargs):
        super().__init__(*args, **kwargs)
        self.application = application
        admins = application.programme.admins.exclude(pk=application.person_id).order_by("name")
        self.admins = {str(person.pk): person for person in admins}
        names = [(key, str(person)) for key, person in self.admins.items()]
        self.fields["runs_it"].choices = [("", _("No, or I do not know")), *names]
        self.fields["runs_it"].error_messages["invalid_choice"] = _("Choose a name from the list, or none.")
        if not names:
            del self.fields["runs_it"]

    def clean_runs_it(self):
        return self.admins.get(self.cleaned_data["runs_it"])

    def clean(self):
        typed = super().clean()
        if typed.get("kind") == Conflict.Kind.TOGETHER and typed.get("runs_it"):
            self.add_error(
                "runs_it", ValidationError(gettext("Those who run this sit in groups as it comes. Choose none."))
            )
        declared = conflicts.declared(self.application.person, self.application.programme).count()
        if declared >= conflicts.AT_MOST:
            told = gettext("You have named %(n)d already. Take one back first, or write to those who run this.")
            raise ValidationError(told % {"n": declared})
        return typed


class OverrideForm(Form):
    """Why two may sit together although something stands between them."""

    reason = forms.CharField(
        label=_("Why they may sit together"),
        help_text=_("Kept with your name, for the admins. Such as: one has sold the business since."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write why they may sit together."),
            "max_length": _("Say it in at most 600 characters."),
        },
    )


class MatchForm(Form):
    """Which of those found is meant."""

    NOBODY = "nobody"
    other = forms.ChoiceField(
        label=_("Who is meant"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose who is meant, or nobody yet.")),
    )

    def __init__(self, *args, found, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {str(person.pk): person for person in found}
        people = [(key, described(person)) for key, person in self.found.items()]
        self.fields["other"].choices = [*people, (self.NOBODY, _("None of them, look again later"))]

    def clean_other(self):
        return self.found.get(self.cleaned_data["other"])


def described(person):
    """Tell namesakes apart: name, business, address."""
    business = Truncator(" ".join(person.business.split())).chars(60)
    return " · ".join(part for part in (str(person), business, person.email) if part)


class PersonField(forms.CharField):
    """Somebody of the programme, by name or address; where several fit, the address decides."""

    default_error_messages = {
        "required": _("Write a name or an address."),
        "max_length": _("Write a name or an address of at most 254 characters."),
        "nobody": _("Nobody here has this name or address. Check how it is written in the list of people."),
        "several": _("More than one person fits: %(people)s. Write the address of the one you mean."),
    }

    def __init__(self, **kwargs):
        super().__init__(max_length=254, widget=forms.TextInput(attrs={"autocomplete": "off"}), **kwargs)

    def clean(self, value):
        typed = super().clean(value)
        by_address = self.people.filter(email__iexact=typed)
        found = list(by_address) or list(self.people.filter(name__iexact=typed)[:NAMED])
        found = found or list(self.people.filter(name__icontains=typed).order_by("name")[:NAMED])
        if not found:
            raise ValidationError(self.error_messages["nobody"])
        if len(found) > 1:
            told = ", ".join(f"{person} ({person.email})" for person in found)
            raise ValidationError(self.error_messages["several"], params={"people": told})
        return found[0]


class PairForm(Form):
    """Two people of a programme, and what holds of them."""

    one = PersonField(label=_("One of the two"), help_text=_("A name or an address."))
    other = PersonField(label=_("The other"))
    kind = kind_field(FROM_OUTSIDE)

    def __init__(self, *args, programme, admin, **kwargs):
        super().__init__(*args, **kwargs)
        self.admin = admin
        self.fields["one"].people = self.fields["other"].people = conflicts.people_of(programme)

    def clean(self):
        typed = super().clean()
        one, other = typed.get("one"), typed.get("other")
        if one and one == other:
            self.add_error("other", ValidationError(gettext("That is the same person twice. Write the other one.")))
        for name in ("one", "other"):
            if typed.get(name) == self.admin:
                told = gettext("This is you. Say it in private on your own application, or ask another admin.")
                self.add_error(name, ValidationError(told))
        return typed


class GuessForm(Form):
    """Two who look like competitors, and what an admin makes of it."""

    APART, NONE = "apart", "none"
    one = forms.ModelChoiceField(queryset=Person.objects.none())
    other = forms.ModelChoiceField(queryset=Person.objects.none())
    verdict = forms.ChoiceField(choices=[(APART, APART), (NONE, NONE)])

    def __init__(self, *args, programme, admin, **kwargs):
        super().__init__(*args, **kwargs)
        people = conflicts.people_of(programme).exclude(pk=admin.pk)
        self.fields["one"].queryset = self.fields["other"].queryset = people

    def clean(self):
        typed = super().clean()
        if typed.get("one") == typed.get("other"):
            raise ValidationError(gettext("That is the same person twice."))
        return typed
