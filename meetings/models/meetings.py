"""When does a group gather? One row for each gathering, held or still to come."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models.functions import Now
from django.urls import reverse

from groups.models import Group, Membership
from meetings.agenda import SIX, Part, Template, first_that_fits, fit, nearest_template, rescale
from meetings.models.cadences import Cadence
from meetings.models.places import Placed
from peergroups.kit.ids import RandomId

EARLY = timedelta(minutes=15)  # before its time it can be started
OVERTIME = timedelta(hours=1)  # after its time one still finds into the room


class MeetingOver(Exception):
    """A meeting that has begun or was cancelled is not moved or cancelled any more."""


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The meetings of the groups a person is in, each with its group: whoever opens one asks for that next."""
        mine = Membership.objects.current().filter(person=person).values("group")
        return self.filter(group__in=mine).select_related("group")

    def standing(self):
        return self.filter(cancelled_at=None)

    def upcoming(self, now):
        """What is still to come or going on, nearest first."""
        return self.standing().filter(ends_at__gt=now).order_by("starts_at")

    def ahead(self, now):
        """What is still to come and has not been started early, so that its seats can change hands."""
        return self.standing().filter(starts_at__gt=now, sitting=None)

    def held(self, now):
        return self.standing().filter(ends_at__lte=now).order_by("-starts_at")


class Meeting(Placed):
    """One gathering of a group."""

    TIMES = ("starts_at", "ends_at", "timed_at", "started_before", "cancelled_at", "revision", "revised_at")

    id = RandomId()
    group = models.ForeignKey(Group, models.PROTECT, related_name="meetings")
    cadence = models.ForeignKey(Cadence, models.SET_NULL, related_name="meetings", null=True, blank=True)
    cadence_day = models.DateField(null=True, blank=True)  # which day of the rhythm it is, wherever it was moved since
    off_rhythm_at = models.DateTimeField(null=True, blank=True)  # since when it keeps a time or place of its own
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    timed_at = models.DateTimeField()  # when this start was decided: no reminder counts as late before that
    started_before = models.DateTimeField(null=True, blank=True)  # the start its members knew before it was last moved
    cancelled_at = models.DateTimeField(null=True, blank=True)
    laid_for = models.PositiveSmallIntegerField(default=SIX)  # the people its agenda was fitted to
    shared_at = models.DateTimeField(null=True, blank=True)  # when its agenda was sent round
    shared_agenda = models.JSONField(null=True, blank=True)  # as it was then: [item, kind, minutes, person]
    revision = models.PositiveIntegerField(default=0, db_default=0)  # how often calendars had to learn it anew
    revised_at = models.DateTimeField(db_default=Now())

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="ends_after_it_starts"),
            models.UniqueConstraint(
                "group", "starts_at", condition=models.Q(cancelled_at=None), name="one_meeting_per_group_and_start"
            ),
            models.UniqueConstraint("cadence", "cadence_day", name="one_meeting_per_day_of_a_cadence"),
        ]
        indexes = [models.Index("starts_at", condition=models.Q(cancelled_at=None), name="standing_by_start")]

    def __str__(self):
        return f"{self.group} on {self.starts_at:%d %B %Y}"

    def get_absolute_url(self):
        return reverse("meetings:detail", args=[self.pk])

    def get_live_url(self):
        return reverse("meetings:live", args=[self.pk])

    @property
    def minutes(self):
        return round((self.ends_at - self.starts_at).total_seconds() / 60)

    def is_open(self, now):
        """Say whether it is still to come, so that it can be planned, moved and cancelled."""
        return self.cancelled_at is None and now < self.starts_at and not self.was_begun_early(now)

    def was_begun_early(self, now):
        """Say whether it is being held although its time has not come; asked of the database, and only then."""
        return now >= self.starts_at - EARLY and Meeting.objects.filter(pk=self.pk, sitting__isnull=False).exists()

    def is_near(self, now):
        """Say whether it stands and its time is here: from shortly before it begins until an hour after it ends."""
        return self.cancelled_at is None and self.starts_at - EARLY <= now < self.ends_at + OVERTIME

    def is_on(self, now):
        """Say whether it is, or may be, held just now: its time is here, and nobody has ended it in the room."""
        return self.is_near(now) and not Meeting.objects.filter(pk=self.pk, sitting__ended_at__isnull=False).exists()

    def lay_agenda(self, *, people, length=None):
        """Fill the agenda from the group's own template for this length, or the nearest usual one, fitted to people."""
        length = length or self.minutes
        own = [each.template for each in self.group.agenda_templates.filter(minutes=length)]
        template, many = first_that_fits([*own, nearest_template(length)], people=people, length=length)
        self.lay(template, people=many, length=length)

    def lay(self, template, *, people, length=None):
        """Fill the agenda anew from a template; hot seats that were given go to its seats in turn."""
        parts = fit(template, people=people, length=length or self.minutes)
        given = [item.seat for item in self.agenda_items.filter(seat__isnull=False).select_related("seat")]
        self.agenda_items.all().delete()
        items = self.agenda_items.bulk_create(
            self.agenda_items.model(meeting=self, position=position, kind=part.kind, minutes=part.minutes)
            for position, part in enumerate(parts, start=1)
        )
        for item, seat in zip([item for item in items if item.is_hot_seat], given, strict=False):
            seat.item = item
            seat.save(update_fields=["item"])
        self.laid_for = people
        self.save(update_fields=["laid_for"])

    def refit(self, *, people):
        """Give the parts the minutes they take for so many people, within the same length."""
        items = list(self.agenda_items.all())
        parts = tuple(Part(item.kind, item.minutes) for item in items)
        self._set(items, fit(Template(parts, self.laid_for), people=people, length=self.minutes))
        self.laid_for = people
        self.save(update_fields=["laid_for"])

    def parts(self):
        return [Part(item.kind, item.minutes) for item in self.agenda_items.all()]

    @transaction.atomic
    def move(self, starts_at, *, minutes, now, known=None, **where):
        """Hold it at another time or place; the agenda stretches or shrinks with its length.

        `known` is the start that its members were told of last, where they have not heard of the present one.
        """
        self._hold()
        self._must_be_open(now)
        if minutes != self.minutes:
            self._rescale(minutes)
        for field, value in where.items():
            setattr(self, field, value)
        if (starts_at, minutes) != (self.starts_at, self.minutes):
            self._revise(now)
        if starts_at != self.starts_at:
            known = known or self.starts_at
            self.started_before = None if starts_at == known else known
            self.starts_at, self.timed_at = starts_at, now
        self.ends_at = self.starts_at + timedelta(minutes=minutes)
        self.save(update_fields=[*self.TIMES, *where])

    @transaction.atomic
    def cancel(self, *, now):
        """Call the meeting off and return when; doing so twice keeps the first moment."""
        self._hold()
        if self.cancelled_at is None:
            self._must_be_open(now)
            self.cancelled_at = now
            self._revise(now)
            self.save(update_fields=["cancelled_at", "revision", "revised_at"])
        return self.cancelled_at

    def _revise(self, now):
        self.revision += 1
        self.revised_at = now

    def _hold(self):
        """Read anew what may have changed since the page was opened, and let nobody change it before we are done."""
        self.refresh_from_db(fields=self.TIMES, from_queryset=Meeting.objects.select_for_update())

    def _must_be_open(self, now):
        if not self.is_open(now):
            raise MeetingOver

    def _rescale(self, length):
        items = list(self.agenda_items.all())
        if items:
            parts = [Part(item.kind, item.minutes) for item in items]
            self._set(items, rescale(parts, length, people=self.laid_for))

    def _set(self, items, parts):
        for item, part in zip(items, parts, strict=True):
            item.minutes = part.minutes
        self.agenda_items.bulk_update(items, ["minutes"])
