"""How does a form look, and what may be typed into it? One home for every field on every page."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.forms import RadioSelect
from django.forms.renderers import TemplatesSetting
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The label says what belongs in a box, and the server says what is missing or too long: the browser adds no second
# voice, and cuts nothing off that is pasted.
UNSAID = ("placeholder", "required", "maxlength", "minlength")
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
BREAKS = re.compile("[\r\n\u2028\u2029]")
LONGEST = 5_000  # for a field that names no maximum of its own
TOO_LONG = gettext_lazy("Say it in at most 5,000 characters.")
# They come along unseen with copied numbers and names, and could turn what follows around.
TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
BLANKS = "\u115f\u1160\u2800\u3164\uffa0"  # letters by name, and nothing to the eye


class Renderer(TemplatesSetting):
    """Renders forms with our own templates, the same way everywhere."""

    def render(self, template_name, context, request=None):
        if "widget" in context:
            hush(context["widget"])
        return super().render(template_name, context, request)


def hush(widget):
    """Take from a widget and its parts what our pages do not say."""
    for name in UNSAID:
        widget["attrs"].pop(name, None)
    options = [option for _, group, _ in widget.get("optgroups", []) for option in group]
    for part in [*widget.get("subwidgets", []), *options]:
        hush(part)


class Segmented(RadioSelect):
    """Two to four radio buttons in one row, each a thumb high."""

    template_name = "django/forms/widgets/segmented.html"


class DayField(forms.DateField):
    """A day, chosen from a calendar or typed as a calendar would write it."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {"invalid": gettext_lazy("Enter a day like 2026-11-26.")}


class TimeField(forms.TimeField):
    """A time of day, chosen from a clock or typed as a clock would show it."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    default_error_messages = {"invalid": gettext_lazy("Enter a time like 18:00.")}


class Typed:
    """A form that takes text as people type it: composed, visible, and on one line where there is one."""

    def full_clean(self):
        if self.is_bound:
            self.data = MultiValueDict({name: [composed(text) for text in texts] for name, texts in lists(self.data)})
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and not isinstance(field, forms.JSONField):
                judge_by_our_rules(field)
        super().full_clean()


class Form(Typed, forms.Form):
    """What every form of ours is."""


class ModelForm(Typed, forms.ModelForm):
    """What every form of ours for one row is."""


def lists(data):
    """Read what was posted, or given by a test, as names with all their texts."""
    return data.lists() if isinstance(data, MultiValueDict) else ((name, [text]) for name, text in data.items())


def composed(text):
    """Write each letter in one way, so that what looks alike is alike."""
    return unicodedata.normalize("NFC", text).translate(TURNS) if isinstance(text, str) else text


def judge_by_our_rules(field):
    """Add our rules to a field once, in the place of Django's, which knows one character only."""
    rules = [visible] if isinstance(field.widget, forms.Textarea) else [visible, on_one_line]
    rules += [] if field.max_length else [MaxLengthValidator(LONGEST, TOO_LONG)]
    kept = [rule for rule in field.validators if not isinstance(rule, ProhibitNullCharactersValidator)]
    field.validators = [rule for rule in kept if rule not in rules] + rules


def visible(text):
    if UNSEEN.search(text) or (text and not any(map(is_seen, text))):
        raise ValidationError(_("Take out the characters that cannot be seen. They often come along with copied text."))


def is_seen(letter):
    """Say whether a character leaves a mark: neither a space nor one that shapes what stands beside it."""
    return letter not in BLANKS and unicodedata.category(letter) not in ("Cf", "Zs", "Zl", "Zp")


def on_one_line(text):
    if BREAKS.search(text):
        raise ValidationError(_("Write this on one line."))
