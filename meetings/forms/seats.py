"""Does what was typed for a hot seat make sense? The four lines that ask for one, the eight of its brief, its coach."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.forms.readers import ReadersForm
from groups.models import Words
from groups.words import LONGEST_ANSWER
from meetings.models import Help, SeatRequest
from peergroups.kit.forms import DayField, Form, Segmented
from peergroups.kit.wallclock import local_day

LONGEST_SENTENCE = 300
HELPS = gettext_lazy("What kind of help do you want?")
CHOOSE_HELP = dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose one kind of help."))


def box(label, help_text, *, rows=3, longest=LONGEST_ANSWER, required=None):
    """Make a box for words; `required` says what is missing when it stays empty."""
    too_long = _("Say it in at most %(limit_value)d characters.")
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        required=required is not None,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required or "", "max_length": too_long},
    )


class KeptChoice(forms.ChoiceField):
    """A choice that stays as it is where nothing is said."""

    def clean(self, value):
        return super().clean(value or self.initial)


class SeatRequestForm(ReadersForm):
    """What somebody wants help with: the question first, then three lines, and two facts that say where it goes."""

    LABEL = gettext_lazy("Who reads these lines")

    question = box(
        gettext_lazy("Your question, in one sentence"),
        gettext_lazy("What do you want help with? If you cannot phrase it yet, leave it: finding it is the first job."),
        rows=2,
        longest=LONGEST_SENTENCE,
    )
    situation = box(gettext_lazy("The situation"), gettext_lazy("What somebody has to know to follow you."))
    decision = box(gettext_lazy("The decision you face"), gettext_lazy("Between what, as you see it now?"))
    tried = box(gettext_lazy("What you have tried"), gettext_lazy("And what came of it."))
    help = forms.ChoiceField(
        label=HELPS,
        help_text=gettext_lazy("It decides how the hot seat runs. You can change it until the meeting."),
        choices=Help,
        initial=Help.ADVICE,
        widget=forms.RadioSelect,
        error_messages=CHOOSE_HELP,
    )
    settles = forms.ChoiceField(
        label=gettext_lazy("What would settle it?"),
        choices=[
            ("thinking", gettext_lazy("Thinking it through")),
            ("fact", gettext_lazy("A fact, a name or a number")),
        ],
        initial="thinking",
        widget=Segmented,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose one of the two.")),
    )
    needed_by = DayField(
        label=gettext_lazy("Needed by"), help_text=gettext_lazy("Leave it empty if there is no day."), required=False
    )

    def __init__(self, *args, group, person, now, words=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = local_day(now, person.time_zone)
        self.fields["needed_by"].widget.attrs["min"] = self.today.isoformat()
        self.ask_readers(
            [group],
            person,
            kept="seat_request",
            words=words,
            initial=Words.Audience.ME,
            help_text=_(
                "Your group sees that you ask, which help you want and by when. All read a question for 48 hours."
            ),
        )

    def clean_needed_by(self):
        day = self.cleaned_data["needed_by"]
        if day and day < self.today:
            raise ValidationError(_("Choose today or a day to come."))
        if day and day.year > self.today.year + 2:
            raise ValidationError(_("Choose a day within the next two years."))
        return day

    def clean(self):
        """Hand the choice of two on as the fact it is."""
        typed = super().clean()
        typed["is_factual"] = typed.pop("settles", "") == "fact"
        return {"audience": None, "reader": None} | typed


class BriefForm(ReadersForm):
    """What the person in the hot seat brings: eight questions, the first of them needed for sharing."""

    QUESTIONS = {
        "decide": gettext_lazy("The problem, in one sentence"),
        "goal": gettext_lazy("What is your goal?"),
        "background": gettext_lazy("What is the background?"),
        "feel": gettext_lazy("How does it affect you, and how do you feel about it?"),
        "tried": gettext_lazy("What have you tried?"),
        "outcomes": gettext_lazy("What came of it?"),
        "options": gettext_lazy("Which options do you see?"),
        "good_hour": gettext_lazy("What do you want from the group, and what not?"),
    }
    EARLIER = {"avoid": gettext_lazy("Anything the group should not say outside, or should avoid?")}  # once a question
    ALL = QUESTIONS | EARLIER
    HELP = {
        "decide": gettext_lazy("The question you want to leave with an answer to. Will it still matter in six months?"),
        "goal": gettext_lazy("What would be different if this went well?"),
        "background": gettext_lazy("What somebody has to know to follow you."),
        "feel": gettext_lazy("At work, at home, at night."),
        "tried": gettext_lazy("One thing after the other, briefly."),
        "outcomes": gettext_lazy("What worked, what did not, what surprised you."),
        "options": gettext_lazy("Also those you do not like."),
        "good_hour": gettext_lazy("Say also what must not be said outside, or what to avoid."),
    }
    LINES = {"decide": "question", "background": "situation", "options": "decision", "tried": "tried"}  # of a request

    LABEL = gettext_lazy("Whom you share it with")

    def __init__(self, *args, seat, sharing=False, asks=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = {**self.QUESTIONS, **{name: self.EARLIER[name] for name in self.EARLIER if self.initial.get(name)}}
        for name, question in self.asked.items():
            self.fields[name] = box(
                question,
                self.HELP.get(name, ""),
                required=_("Write the problem in one sentence, then share it.")
                if sharing and name == "decide"
                else None,
            )
        self.fields["help"] = KeptChoice(label=HELPS, choices=Help, initial=seat.help, error_messages=CHOOSE_HELP)
        if asks:
            self.ask_readers([seat.meeting.group], seat.person, kept="brief", rungs=Words.LADDER[1:])
            self.fields["readers"].required = sharing

    def answers(self):
        """Return what was said, question by question."""
        return {name: self.cleaned_data[name] for name in self.asked}

    def screens(self):
        """Pair each question with the number of the next one: on a phone each has a screen of its own."""
        numbered = [(number, self[name]) for number, name in enumerate(self.asked, start=1)]
        return [(number, field, number + 1 if number < len(numbered) else None) for number, field in numbered]


class CoachForm(Form):
    """Who helps the presenter to prepare."""

    coach = forms.ChoiceField(
        label=gettext_lazy("Coach"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the group’s members.")},
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["coach"].choices = [("", _("Nobody yet")), *((key, str(one)) for key, one in self.people.items())]

    def chosen(self):
        """Return the person, or None."""
        return self.people.get(self.cleaned_data["coach"])


class CheckForm(Form):
    """What the coach answers before the meeting: two questions, yes or not yet."""

    ANSWERS = [("yes", gettext_lazy("Yes")), ("not_yet", gettext_lazy("Not yet"))]
    WRONG = dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Answer yes or not yet."))

    met = forms.ChoiceField(choices=ANSWERS, widget=Segmented, error_messages=WRONG)
    phrased = forms.ChoiceField(choices=ANSWERS, widget=Segmented, error_messages=WRONG)

    def __init__(self, *args, seat, **kwargs):
        given = {name: {True: "yes", False: "not_yet"}.get(getattr(seat, name)) for name in ("met", "phrased")}
        super().__init__(*args, initial=given, **kwargs)
        name = {"name": seat.person.first_name}
        self.fields["met"].label = _("Have you and %(name)s talked it through, for about an hour?") % name
        self.fields["phrased"].label = _("Can %(name)s say the question in one sentence?") % name

    def answers(self):
        return {name: self.cleaned_data[name] == "yes" for name in ("met", "phrased")}


class RouteForm(Form):
    """Which way a request goes: a question for the group needs its sentence, and one wish for a seat is enough."""

    route = forms.ChoiceField(
        choices=SeatRequest.Route,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose one of the two ways.")),
    )

    def __init__(self, *args, wish, **kwargs):
        super().__init__(*args, **kwargs)
        self.wish = wish

    def clean_route(self):
        route = self.cleaned_data["route"]
        if route == SeatRequest.Route.ASK and not self.wish.is_ready:
            raise ValidationError(_("Write your question in one sentence first: it is what your group reads."))
        if route == SeatRequest.Route.SEAT and self.wish.another_waits:
            raise ValidationError(_("You ask for a hot seat here already. Change that one, or close it first."))
        return route
