"""Does it make sense what somebody says of what they do, bring and can? One form for each screen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups import vocabulary
from groups.intake import answers
from groups.models import Profile
from peergroups.kit.forms import ModelForm, Segmented

POWERS = {
    "position": _("What your role lets you decide, and the doors it opens."),
    "expertise": _("What you know and can do, so that others ask you."),
    "connections": _("Whom you know, and who takes your call."),
    "authority": _("How far people follow you without any title."),
}
CHOOSE = _("Choose from the list.")


class Chips(forms.CheckboxSelectMultiple):
    """Words to tick, as many beside each other as there is room."""

    template_name = "django/forms/widgets/chips.html"


class Scale(Segmented):
    """One to five in a row."""

    template_name = "django/forms/widgets/scale.html"


class Many(forms.MultipleChoiceField):
    """Some words out of a list."""

    widget = Chips

    def __init__(self, named, **kwargs):
        super().__init__(choices=[*named.items()], error_messages={"invalid_choice": CHOOSE}, **kwargs)


class Grade(forms.TypedChoiceField):
    """One to five; nothing chosen is nothing said."""

    widget = Scale

    def __init__(self, **kwargs):
        grades = [(n, str(n)) for n in range(1, 6)]
        errors = {"invalid_choice": _("Choose a number from one to five.")}
        super().__init__(choices=grades, coerce=int, empty_value=None, error_messages=errors, **kwargs)


class PartForm(ModelForm):
    """One screen: kept as far as it is filled, and asking of each answer whether one's group sees it."""

    part: str
    always: tuple[str, ...] = ()  # what is never left empty

    def __init__(self, *args, person, instance, **kwargs):
        super().__init__(
            *args, instance=instance, initial={"shown": instance.shown} | kwargs.pop("initial", {}), **kwargs
        )
        self.person = person
        questions = [one for one in answers.BY_SLUG[self.part].questions if one.name in self.fields]
        for question in questions:
            self.fields[question.name].label = question.asked
            self.fields[question.name].required = question.needed
            say_what_to_do_first(self.fields[question.name])
        self.choosable = [one.name for one in questions if one.headed]
        self.fields["shown"] = Many({name: name for name in self.choosable}, required=False)
        self.order_fields([*(one.name for one in questions), *self.fields])

    def full_clean(self):
        """Take what is there: what is missing is said before it is sent, and not while one goes along."""
        asked = [field for name, field in self.fields.items() if field.required and name not in self.always]
        for field in asked:
            field.required = False
        super().full_clean()
        for field in asked:
            field.required = True

    @property
    def pairs(self):
        """Each question with the box that says whether one's group sees the answer; None where that is not asked."""
        boxes = {box.data["value"]: box for box in self["shown"].subwidgets}
        return [(field, boxes.get(field.name)) for field in self if field.name != "shown"]

    def save(self, commit=True):
        """Keep this screen's answers, and leave those of the other screens as they are by now."""
        elsewhere = [name for name in self.instance.shown if name not in self.choosable]
        self.instance.shown = elsewhere + self.cleaned_data["shown"]
        if commit:
            self.instance.save(update_fields=[*self._meta.fields, "shown"])
        return self.instance


def say_what_to_do_first(field):
    """Put words where Django draws a line for nothing chosen."""
    if isinstance(field, forms.TypedChoiceField) and not isinstance(field.widget, forms.RadioSelect):
        field.choices = [("", _("Choose")), *(choice for choice in field.choices if choice[0] != "")]


class BusinessForm(PartForm):
    """Who I am and what I do."""

    part, always = "business", ("name",)
    name = forms.CharField(
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Enter your name, as your group should call you."),
            "max_length": _("Enter a name of at most 80 characters."),
        },
    )
    business = forms.CharField(
        max_length=200,
        help_text=_("Its name, and what it does for whom."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Say it in at most 200 characters.")},
    )

    class Meta:
        model = Profile
        fields = ["role", "trade", "industry", "market"]
        help_texts = {
            "role": _("Such as “owner” or “managing director”."),
            "trade": _("As you would say it to a neighbour: “bakery”."),
            "market": _(
                "Such as “bread to restaurants”. Two who sell the same to the same people are not seated together."
            ),
        }
        error_messages = {
            "role": {"max_length": _("Say it in at most 80 characters.")},
            "trade": {"max_length": _("Say it in at most 80 characters.")},
            "market": {"max_length": _("Say it in at most 80 characters.")},
            "industry": {"invalid_choice": CHOOSE},
        }

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, person=person, initial={"name": person.name, "business": person.business}, **kwargs)

    def save(self, commit=True):
        self.person.name, self.person.business = self.cleaned_data["name"], self.cleaned_data["business"]
        self.person.save(update_fields=["name", "business"])
        return super().save(commit)


class Whole(forms.IntegerField):
    """A number that nobody has to write out exactly."""

    def __init__(self, least, most, said, **kwargs):
        errors = dict.fromkeys(("invalid", "min_value", "max_value"), said)
        super().__init__(min_value=least, max_value=most, error_messages=errors, **kwargs)


class StageForm(PartForm):
    """How far the business is."""

    part = "stage"
    years = Whole(0, 200, _("Enter whole years, such as 4; 0 for less than one."))
    people = Whole(1, 1_000_000, _("Enter how many you are, such as 3; 1 if you work alone."))

    class Meta:
        model = Profile
        fields = ["years", "people", "revenue"]
        help_texts = {"revenue": _("Roughly, in your own currency.")}
        error_messages = {"revenue": {"invalid_choice": CHOOSE}}


class GiveAndTakeForm(PartForm):
    """What I bring, and something I did lately."""

    part = "give-and-take"

    class Meta:
        model = Profile
        fields = ["brings", "recently_did"]
        help_texts = {
            "brings": _("What you have been through, and what others could learn from it."),
            "recently_did": _("A step you took in the last months, whether it worked or not."),
        }
        widgets = {
            "brings": forms.Textarea(attrs={"rows": 3}),
            "recently_did": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {
            "brings": {"max_length": _("Say it in at most 600 characters.")},
            "recently_did": {"max_length": _("Say it in at most 600 characters.")},
        }


class SubjectsForm(PartForm):
    """What I know, and what I want to think about."""

    part = "subjects"
    areas = Many(vocabulary.AREAS, help_text=_("Tick what you know well enough to be asked."))
    themes = Many(vocabulary.THEMES, help_text=_("Tick two or three. A group shares at least one."))

    class Meta:
        model = Profile
        fields = ["areas", "themes"]


class PowersForm(PartForm):
    """How strong I am in each of the four, by my own judgement."""

    part = "powers"
    position, expertise, connections, authority = (Grade(help_text=line) for line in POWERS.values())

    class Meta:
        model = Profile
        fields = [*POWERS]


class PlaceForm(PartForm):
    """In which languages, how and where I can meet."""

    part = "place"
    languages = Many(vocabulary.LANGUAGES)
    meets = Many({"online": _("Online"), "in_person": _("In person")})

    class Meta:
        model = Profile
        fields = ["languages", "city"]
        help_texts = {"city": _("If you can meet in person: the city you would come to.")}
        error_messages = {"city": {"max_length": _("Say it in at most 80 characters.")}}

    def __init__(self, *args, instance, **kwargs):
        meets = [way for way in ("online", "in_person") if getattr(instance, way)]
        super().__init__(*args, instance=instance, initial={"meets": meets}, **kwargs)

    def save(self, commit=True):
        for way in ("online", "in_person"):
            setattr(self.instance, way, way in self.cleaned_data["meets"])
        super().save(commit=False)
        self.instance.save(update_fields=[*self._meta.fields, "online", "in_person", "shown"])
        return self.instance


class ContactForm(PartForm):
    """How people of my groups reach me."""

    part = "contact"
    email = forms.EmailField(disabled=True, required=False, help_text=_("You change it under Security."))

    class Meta:
        model = Profile
        fields = ["reach"]
        help_texts = {"reach": _("Such as “call me after six: 020 7946 0321”.")}
        error_messages = {"reach": {"max_length": _("Say it in at most 120 characters.")}}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, person=person, initial={"email": person.email}, **kwargs)


FORMS = {
    form.part: form
    for form in (BusinessForm, StageForm, GiveAndTakeForm, SubjectsForm, PowersForm, PlaceForm, ContactForm)
}
