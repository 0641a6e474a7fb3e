"""Is the real question said in one sentence?"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.forms.seats import LONGEST_SENTENCE, box
from meetings.models.causes import cause_of
from peergroups.kit.forms import Form


class CauseForm(Form):
    """One sentence, to which the presenter says: that is it."""

    cause = box(
        gettext_lazy("The real question, in one sentence"),
        gettext_lazy("Write it down once you say: that is it. Everybody in the room reads it, also on the screen."),
        rows=2,
        longest=LONGEST_SENTENCE,
        required=gettext_lazy("Write the question first, in one sentence."),
    )

    def __init__(self, data, *, seat):
        cause = cause_of(seat)
        super().__init__(data, initial=cause.words.answers if cause else {})
        self.seat, self.is_named = seat, cause is not None

    def clean_cause(self):
        """Let it stand in one line."""
        said = " ".join(self.cleaned_data["cause"].split())
        if not any(letter.isalnum() for letter in said):
            raise forms.ValidationError(_("Write the question first, in one sentence."))
        return said


def cause_form_of(meeting, person):
    """Return the box for the real question, for a presenter whose protocol asks for it while the meeting is held."""
    seats = meeting.hot_seats.standing().filter(meeting__sitting__isnull=False, meeting__sitting__ended_at=None)
    seat = seats.filter(person=person).first()
    return CauseForm(None, seat=seat) if seat and seat.protocol.names_a_cause else None
