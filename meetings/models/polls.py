"""When could everybody come? A poll with its slots, and what each member says to each of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.models import Group, Membership
from meetings.models.meetings import Meeting
from meetings.models.places import Placed
from peergroups.kit.ids import RandomId


class PollQuerySet(models.QuerySet):
    def visible_to(self, person):
        mine = Membership.objects.current().filter(person=person).values("group")
        return self.filter(group__in=mine).select_related("group")

    def open(self):
        """Those in which nothing was picked yet, closed for answers or not."""
        return self.filter(ended_at=None)

    def worth_asking(self, now):
        """Those among them that can still come to something: a meeting to be moved is still to come."""
        return self.open().filter(Q(moves=None) | Q(moves__cancelled_at=None, moves__starts_at__gt=now))


class Poll(Placed):
    """A question to a group: which of these times? For a new meeting, or for one that is to be moved."""

    id = RandomId()
    group = models.ForeignKey(Group, models.PROTECT, related_name="polls")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    closes_at = models.DateTimeField()  # answers are taken until then
    ended_at = models.DateTimeField(null=True, blank=True)  # a slot was picked, or the poll was given up
    moves = models.ForeignKey(Meeting, models.SET_NULL, related_name="polls", null=True, blank=True)
    meeting = models.OneToOneField(Meeting, models.SET_NULL, related_name="picked_in", null=True, blank=True)

    objects = PollQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "group",
                "moves",
                condition=models.Q(ended_at=None),
                nulls_distinct=False,
                name="one_poll_at_a_time_for_a_meeting",
            )
        ]

    def __str__(self):
        return f"poll of {self.group}"

    def get_absolute_url(self):
        return reverse("meetings:poll", args=[self.pk])

    def takes_answers(self, now):
        return self.ended_at is None and now < self.closes_at and not self.is_moot(now)

    def is_moot(self, now):
        """Say whether the meeting it would move has begun or was cancelled meanwhile."""
        return self.moves is not None and not self.moves.is_open(now)

    def end(self, meeting, *, now):
        """Ask no longer: because this meeting came of it, or without one."""
        self.ended_at, self.meeting = now, meeting
        self.save(update_fields=["ended_at", "meeting"])


class Slot(models.Model):
    """One time that a poll offers."""

    id = RandomId()
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint("poll", "starts_at", name="one_slot_per_poll_and_start")]


class Vote(models.Model):
    """What one person says to one slot."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        IF_NEED_BE = "maybe", _("If need be")
        NO = "no", _("No")

    id = RandomId()
    slot = models.ForeignKey(Slot, models.CASCADE, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="votes")
    answer = models.CharField(max_length=5, choices=Answer)
    answered_at = models.DateTimeField()
    by_link = models.BooleanField(default=False)  # of a mail, without signing in

    class Meta:
        constraints = [models.UniqueConstraint("slot", "person", name="one_vote_per_slot_and_person")]
