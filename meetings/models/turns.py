"""What happened in the queue for hot seats? Who passed, stood back or changed places: facts, no words."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groups.models import Membership
from meetings.models.hot_seats import HotSeat
from meetings.models.meetings import Meeting
from peergroups.kit.ids import RandomId


class Pass(models.Model):
    """A member does not want a hot seat in one meeting; their place in the queue stays theirs."""

    id = RandomId()
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="passes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="passes")
    passed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "person", name="one_pass_per_meeting_and_person")]
        verbose_name_plural = "passes"

    def __str__(self):
        return f"{self.person_id} passed"


class Jump(models.Model):
    """Somebody was given a hot seat before somebody who was next: kept, so that those who stood back come first."""

    class Why(models.TextChoices):
        URGENT = "urgent", _("It cannot wait")
        FITS = "fits", _("It fits this meeting")
        WISHED = "wished", _("The group wished it")
        CHOSEN = "chosen", _("Chosen on the agenda")

    id = RandomId()
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="jumps")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="jumps")
    over = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="stood_back")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    why = models.CharField(max_length=6, choices=Why, default=Why.CHOSEN)
    jumped_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "person", "over", name="one_jump_per_meeting_and_pair")]

    def __str__(self):
        return f"{self.person_id} before {self.over_id}"


class SwapQuerySet(models.QuerySet):
    def visible_to(self, person):
        mine = Membership.objects.current().filter(person=person).values("group")
        between = self.filter(Q(seat__person=person) | Q(asked=person), seat__meeting__group__in=mine)
        return between.select_related("seat__meeting__group", "seat__person", "asked")

    def open(self, now):
        """Those that wait for an answer, about a seat that is still its holder's in a meeting to come."""
        stands = Q(seat__item__isnull=False, seat__meeting__in=Meeting.objects.ahead(now))
        return self.filter(stands, agreed_at=None, closed_at=None)


class Swap(models.Model):
    """Whoever has a hot seat asks somebody to change places; nothing happens before the other one agrees."""

    id = RandomId()
    seat = models.ForeignKey(HotSeat, models.CASCADE, related_name="swaps")
    asked = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="swaps_asked")
    asked_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # taken back, or not agreed to: the ledger keeps no which

    objects = SwapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "seat", condition=Q(agreed_at=None, closed_at=None), name="one_open_swap_per_hot_seat"
            ),
            models.CheckConstraint(condition=Q(agreed_at=None) | Q(closed_at=None), name="agreed_to_or_closed"),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | Q(agreed_at__gte=F("asked_at")), name="asked_before_agreed"
            ),
        ]

    def __str__(self):
        return f"swap of {self.seat_id}"

    @property
    def group(self):
        """The group it belongs to, for a gate."""
        return self.seat.meeting.group
