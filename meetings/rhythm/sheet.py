"""What has the facilitator chosen so far, and what would come of it? The page of a rhythm, from rule to dates."""

from hashlib import sha256

from django.utils.translation import gettext as _

from meetings.cadence import LAST
from meetings.models import Cadence
from meetings.models.places import Place
from meetings.reading import like_the_last
from meetings.rhythm import words
from meetings.rhythm.drawing import Fate, Standing, Wish, as_it_is, draw, foresee
from meetings.rhythm.forms import DatesForm, RhythmForm
from peergroups.kit.wallclock import local, local_day

OURS = ("csrfmiddlewaretoken", "step", "seen")


class Sheet:
    """A rule with its dates, as typed or as saved: both forms, and each date with what there is to know of it."""

    def __init__(self, group, data, *, now):
        self.group, self.now = group, now
        self.saved = Cadence.objects.filter(group=group).first()
        self.standing = Standing(group, self.saved, now=now)
        self.drawn, self.everywhere, self.wish = [], [], None
        self.fill(data)

    def fill(self, data):
        """Judge what was typed; a date that takes all after it along becomes the rule."""
        about = {"group": self.group, "now": self.now}
        self.rhythm = RhythmForm(data, instance=self.saved, initial=self.usual(), **about)
        self.dates = DatesForm(data, **about)
        self.wish = self.wished(data)
        if self.wish and data is not None and self.dates.carried:
            self.fill(self.carry(data, *self.dates.carried))
        elif self.wish:
            self.lay_out()

    def wished(self, data):
        """Return the wish; None as long as there is no rule."""
        if data is None:
            return as_it_is(self.saved, self.standing) if self.saved else None
        self.dates.is_valid()  # each form says what is wrong with it, whatever the other one says
        if not self.rhythm.is_valid():
            return None
        form, dates = self.rhythm, self.dates
        about = {"skipped": dates.skipped, "chosen": dates.chosen, "since": form.moves_since}
        return Wish(form.rule, form.cleaned_data["minutes"], form.where(), **about)

    def lay_out(self):
        rule = self.saved and self.saved.rule
        self.drawn = draw(self.group, self.wish, self.standing, rule, now=self.now)
        self.everywhere = foresee(self.group, self.wish.rule, self.drawn)
        if self.dates.is_bound:
            self.dates.check_free(self.drawn, self.standing.coming)
        for date in self.drawn:
            if date.is_mine:
                self.dates.ask(date.day, date)

    def carry(self, data, day, starts_at):
        """Write what was typed anew, with the rule by which all dates from this one on are like it."""
        there = local(starts_at, self.group.zone)
        rule = self.rhythm.rule.carried(there.date(), there.time())
        data = data.copy()
        for name in ("day", "time", "after"):
            data.pop(f"{name}_{day}", None)
        begins = {"first_on": rule.first_on.isoformat(), "since": min(day, rule.first_on).isoformat()}
        told = {"weekday": str(rule.weekday), "nth": str(rule.nth or ""), "time": f"{rule.at:%H:%M}"}
        for name, text in (begins | told).items():
            data[name] = text
        return data

    def usual(self):
        """Offer for a new rhythm what the last meeting had."""
        if self.saved:
            return {}
        last = self.group.meetings.standing().order_by("-starts_at").first()
        today = local_day(self.now, self.group.zone)
        offered = {"first_on": today, **like_the_last(self.group, self.now)}
        if last:
            day = local_day(last.starts_at, self.group.zone)
            offered |= {"weekday": day.weekday(), "nth": (day.day - 1) // 7 + 1 if day.day < 29 else LAST}
        return offered

    @property
    def is_valid(self):
        return self.rhythm.is_valid() and self.dates.is_valid()

    @property
    def refused(self):
        """The form in which something is wrong, if any is."""
        return self.dates if self.rhythm.is_valid() else self.rhythm

    @property
    def spoken(self):
        return words.rhythm(self.wish.rule, self.group.zone) if self.wish else ""

    @property
    def place(self):
        """Say how long and how they meet, as the boxes have it."""
        length, how = (self.rhythm[name].value() for name in ("minutes", "place"))
        told = {"minutes": length or "", "how": dict(Place.choices).get(how, "")}
        return _("%(minutes)s min, %(how)s") % told

    @property
    def rows(self):
        """Each date with its boxes and what to know of it, ready to be shown."""
        asked = set(self.dates.days)
        for date in self.drawn:
            yield {
                "date": date,
                "row": self.dates.row(date.day) if date.is_mine and date.day in asked else None,
                "remarks": [words.remark(known, self.group.zone, self.wish.rule.at) for known in date.remarks],
                "fate": FATES[date.fate](),
            }

    @property
    def always(self):
        return [words.remark(known, self.group.zone) for known in self.everywhere]

    def changing(self):
        """Those rows of which calendars have to learn."""
        news = (Fate.NEW, Fate.MOVES, Fate.CALLED_OFF)
        return [row for row in self.rows if row["date"].fate in news or is_taken_out(row["date"])]

    @property
    def seen(self):
        """A short name for all that is shown: when it has become another since, it is shown once more."""
        told = [(str(date.day), date.starts_at.isoformat(), date.minutes, date.fate) for date in self.drawn]
        return sha256(str(told).encode()).hexdigest()[:16]

    @property
    def typed(self):
        """All that was typed, to be carried to the next step."""
        return [(name, text) for name, texts in self.dates.data.lists() if name not in OURS for text in texts]


def is_taken_out(date):
    return date.fate == Fate.SKIPPED and date.meeting is not None


FATES = {
    Fate.NEW: lambda: {"word": _("New"), "tone": "primary"},
    Fate.STAYS: lambda: {"word": "", "tone": ""},
    Fate.MOVES: lambda: {"word": _("Moves"), "tone": "ochre"},
    Fate.SKIPPED: lambda: {"word": _("Skipped"), "tone": ""},
    Fate.CALLED_OFF: lambda: {"word": _("Called off"), "tone": "danger"},
}
