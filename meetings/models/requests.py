"""Who asks for a hot seat, and what is parked for one? Brought by members, between meetings and in them."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.models import Group, Membership, Words
from peergroups.kit.ids import RandomId

ASKED_FOR = timedelta(hours=48)


class Help(models.TextChoices):
    """Which kind of help somebody wants: it decides the protocol of their hot seat."""

    ADVICE = "advice", _("Advice")
    QUESTIONS = "questions", _("Questions only")
    EXPERIENCE = "experience", _("What others went through")
    IDEA = "idea", _("A fresh idea, built further")
    SUPPORT = "support", _("Support, no fixing")
    TROIKA = "troika", _("A short consultation")
    TORN = "torn", _("Torn between two")


class RoomQuerySet(models.QuerySet):
    def visible_to(self, person):
        mine = Membership.objects.current().filter(person=person).values("group")
        return self.filter(group__in=mine)

    def open(self):
        return self.filter(closed_at=None)


class SeatRequestQuerySet(RoomQuerySet):
    def open(self):
        """What was sent on its way and is not closed; what was not is its author's alone."""
        return self.filter(closed_at=None, asked_at__isnull=False)

    def seated(self):
        """Those that were given a hot seat which still stands."""
        return self.filter(seat__item__isnull=False, seat__meeting__cancelled_at=None)

    def unseated(self):
        """Those that want a hot seat and have none."""
        wanted = self.open().filter(route=SeatRequest.Route.SEAT)
        return wanted.exclude(pk__in=SeatRequest.objects.seated().values("pk"))

    def waiting(self):
        """Those among them of people who take no break, the longest wait first."""
        there = Membership.objects.attending().filter(group=OuterRef("group"), person=OuterRef("person"))
        return self.unseated().filter(Exists(there)).order_by("asked_at")

    def noted_in(self, sitting, person):
        """What somebody noted as a need while their group met, and did not send on its way to a hot seat."""
        theirs = self.filter(person=person, group=sitting.meeting.group_id, closed_at=None)
        noted = theirs.filter(words__written_at__gte=sitting.started_at).exclude(route="seat", asked_at__isnull=False)
        return noted.select_related("words").order_by("words__written_at")

    def asked_of_all(self, now):
        """The questions that a group has before it, the newest last; those whose words are for fewer are left out."""
        lately = self.open().filter(route=SeatRequest.Route.ASK, asked_at__gt=now - ASKED_FOR)
        return (
            lately.filter(words__audience=Words.Audience.GROUP).select_related("words", "person").order_by("asked_at")
        )


class SeatRequest(models.Model):
    """A member's wish for a hot seat; what it is about stands in its words, read by whom the author chose."""

    class Route(models.TextChoices):
        SEAT = "seat", _("A hot seat")
        ASK = "ask", _("A question for 48 hours")

    id = RandomId()
    group = models.ForeignKey(Group, models.PROTECT, related_name="seat_requests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="seat_requests")
    words = models.OneToOneField(Words, models.PROTECT, related_name="seat_request")
    help = models.CharField(max_length=10, choices=Help, default=Help.ADVICE)
    route = models.CharField(max_length=4, choices=Route, default=Route.SEAT)
    is_overridden = models.BooleanField(default=False)  # its author chose the other way than was proposed
    needed_by = models.DateField(null=True, blank=True)
    is_factual = models.BooleanField(default=False)  # a fact, a name or a number would settle it
    is_ready = models.BooleanField(default=False)  # its question stands there in one sentence
    asked_at = models.DateTimeField(null=True, blank=True)  # on this way; None: not sent yet, its author's alone
    closed_at = models.DateTimeField(null=True, blank=True)  # taken back, or its hot seat was held

    objects = SeatRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "group",
                "person",
                condition=Q(closed_at=None, route="seat", asked_at__isnull=False),
                name="one_open_request_for_a_seat_per_group_and_person",
            )
        ]

    def __str__(self):
        return f"request of {self.person_id}"

    def get_absolute_url(self):
        return reverse("meetings:request", args=[self.pk])

    @property
    def is_for_all(self):
        """Say whether it went to the whole group, as a question."""
        return self.route == self.Route.ASK and self.asked_at is not None

    @property
    def answers_until(self):
        return self.asked_at + ASKED_FOR if self.is_for_all else None

    @property
    def wants_a_seat(self):
        """Say whether it is on its way to a hot seat."""
        return self.closed_at is None and self.asked_at is not None and self.route == self.Route.SEAT

    @property
    def another_waits(self):
        """Say whether its author has another one on its way to a hot seat in this group."""
        others = SeatRequest.objects.filter(group=self.group_id, person=self.person_id).exclude(pk=self.pk)
        return any(other.wants_a_seat for other in others.filter(closed_at=None))

    @property
    def seat_given(self):
        """The hot seat it was given, while that stands; None else."""
        seat = getattr(self, "seat", None)
        return seat if seat and seat.item_id and seat.meeting.cancelled_at is None else None

    def is_over(self, now):
        """Say whether the 48 hours of a question are over."""
        return self.is_for_all and self.answers_until <= now

    def close(self, *, now):
        """Ask no more; doing so twice keeps the first moment."""
        if self.closed_at is None:
            self.closed_at = now
            self.save(update_fields=["closed_at"])


class ParkedTopic(models.Model):
    """Something for a hot seat one day: kept in the group's parking lot until its author closes it."""

    id = RandomId()
    group = models.ForeignKey(Group, models.PROTECT, related_name="parked_topics")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="parked_topics")
    words = models.OneToOneField(Words, models.PROTECT, related_name="parked_topic")
    importance = models.PositiveSmallIntegerField(default=2)  # 1 to 3
    urgency = models.PositiveSmallIntegerField(default=2)  # 1 to 3
    times_raised = models.PositiveSmallIntegerField(default=1)
    parked_at = models.DateTimeField()
    raised_at = models.DateTimeField()  # last
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = RoomQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(importance__range=(1, 3), urgency__range=(1, 3), times_raised__gte=1),
                name="weighed_from_one_to_three",
            )
        ]
