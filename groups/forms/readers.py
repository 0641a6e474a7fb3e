"""Whom does somebody let read what they write? The one question that every form with words in it asks."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Words
from groups.readers import may_be_asked
from peergroups.kit.forms import Form

ME, READER, GROUP = Words.LADDER
CHOOSE = gettext_lazy("Choose who reads this.")


class ReadersField(forms.ChoiceField):
    """A rung of the ladder; `kept` names the kind of words, for the day until which they are kept."""

    template_name = "groups/_readers_field.html"

    def __init__(self, *args, kept, **kwargs):
        errors = {"required": CHOOSE, "invalid_choice": gettext_lazy("Choose one of those in the list.")}
        super().__init__(*args, template_name=self.template_name, error_messages=errors, **kwargs)
        self.kept = kept


class ReadersForm(Form):
    """A form that asks who reads what is typed, and hands it on as `audience` and `reader`.

    Of words that are there it remembers who read them when the page was opened, and only another choice counts: in the
    meantime fewer may read them, and a page left open must not show them to more again.
    """

    LABEL = gettext_lazy("Who reads this")

    def ask_readers(
        self, rooms, author, *, kept, rungs=Words.LADDER, words=None, initial=GROUP, help_text="", known_as=None
    ):
        """Add the question: oneself, each member beside one, and the group, as far as `rungs` go.

        `known_as` says of some members in other words who they are to its author.
        """
        self.places = may_be_asked(rooms, author) if READER in rungs else []
        self.asked_in, self.known_as = list(rooms), known_as or {}
        field = ReadersField(label=self.LABEL, help_text=help_text, kept=kept, choices=self.rungs(rungs))
        self.fields["readers"] = field
        field.initial = chosen(words) if words else initial
        if words:
            field.required = False  # left out, it stays as it is
            self.fields["readers_before"] = forms.CharField(
                widget=forms.HiddenInput, initial=field.initial, required=False
            )

    def rungs(self, rungs):
        """Write out the choices, the fewest readers first."""
        if ME in rungs:
            yield ME.value, _("Only me")
        for person in dict.fromkeys(place.person for place in self.places):
            yield str(person.pk), self.known_as.get(person.pk) or _("One person: %(name)s") % {"name": person}
        if GROUP in rungs:
            one = len(self.asked_in) == 1
            yield GROUP.value, _("The group: %(group)s") % {"group": self.asked_in[0]} if one else _("The whole group")

    def clean(self):
        typed = super().clean()
        value, before = typed.pop("readers", None), typed.pop("readers_before", "")
        if value and value != before:
            typed["audience"] = value if value in (ME, GROUP) else READER
            typed["reader"] = self.reader(value, typed.get("group"))
        return typed

    def reader(self, value, group):
        """Find the one person chosen, who has to sit in the group chosen."""
        if value in (ME, GROUP):
            return None
        for place in self.places:
            if str(place.person_id) == value and (group is None or place.group_id == group.pk):
                return place.person
        self.add_error("readers", ValidationError(_("This person is not in the group you chose.")))
        return None


def chosen(words):
    """Return the choice as it stands."""
    return str(words.reader_id) if words.audience == READER else words.audience


class NarrowForm(ReadersForm):
    """Fewer readers for words that are there: only what lies below their rung."""

    LABEL = gettext_lazy("Who may read it from now on")

    def __init__(self, *args, words, **kwargs):
        super().__init__(*args, **kwargs)
        rungs = Words.LADDER[: Words.LADDER.index(words.audience)]
        self.ask_readers([words.group], words.author, kept=None, rungs=rungs, initial=ME)
