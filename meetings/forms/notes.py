"""Does what was noted for a hot seat make sense, and what if another page saved meanwhile?"""

from django import forms
from django.db.models import F
from django.utils.translation import gettext as _

from groups.words import LONGEST_ANSWER
from meetings.forms.drafts import DraftForm, both, new_page
from meetings.models import Note
from meetings.models.notes import note_of


class NoteForm(DraftForm):
    """One box, for one hot seat; `other` is what another page saved there."""

    def __init__(self, data, *, seat, person, written):
        initial = new_page(written) | {"note": written.words.answers.get("note", "") if written else ""}
        super().__init__(data, initial=initial, auto_id=f"id_%s_{seat.pk}")
        mine = seat.person_id == person.pk
        self.fields["note"] = forms.CharField(
            label=_("Your own notes") if mine else _("Your notes for %(name)s") % {"name": seat.person.first_name},
            max_length=LONGEST_ANSWER,
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"max_length": _("Say it in at most %(limit_value)d characters.")},
        )
        self.seat, self.mine, self.other = seat, mine, None

    def stand_beside(self, written):
        """Hold what another page saved beside what was typed here; sent again, it was seen."""
        self.other = written.words.answers.get("note", "")
        self.data = self.data | {"seen": str(written.version)}


def form_for(seat, person, data=None):
    """Return the box for one seat, with what this person has noted; asked for both texts, it holds both."""
    written, data = note_of(seat, person), data and data.dict()
    if data and "both" in data and written:
        data["note"] = both(data.get("note", "").strip(), written.words.answers.get("note", ""))
    return NoteForm(data, seat=seat, person=person, written=written)


def boxes_of(meeting, person):
    """Return a box for each hot seat of a meeting that is being held, the one on now open."""
    seats = meeting.hot_seats.filter(
        item__isnull=False, meeting__sitting__ended_at=None, meeting__sitting__isnull=False
    )
    seats = seats.annotate(item_now=F("meeting__sitting__current__item")).select_related("person")
    notes = Note.objects.filter(seat__meeting=meeting, author=person, handed_at=None).select_related("words")
    written = {note.seat_id: note for note in notes}
    boxes = [
        NoteForm(None, seat=seat, person=person, written=written.get(seat.pk))
        for seat in seats.order_by("item__position")
    ]
    for box in boxes:
        box.is_open = box.seat.item_now == box.seat.item_id
    return boxes
