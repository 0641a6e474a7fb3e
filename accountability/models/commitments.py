"""What will somebody do, and by when? A commitment made in a group, asked about at the next meeting."""

from datetime import UTC, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Value
from django.urls import reverse

from accountability.models.follow_ups import FollowUp
from groups.models import Group, Membership, Words
from groups.readers import choose
from groups.wall import IsOpen
from groups.words import write
from meetings.models import Meeting
from peergroups.kit.ids import RandomId
from peergroups.kit.wallclock import local_day

A_DAY = timedelta(days=1)
GROUP = Words.Audience.GROUP
STANDS = Q(carried_at=None)
GOES_ON = STANDS & (Q(said=None) | ~Q(said__outcome__in=FollowUp.SETTLED))
OFTEN = 2  # carried over so often, a commitment is asked about in another way before it is carried over once more


class NotChangeable(Exception):
    """A commitment can be changed until the day before it is due; afterwards its owner first says how it went."""


class NotToCarry(Exception):
    """Only what its owner said goes on is carried over, and only once: afterwards the new one is asked about."""


class CarriedOver(Exception):
    """What was carried over stays as it was said; how it goes is said of the one that followed."""


class DayTooEarly(Exception):
    """A commitment is due tomorrow at the earliest."""


class CommitmentQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(group__in=Membership.objects.current().filter(person=person).values("group"))

    def of(self, person):
        return self.filter(person=person)

    def open(self):
        """What is still asked about: nothing was said yet, or it goes on and was not carried over."""
        return self.filter(GOES_ON)

    def in_sight(self, moment):
        """What is open, and what was settled since then."""
        return self.filter(GOES_ON | STANDS & Q(said__said_at__gte=moment))

    def settled_since(self, moment):
        """What was done or changed lately, newest first."""
        return self.filter(said__outcome__in=FollowUp.SETTLED, said__said_at__gte=moment).order_by("-said__said_at")

    def told(self):
        """What its owner has said something about, the last one first."""
        return self.filter(said__isnull=False).order_by("-said__said_at", "-pk")

    def of_members(self):
        """Leave out those who left the group: nobody asks about their commitments any more."""
        places = Membership.objects.current().filter(group=OuterRef("group"), person=OuterRef("person"))
        return self.filter(Exists(places))

    def of_attending(self):
        """Leave out those on a sabbatical as well: nobody waits for them."""
        places = Membership.objects.attending().filter(group=OuterRef("group"), person=OuterRef("person"))
        return self.filter(Exists(places))

    def near_a_nudge(self, now):
        """Narrow to the few who may be asked now; to the hour it is known only in the owner's zone.

        Twice the way from today to the middle is the way to the due day and the way to the day it was dated.
        A middle that went by unasked for longer than three days is left to the due day; afterwards one has two days
        to speak, and is asked within the three that follow.
        """
        today = now.astimezone(UTC).date()
        from_today = Value(today, models.DateField())
        twice_to_middle = (F("due_on") - from_today) + (F("dated_on") - from_today)
        due = Q(due_on__range=(today - 6 * A_DAY, today + 2 * A_DAY))
        middle = Q(due_on__gt=today, twice_to_middle__range=(-6 * A_DAY, 4 * A_DAY))
        return self.alias(twice_to_middle=twice_to_middle).filter(due | middle)

    def worded(self, *, seen=True):
        """Bring the texts along in the same query; of a room that is open, also those whose `words` the wall hides.

        They are None then, and the fact stays. Of any other room nothing is left, whatever else the query forgot.
        Who saw it done comes along too; what is open nobody did.
        """
        along = ("words", "said__words", *(["said__sighting__by"] if seen else []))
        return self.filter(IsOpen(F("group_id"))).select_related(*along)

    def by_day(self):
        return self.order_by("due_on", "made_at", "pk")


class Commitment(models.Model):
    """One promise of one person to their group; what it says is in its words (what, how_known, first_step)."""

    id = RandomId()
    group = models.ForeignKey(Group, models.PROTECT, related_name="commitments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="commitments")
    # Never missing, by a constraint; nullable so that a join keeps the fact where the wall hides its words.
    words = models.OneToOneField(Words, models.PROTECT, related_name="commitment", null=True)
    meeting = models.ForeignKey(Meeting, models.SET_NULL, related_name="commitments", null=True, blank=True)
    made_at = models.DateTimeField()
    due_on = models.DateField()
    dated_on = models.DateField()  # the owner's day when they chose `due_on`: halfway is counted from here
    follows = models.ForeignKey("self", models.SET_NULL, related_name="followed_by", null=True, blank=True)
    carried_at = models.DateTimeField(null=True, blank=True)  # since when the one that follows stands in its place
    times_carried = models.PositiveSmallIntegerField(default=0)  # to come to this one, one after the other

    goal = models.ForeignKey(
        "accountability.Goal", models.SET_NULL, related_name="commitments", null=True, blank=True
    )  # of the same person in the same group: the database sees to that

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gt=F("dated_on")), name="due_after_the_day_it_was_dated"),
            models.CheckConstraint(condition=Q(words__isnull=False), name="a_commitment_has_words"),
        ]
        indexes = [models.Index("due_on", name="commitments_by_due_day")]

    def __str__(self):
        return f"commitment for {self.due_on}"

    def get_absolute_url(self):
        return f"{reverse('accountability:list')}#commitment-{self.pk}"

    @property
    def follow_up_said(self):
        """The word on how it went, or None."""
        return getattr(self, "said", None)

    @property
    def is_open(self):
        return self.carried_at is None and (self.follow_up_said is None or not self.said.settles)

    @property
    def is_done(self):
        """Say whether its owner calls it done."""
        said = self.follow_up_said
        return self.carried_at is None and said is not None and said.outcome == FollowUp.Outcome.DONE

    @property
    def has_a_story(self):
        """Say whether it came from another one, or was carried over into one."""
        return self.follows_id is not None or self.carried_at is not None

    @property
    def is_carried_often(self):
        """Say whether carrying it over once more is the third time: then it is dropped, made smaller, or discussed."""
        return self.times_carried >= OFTEN

    def is_changeable(self, now):
        """Say whether day and words may change: until the day before, as long as its owner said nothing of it yet.

        Afterwards it is carried over.
        """
        return self.is_open and self.follow_up_said is None and local_day(now, self.person.time_zone) < self.due_on

    @property
    def is_to_carry(self):
        """Say whether its owner said that it goes on, so that it can be carried over."""
        return self.is_open and self.follow_up_said is not None

    def reschedule(self, due_on, *, now):
        """Choose another day for it; the same day again changes nothing."""
        if due_on == self.due_on:
            return
        self._must_be_changeable(now)
        self.due_on, self.dated_on = due_on, day_before(due_on, person=self.person, now=now)
        self.save(update_fields=["due_on", "dated_on"])

    def reword(self, *, now, audience=None, reader=None, **answers):
        """Say it better, or make it smaller; to the same readers, unless others are chosen."""
        self._must_be_changeable(now)
        self.words.rewrite(now=now, kept="commitment", **answers)
        if audience:
            choose(self.words, audience, reader, now=now)

    def hang_on(self, goal):
        """Make it a step towards a goal, or towards none."""
        self.goal = goal
        self.save(update_fields=["goal"])

    @transaction.atomic
    def carry_over(self, *, due_on, now, **said):
        """Make it anew for a later day, in its words or smaller; the one before stays as it was said."""
        self._hold()
        if not (self.is_open and self.follow_up_said):
            raise NotToCarry
        if not said.get("audience"):
            said["audience"], said["reader"] = self.words.readers_by_now()
        said.setdefault("goal", self.goal)
        times = self.times_carried + 1
        followed = commit(self.group, self.person, follows=self, times_carried=times, due_on=due_on, now=now, **said)
        self.carried_at = now
        self.save(update_fields=["carried_at"])
        return followed

    @transaction.atomic
    def follow_up(self, outcome, line="", *, now, only_me=False, by_link=False):
        """Say how it went; saying it again replaces what was said before."""
        self._hold_to_answer()
        said = self.follow_up_said or FollowUp(commitment=self)
        said.replace(outcome, line, now=now, only_me=only_me, by_link=by_link)
        return said

    @transaction.atomic
    def note(self, outcome, *, now, by_link=False):
        """Take down how its owner told that it went; a line of theirs stays."""
        self._hold_to_answer()
        said = self.follow_up_said or FollowUp(commitment=self)
        said.outcome, said.said_at, said.by_link = outcome, now, by_link
        said.save()
        return said

    @transaction.atomic
    def take_back(self):
        """Withdraw the word on how it went; with none there is nothing to do."""
        self._hold_to_answer()
        if self.follow_up_said is not None:
            self.said.withdraw()
            self.refresh_from_db()

    def _hold(self):
        """Read anew what was said of it, and let a second tap wait until we are done."""
        self.refresh_from_db(fields=["said", "carried_at"], from_queryset=Commitment.objects.select_for_update())

    def _hold_to_answer(self):
        self._hold()
        if self.carried_at:
            raise CarriedOver

    def _must_be_changeable(self, now):
        if not self.is_changeable(now):
            raise NotChangeable


def day_before(due_on, *, person, now):
    """Return the person's today, which lies before any day they may choose."""
    today = local_day(now, person.time_zone)
    if due_on <= today:
        raise DayTooEarly
    return today


@transaction.atomic
def commit(
    group,
    person,
    *,
    due_on,
    now,
    what,
    how_known="",
    first_step="",
    belief="",
    audience=GROUP,
    reader=None,
    **place,
):
    """Commit to something before a group; its words may be for fewer people.

    Made in a meeting, it is kept with it; one may follow another, or hang on a goal. Of a test they say what its
    owner believes.
    """
    dated_on = day_before(due_on, person=person, now=now)
    answers = {"what": what, "how_known": how_known, "first_step": first_step} | ({"belief": belief} if belief else {})
    words = write(group, person, now=now, kept="commitment", audience=audience, reader=reader, **answers)
    return Commitment.objects.create(
        group=group, person=person, words=words, made_at=now, due_on=due_on, dated_on=dated_on, **place
    )
