"""Does what was typed about a poll make sense? Which times are on offer, what suits whom, and which is picked."""

from datetime import datetime, time, timedelta
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.forms.placed import PlacedForm
from meetings.forms.starts import A_DAY, FURTHEST, TAKEN, refused
from meetings.models import Poll, Vote
from meetings.planning import is_taken
from meetings.polls import finding, reading, saying
from peergroups.kit.forms import DayField, Form, Segmented, TimeField, lists
from peergroups.kit.spoken import day, time_range
from peergroups.kit.wallclock import instant, local_day

LONGEST_LOOK = timedelta(weeks=8)
EVENING = time(20)  # by the group's clock: when a poll closes on its day
TICKED, MOST = 5, 20
ROWS = (1, 2, 3)
LOOKED = ("first_day", "last_day", "minutes")
ONE_OF_THREE = gettext_lazy("Choose one of the three answers.")


class PollForm(PlacedForm):
    """Which times a group is asked about: found ones to tick, and one's own."""

    first_day = DayField(label=gettext_lazy("Look from"))
    last_day = DayField(label=gettext_lazy("Look until"))
    times = forms.MultipleChoiceField(
        label=gettext_lazy("Times to offer, the best first"), required=False, widget=forms.CheckboxSelectMultiple
    )
    closes_on = DayField(
        label=gettext_lazy("Answers until"),
        help_text=gettext_lazy("Until eight in the evening, by the group’s clock. Whoever is silent is reminded once."),
        error_messages={"required": gettext_lazy("Choose until when answers count.")},
    )

    class Meta(PlacedForm.Meta):
        model = Poll

    def __init__(self, *args, moves=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.moves, self.today = moves, local_day(self.now, self.group.zone)
        self.initial = self.usual() | self.initial
        for row in ROWS:
            self.fields[f"day_{row}"] = DayField(label=_("A day of your own"), required=False)
            self.fields[f"time_{row}"] = TimeField(label=_("and time"), required=False)
        self.fields["first_day"].error_messages["required"] = _("Choose the first day to look at.")
        self.fields["last_day"].error_messages["required"] = _("Choose the last day to look at.")
        self.offer()

    def usual(self):
        """Offer the three weeks after the next one; for a meeting that moves, the days around it."""
        if self.moves is None:
            ahead = {"first_day": 7, "last_day": 28, "closes_on": 5}
            return {name: self.today + days * A_DAY for name, days in ahead.items()}
        held_on = local_day(self.moves.starts_at, self.group.zone)
        first = self.today + 4 * A_DAY
        days = {"first_day": first, "last_day": max(held_on, first) + 14 * A_DAY, "closes_on": self.today + 2 * A_DAY}
        return days | self.moves.where | {"minutes": self.moves.minutes}

    def typed(self, name):
        """Return what was typed into one field as far as it makes sense, else what the page offers."""
        field, initial = self.fields[name], self.get_initial_for_field(self.fields[name], name)
        if not self.is_bound:
            return initial
        try:
            return field.clean(field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name)))
        except ValidationError:
            return initial

    def offer(self):
        """Find the best times, and keep those that somebody ticked before among them."""
        first, minutes = max(self.near("first_day"), self.today), self.typed("minutes")
        last = min(max(first, self.near("last_day")), first + LONGEST_LOOK)
        people = reading.everybody(self.group, first, last)
        found = self.found(people, first, last, minutes)
        self.best = [chance.starts_at.isoformat() for chance in found[:TICKED]]
        chosen = set() if self.looks_elsewhere() else self.ticked() - {chance.starts_at for chance in found}
        kept = [finding.assess(people, at, minutes) for at in sorted(chosen)]
        self.fields["times"].choices = [
            (chance.starts_at.isoformat(), self.described(chance, people)) for chance in found + kept
        ]
        self.initial.setdefault("times", self.best)

    def found(self, people, first, last, minutes):
        standing = self.group.meetings.standing().exclude(pk=self.moves and self.moves.pk)
        closes_at = instant(self.near("closes_on"), EVENING, self.group.zone)
        return finding.find(
            people,
            first,
            last,
            minutes,
            zone=self.group.zone,
            after=max(self.now, closes_at),
            taken=tuple(standing.filter(ends_at__gt=self.now).values_list("starts_at", "ends_at")),
            usual=self.group.usual_start,
        )

    def near(self, name):
        """Return a day that was typed, if it lies where clocks and calendars can count."""
        on = self.typed(name)
        return on if self.today <= on <= self.today + FURTHEST else self.usual()[name]

    def looks_elsewhere(self):
        """Say whether one looks at other days, with just those times ticked that the page had ticked by itself."""
        return "find" in self.data and self.ticked() == self.ticked("best")

    def ticked(self, name="times"):
        """Return the times that were ticked; what is no time of ours is left out."""
        texts = dict(lists(self.data)).get(name, []) if self.is_bound else []
        found = {read(text) for text in (texts if isinstance(texts, list) else [texts])[:MOST]}
        return {at for at in found if at and self.now < at < self.now + FURTHEST}

    def described(self, chance, people):
        told = saying.chance_in_words(chance)
        clocks = [(one.name, one.zone) for one in people]
        elsewhere = saying.local_hours(clocks, chance.starts_at, self.group.zone)
        when = time_range(chance.starts_at, chance.minutes, self.group.zone, self.now)
        reasons = " ".join(filter(None, (elsewhere and f"{elsewhere}.", told)))
        return format_html("{}<br><small>{}</small>", when, reasons)

    def people(self):
        return self.moves.laid_for if self.moves else super().people()

    def parts(self, minutes, people):
        """Return those of the meeting that moves, or those that a new one would have."""
        return self.moves.parts() if self.moves else super().parts(minutes, people)

    def rows(self):
        """Pair the fields of each time that one types."""
        return [(self[f"day_{row}"], self[f"time_{row}"]) for row in ROWS]

    def judge_only_where_to_look(self):
        """Leave what else is wrong for when the group is asked; what nobody ticked gives way to the best found."""
        for name in set(self.errors) - set(LOOKED):
            del self._errors[name]
        if self.looks_elsewhere():
            self.data.setlist("times", self.best)

    def clean_first_day(self):
        return self.within_reach("first_day")

    def clean_last_day(self):
        return self.within_reach("last_day")

    def within_reach(self, name):
        on = self.cleaned_data[name]
        if on < self.today or on > self.today + FURTHEST:
            raise ValidationError(_("Choose a day from today on, within the next two years."))
        return on

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Choose a last day that is not before the first."))
        elif first and last and last - first > LONGEST_LOOK:
            self.add_error("last_day", _("Look at eight weeks at most."))
        self.starts = self.ticked() | set(self.own_times())
        self.check_starts()
        self.check_closing()
        return cleaned

    def own_times(self):
        """Go through the times that were typed, and say beside each what is wrong with it."""
        for row in ROWS:
            on, at = self.cleaned_data.get(f"day_{row}"), self.cleaned_data.get(f"time_{row}")
            known = not {f"day_{row}", f"time_{row}"} & set(self.errors)
            if on and at is None and known:
                self.add_error(f"time_{row}", _("Enter the time too, like 18:00."))
            elif at is not None and not on and known:
                self.add_error(f"day_{row}", _("Enter the day too."))
            elif on and at is not None and self.is_possible(on, at, row):
                yield instant(on, at, self.group.zone)

    def is_possible(self, on, at, row):
        wrong = refused(on, at, self.group.zone, self.now)
        if wrong is None and is_taken(self.group, instant(on, at, self.group.zone), but=self.moves):
            wrong = "day", TAKEN
        if wrong:
            self.add_error(f"{wrong[0]}_{row}", wrong[1])
        return wrong is None

    def check_starts(self):
        wrong = any(name.startswith(("day_", "time_")) for name in self.errors)
        if not self.starts and not wrong:
            self.add_error("times", _("Tick at least one time, or enter one of your own."))
        if len(self.starts) > MOST:
            self.add_error("times", _("Offer at most %(most)d times: who answers looks at each.") % {"most": MOST})

    def check_closing(self):
        """Answers end before the first time on offer, and not before now."""
        on = self.cleaned_data.get("closes_on")
        if not on:
            return
        if not self.today <= on <= self.today + FURTHEST or instant(on, EVENING, self.group.zone) <= self.now:
            self.add_error("closes_on", _("Choose a day still to come, within the next two years."))
            return
        self.cleaned_data["closes_at"] = closes_at = instant(on, EVENING, self.group.zone)
        if self.starts and closes_at >= (first := min(self.starts)):
            latest = local_day(first, self.group.zone) - A_DAY
            self.add_error("closes_on", too_late(first, latest, self.group, self.now))

    def decided(self):
        """Return what the group is asked."""
        given = {name: self.cleaned_data[name] for name in ("minutes", "closes_at")}
        return given | {"starts": self.starts, "moves": self.moves} | self.where()


def too_late(first, latest, group, now):
    """Say why the closing day is too late, and which would do; of a time that is too near, that it has to go."""
    when = {"first": time_range(first, 0, group.zone, now), "latest": day(latest, local_day(now, group.zone))}
    if instant(latest, EVENING, group.zone) <= now:
        return _("One of the times is so near that nobody could answer before it. Take it out, or plan the meeting.")
    return _("Answers have to end before the first time on offer: on %(latest)s at the latest.") % when


def read(text):
    """Read one of our own times again; nothing else is one."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo and not (at.second or at.microsecond) else None


class VoteForm(Form):
    """What suits somebody: one question for each time, by their clock or the place's."""

    def __init__(self, *args, slots, minutes, zone, now, said=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.slots, self.zone = list(slots), zone
        for slot in self.slots:
            self.fields[f"slot_{slot.pk}"] = forms.ChoiceField(
                label=time_range(slot.starts_at, minutes, zone, now),
                choices=Vote.Answer.choices,
                initial=(said or {}).get(slot.pk),
                required=False,
                widget=Segmented,
                error_messages={"invalid_choice": ONE_OF_THREE},
            )

    def days(self, in_the_way=()):
        """Group the times by the day they begin on, by the clock they are read by, each with what is in the way."""
        known = dict(in_the_way)
        for on, slots in groupby(self.slots, key=lambda slot: local_day(slot.starts_at, self.zone)):
            yield on, [(slot, self[f"slot_{slot.pk}"], known.get(slot.pk, "")) for slot in slots]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.answers():
            raise ValidationError(_("Mark at least one time. If none suits you, answer one of them with “No”."))
        return cleaned

    def answers(self):
        """Return what was said, by slot."""
        said = {slot.pk: self.cleaned_data.get(f"slot_{slot.pk}") for slot in self.slots}
        return {slot: answer for slot, answer in said.items() if answer}


class PickForm(Form):
    """Which of the times it is."""

    slot = forms.TypedChoiceField(
        label=gettext_lazy("Time to meet"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose one of the times.")),
    )

    def __init__(self, *args, tallies, **kwargs):
        super().__init__(*args, **kwargs)
        self.tallies = tallies
        self.fields["slot"].choices = [(tally.slot, tally.starts_at) for tally in tallies]

    def chosen(self):
        """Return the slot whose row is marked: what was typed, else the best."""
        typed = self["slot"].value() if self.is_bound else None
        return str(typed or (self.tallies[0].slot if self.tallies else ""))
