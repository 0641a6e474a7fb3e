"""Who asks for a hot seat, and what is parked for one? Brought by members, between meetings and in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import Group, Membership, Words
from peergroups.kit.ids import RandomId


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
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)  # taken back, or its hot seat was held

    objects = RoomQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "group",
                "person",
                condition=Q(closed_at=None, route="seat"),
                name="one_open_request_for_a_seat_per_group_and_person",
            )
        ]


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
