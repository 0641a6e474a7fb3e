"""Does it make sense how somebody wants to be held to their commitments?"""

from functools import partial

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accountability import buddies
from accountability.forms.commitments import LONGEST_LINE
from accountability.holding import keepers
from accountability.models import Holding
from accountability.models.holdings import FIRST_HOUR, LAST_HOUR
from groups.forms.readers import ReadersForm
from peergroups.kit.forms import Segmented
from peergroups.kit.spoken import full_hours
from peergroups.kit.spoken import place as city

CHOOSE = gettext_lazy("Choose one of these.")
ERRORS = {"required": CHOOSE, "invalid_choice": CHOOSE}
NEXT_BUDDY = gettext_lazy("Your buddy changes after each meeting. Choose the group if the next should read it, too.")
By = Holding.By
HOURS = partial(full_hours, FIRST_HOUR, LAST_HOUR)


class HoldingForm(ReadersForm):
    """The tone, the time, the person, and what not to do."""

    tone = forms.ChoiceField(
        label=gettext_lazy("In which tone"), choices=Holding.Tone, widget=Segmented, error_messages=ERRORS
    )
    hour = forms.TypedChoiceField(label=gettext_lazy("At what time"), choices=HOURS, coerce=int, error_messages=ERRORS)
    day_before = forms.TypedChoiceField(
        label=gettext_lazy("On which day"),
        choices=[("no", gettext_lazy("On the day itself")), ("yes", gettext_lazy("The day before"))],
        coerce=lambda said: said == "yes",
        widget=Segmented,
        error_messages=ERRORS,
    )
    by = forms.ChoiceField(label=gettext_lazy("By whom"), widget=forms.RadioSelect, error_messages=ERRORS)
    avoid = forms.CharField(
        label=gettext_lazy("What not to do"),
        help_text=gettext_lazy("For example: do not ring me at work; do not joke about it."),
        max_length=LONGEST_LINE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": gettext_lazy("Say it in at most 500 characters.")},
    )

    def __init__(self, *args, held, place, now, **kwargs):
        super().__init__(*args, initial=as_it_stands(held), **kwargs)
        self.fields["hour"].help_text = _("By your own clock (%(zone)s).") % {"zone": city(place.person.time_zone)}
        people = keepers(place.group, place.person)
        chosen = buddies.chosen_in(place.group_id, now)
        others = [one for one in chosen if one.holding.by == By.BUDDY and one != place]
        self.fields["by"].choices = list(ways(people, others))
        if held.by not in dict(self.fields["by"].choices):
            self.initial["by"] = By.APP
        reader = str(people[0].pk) if people else "me"
        known_as = buddies.as_readers(place.person, [place.group], now)
        rung = {"words": held.words, "initial": reader, "help_text": NEXT_BUDDY}
        self.ask_readers([place.group], place.person, kept="held", known_as=known_as, **rung)
        self.fields["readers"].label = _("Who reads what not to do")


def as_it_stands(held):
    day_before = "yes" if held.day_before else "no"
    return {"tone": held.tone, "hour": held.hour, "day_before": day_before, "by": held.by, "avoid": held.avoid}


def ways(people, others):
    """Write out who may ask: the app alone, a buddy, whether or not there are `others` for it, and who facilitates."""
    yield By.APP.value, _("The app, in the name of the group")
    buddy = _(
        "A buddy, somebody else after each meeting: the mail comes in their name. "
        "You are then a buddy for somebody, too, and their mail comes in yours."
    )
    yield By.BUDDY.value, buddy if others else f"{buddy} {_('Until a second person chooses this, the app asks.')}"
    if people:
        name = people[0].first_name
        yield By.FACILITATOR.value, _("%(name)s, who facilitates: the mail comes in their name") % {"name": name}
