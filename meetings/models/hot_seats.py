"""Whose turn is it, and what do they bring? A hot seat, and the brief its holder writes beforehand."""

from django.conf import settings
from django.db import models, transaction

from groups.models import Membership, Words
from groups.words import write
from meetings import protocols
from meetings.agenda import MinutesDoNotFit
from meetings.models.agenda_items import AgendaItem
from meetings.models.requests import Help, SeatRequest
from meetings.models.shared import Shared
from peergroups.kit.ids import RandomId


class HotSeatQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The hot seats on the agendas of the groups a person is in."""
        mine = Membership.objects.current().filter(person=person).values("group")
        theirs = self.filter(item__isnull=False, meeting__group__in=mine)
        return theirs.select_related("meeting__group", "item", "person", "coach")

    def standing(self):
        """Those that nobody gave up, in meetings that were not called off."""
        return self.filter(item__isnull=False, meeting__cancelled_at=None)


class HotSeat(models.Model):
    """One person's turn in one meeting; without an agenda item it was given up, and its brief is kept."""

    id = RandomId()
    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="hot_seats")
    item = models.OneToOneField(AgendaItem, models.SET_NULL, related_name="seat", null=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="hot_seats")
    assigned_at = models.DateTimeField()
    request = models.OneToOneField(SeatRequest, models.SET_NULL, related_name="seat", null=True, blank=True)
    help = models.CharField(max_length=10, choices=Help, default=Help.ADVICE)  # decides the protocol
    coach = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="coached", null=True, blank=True)
    coach_named_at = models.DateTimeField(null=True, blank=True)
    met = models.BooleanField(null=True, blank=True)  # the coach says: they talked for about an hour
    phrased = models.BooleanField(null=True, blank=True)  # and: the question can be said in one sentence
    checked_at = models.DateTimeField(null=True, blank=True)

    objects = HotSeatQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "person", name="one_seat_per_meeting_and_person")]

    def __str__(self):
        return f"hot seat of {self.person_id}"

    @property
    def group(self):
        return self.meeting.group

    @property
    def protocol(self):
        """How it runs, by the kind of help its presenter wants."""
        return protocols.PROTOCOLS[self.help]

    @property
    def steps(self):
        """The steps with their minutes; none where the agenda gives less time than they need."""
        try:
            return protocols.fit(self.protocol, self.item.minutes)
        except MinutesDoNotFit:
            return []

    @property
    def in_a_line(self):
        """Say how it runs: which help is wanted, and each step with its minutes."""
        steps = " · ".join(f"{str(timed.step.title).lower()}\u00a0{timed.minutes}" for timed in self.steps)
        return f"{Help(self.help).label}: {steps}"

    def want(self, kind):
        """Want another kind of help, and so another protocol."""
        if kind and kind != self.help:
            self.help = kind
            self.save(update_fields=["help"])

    def prepare(self, *, met, phrased, now):
        """Take down what the coach says of the two questions; the last answer counts."""
        self.met, self.phrased, self.checked_at = met, phrased, now
        self.save(update_fields=["met", "phrased", "checked_at"])

    def take_up(self, request):
        """Be the hot seat that somebody asked for, with the kind of help they want."""
        HotSeat.objects.filter(request=request).exclude(pk=self.pk).update(request=None)
        self.request, self.help = request, request.help
        self.save(update_fields=["request", "help"])


@transaction.atomic
def assign(item, person, *, now):
    """Give a hot seat to a person, or with None to nobody; who had it before keeps their brief, unseen by others."""
    AgendaItem.objects.select_for_update().get(pk=item.pk)
    meeting = item.meeting
    meeting.hot_seats.filter(item=item).exclude(person=person).update(item=None)
    if person is None:
        return None
    seat = meeting.hot_seats.update_or_create(person=person, defaults={"item": item, "assigned_at": now})[0]
    asked = SeatRequest.objects.waiting().filter(group=meeting.group_id, person=person).first()
    if asked:
        seat.take_up(asked)
    return seat


class Brief(Shared):
    """What the person in the hot seat brings: a draft of their own until they share it."""

    id = RandomId()
    seat = models.OneToOneField(HotSeat, models.CASCADE, related_name="brief")
    words = models.OneToOneField(Words, models.PROTECT, related_name="brief")

    def __str__(self):
        return f"brief for {self.seat_id}"


def brief_of(seat):
    """Return what was written for a seat, as far as whoever asks may read it."""
    return Brief.objects.filter(seat=seat).select_related("words").first()


def lines_of(seat):
    """Return the lines in which a hot seat was asked for, as far as whoever asks may read them."""
    asked = Words.objects.filter(seat_request=seat.request_id).first() if seat.request_id else None
    return asked.answers if asked else {}


@transaction.atomic
def draft(seat, *, now, **answers):
    """Keep what the seated person has written so far; of two windows saving at once, one waits for the other."""
    HotSeat.objects.select_for_update().get(pk=seat.pk)
    if brief := brief_of(seat):
        brief.words.rewrite(now=now, kept="brief", **answers)
        return brief
    words = write(seat.meeting.group, seat.person, now=now, kept="brief", audience=Words.Audience.ME, **answers)
    return Brief.objects.create(seat=seat, words=words)
