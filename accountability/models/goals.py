"""Where does a member want to be within a year? One to three goals for each group, on which commitments hang."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q

from groups.models import Group, Membership, Words
from groups.readers import choose
from groups.wall import IsOpen
from groups.words import write
from peergroups.kit.ids import RandomId

MOST = 3  # at a time: more would be a list of wishes


class EnoughGoals(Exception):
    """Three goals are open already: one of them is closed before there is a fourth."""


class GoalQuerySet(models.QuerySet):
    def visible_to(self, person):
        """One's own alone: what others let be read stands on their group's page."""
        return self.of(person).filter(group__in=Membership.objects.current().filter(person=person).values("group"))

    def of(self, person):
        return self.filter(person=person)

    def open(self):
        return self.filter(closed_at=None)

    def open_or_closed_since(self, moment):
        return self.filter(Q(closed_at=None) | Q(closed_at__gte=moment))

    def of_members(self):
        """Leave out those who left the group."""
        places = Membership.objects.current().filter(group=OuterRef("group"), person=OuterRef("person"))
        return self.filter(Exists(places))

    def worded(self):
        """Bring the words along; a goal whose words the wall hides is not there at all."""
        return self.filter(IsOpen(F("group_id"))).select_related("words", "group")

    def by_day(self):
        return self.order_by("due_on", "begun_at", "pk")


class Goal(models.Model):
    """One goal of one member; what it says is in its words (goal, known, people, and once it is closed what came)."""

    id = RandomId()
    group = models.ForeignKey(Group, models.PROTECT, related_name="goals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="goals")
    words = models.OneToOneField(Words, models.PROTECT, related_name="goal")
    begun_at = models.DateTimeField()
    due_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = GoalQuerySet.as_manager()

    def __str__(self):
        return f"goal for {self.due_on}"

    @property
    def is_open(self):
        return self.closed_at is None

    @transaction.atomic
    def change(self, *, due_on, now, audience=None, reader=None, **said):
        """Say it better, or for another day; to the same readers, unless others are chosen."""
        self.due_on = due_on
        self.save(update_fields=["due_on"])
        self.words.rewrite(now=now, kept="goal", **self.words.answers | said)
        if audience:
            choose(self.words, audience, reader, now=now)

    @transaction.atomic
    def close(self, came, *, now):
        """Be done with it, reached or not, with a line on what came of it; said again, the newer line stands."""
        self.words.rewrite(now=now, kept="goal", **self.words.answers | {"came": came})
        if self.is_open:
            self.closed_at = now
            self.save(update_fields=["closed_at"])


@transaction.atomic
def set_out(group, person, *, due_on, now, audience, reader=None, **said):
    """Take a goal down; a second page that does so at the same time waits, so that there are never four."""
    Membership.objects.select_for_update(no_key=True).get(group=group, person=person, left_at=None)
    if group.goals.of(person).open().count() >= MOST:
        raise EnoughGoals
    words = write(group, person, now=now, kept="goal", audience=audience, reader=reader, **said)
    return Goal.objects.create(group=group, person=person, words=words, begun_at=now, due_on=due_on)
