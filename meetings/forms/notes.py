"""Does what was noted for a hot seat make sense, and what if another page saved meanwhile?"""

from django import forms
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.words import LONGEST_ANSWER
from meetings.forms.drafts import DraftForm, both, new_page
from meetings.live.nudging import nudge_for
from meetings.models import Note
from meetings.models.notes import note_of
from meetings.protocols import Says

BOXES = ("note", "asks")


class NoteForm(DraftForm):
    """The boxes for one hot seat; `other` is what another page saved there, `nudge` what could be asked instead."""

    def __init__(self, data, *, seat, person, written):
        said = written.words.answers if written else {}
        initial = new_page(written) | {box: said.get(box, "") for box in BOXES}
        super().__init__(data, initial=initial, auto_id=f"id_%s_{seat.pk}")
        self.seat, self.mine, self.other, self.nudge = seat, seat.person_id == person.pk, None, None
        name = {"name": seat.person.first_name}
        self.fields["note"] = writing(_("Your own notes") if self.mine else _("Your notes for %(name)s") % name, rows=4)
        if not self.mine:
            self.fields["asks"] = writing(asking(seat) % name, rows=2)
            watch = {"post": reverse("meetings:nudge", args=[seat.pk]), "trigger": "input changed delay:1s"}
            watch |= {"target": f"#nudge_{seat.pk}", "swap": "innerHTML"}
            self.fields["asks"].widget.attrs |= {f"hx-{what}": how for what, how in watch.items()}

    def look(self, waved):
        """Hold what is asked against the step that is on."""
        if not self.mine:
            self.nudge = nudge_for(self.seat, self["asks"].value() or "", waved)

    def stand_beside(self, written):
        """Hold what another page saved beside what was typed here; sent again, it was seen."""
        self.other = "\n\n".join(written.words.answers.get(box, "") for box in BOXES).strip()
        self.data = self.data | {"seen": str(written.version)}


def writing(label, *, rows):
    """Make a box in which one may write, or not."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_ANSWER,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": _("Say it in at most %(limit_value)d characters.")},
    )


def asking(seat):
    """Say what is asked for beside the notes, by what the protocol has its peers say."""
    shares = any(step.says == Says.EXPERIENCE for step in seat.protocol.steps)
    return _("Your questions and experience for %(name)s") if shares else _("Your questions for %(name)s")


def form_for(seat, person, data=None):
    """Return the boxes for one seat, with what this person has noted; asked for both texts, they hold both."""
    written, data = note_of(seat, person), data and data.dict()
    if data and "both" in data and written:
        data |= {box: both(data.get(box, "").strip(), written.words.answers.get(box, "")) for box in BOXES}
    return NoteForm(data, seat=seat, person=person, written=written)


def boxes_of(meeting, person, waved=()):
    """Return the boxes for each hot seat of a meeting that is being held, those for the one on now open."""
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
        if box.is_open:
            box.look(waved)
    return boxes
