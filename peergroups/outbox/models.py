"""What is owed to whom by mail, and what became of it? One row for one mail, and never a word of it."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from peergroups.kit.ids import RandomId
from peergroups.kit.quiet import Quiet
from peergroups.outbox.kinds import things


class DeliveryQuerySet(models.QuerySet):
    def owed(self):
        return self.filter(state=Delivery.State.OWED)

    def due(self, now):
        return self.owed().filter(next_attempt_at__lte=now)

    def besides(self, delivery, now):
        """What else is due to the same person and still of use: locked, so that one mail can say it as well."""
        rows = self.owed().filter(person=delivery.person_id, due_at__lte=now, useless_after__gte=now)
        return rows.exclude(pk=delivery.pk).select_for_update(skip_locked=True).order_by("due_at", "pk")

    def in_doubt(self):
        """Those that may have arrived twice, or once though we say dead: an attempt ended without a word."""
        return self.exclude(state=Delivery.State.OWED).filter(attempts__gt=models.F("heard"))

    def worth_another_try(self, now):
        """Those given up while they are still of use."""
        return self.filter(state=Delivery.State.DEAD, useless_after__gt=now)


class Delivery(models.Model):
    """One mail owed to one person; it is written anew at each attempt, for the person as they are then."""

    class State(models.TextChoices):
        OWED = "owed", _("owed")
        SENT = "sent", _("sent")
        DEAD = "dead", _("could not be delivered")
        STALE = "stale", _("not needed any more")
        LATE = "late", _("too late to be of use")

    id = RandomId()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="deliveries")
    kind = models.CharField(max_length=40)
    about_type = models.CharField(max_length=60)  # "meetings.meeting"
    about_id = models.BigIntegerField()
    occurrence = models.CharField(max_length=40)  # the start in UTC or the due day: a moved meeting is a new occurrence
    due_at = models.DateTimeField()
    useless_after = models.DateTimeField()
    state = models.CharField(max_length=5, choices=State, default=State.OWED)
    attempts = models.PositiveSmallIntegerField(default=0)
    heard = models.PositiveSmallIntegerField(default=0, db_default=0)  # attempts whose end we know
    next_attempt_at = models.DateTimeField()
    last_error = models.CharField(max_length=80, blank=True)  # a class and a code: a server's own text may name people
    smtp_code = models.PositiveSmallIntegerField(null=True, blank=True)
    message_id = models.CharField(max_length=200)
    written_at = models.DateTimeField(null=True, blank=True)  # the mail's Date: fixed, so that copies are alike
    owed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()
    begun = False  # whether its next attempt is counted already; held in memory while it is sent, as `riders` is
    riders: "Sequence[Delivery]" = ()  # what else its mail says

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "about_type", "about_id", "occurrence"],
                name="one_mail_per_person_kind_and_occurrence",
            )
        ]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=models.Q(state="owed"), name="owed_by_next_attempt")
        ]

    def __str__(self):
        return f"{self.kind} ({self.get_state_display()})"

    @cached_property
    def about(self):
        """The thing the mail is about, whoever may see it; None when it is gone."""
        return things(self.kind, self.about_type).first(self.about_id)


class Wishes(models.Model):
    """What one person wants of our mails; without a row: all of them, by day."""

    id = RandomId()
    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_wishes")
    quiet_from = models.PositiveSmallIntegerField(default=Quiet.begins)  # hours of their own clock
    quiet_until = models.PositiveSmallIntegerField(default=Quiet.ends)
    quiet_weekends = models.BooleanField(default=Quiet.weekends)
    stopped = ArrayField(models.CharField(max_length=20), default=list)  # topics of which no mail is wanted
    refused_at = models.DateTimeField(null=True, blank=True)  # since when mail to this address comes back
    refused_email = models.EmailField(blank=True)  # of another address nothing is known
    refused_as_unwanted = models.BooleanField(default=False)  # it was marked as junk, and not only undeliverable
    paused_until = models.DateField(null=True, blank=True)  # the first day of their own on which mails come again

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quiet_from__lte=23, quiet_until__lte=23), name="quiet_between_hours_of_a_day"
            )
        ]

    def __str__(self):
        return f"wishes of {self.person_id}"

    @classmethod
    def of(cls, person):
        """Return what a person chose, or what holds for everybody who has not."""
        return getattr(person, "mail_wishes", None) or cls(person=person)

    @property
    def quiet(self):
        return Quiet(self.quiet_from, self.quiet_until, self.quiet_weekends)

    @property
    def comes_back(self):
        """Say whether mail to the address of today came back, or was marked as junk."""
        return self.refused_at is not None and self.refused_email.lower() == self.person.email.lower()

    def wants(self, topic, today):
        """Say whether mails of a topic are welcome on a day of its person's calendar."""
        return topic not in self.stopped and not self.pauses(today)

    def pauses(self, today):
        """Say whether a pause holds on a day of its person's calendar."""
        return self.paused_until is not None and today < self.paused_until


class Heartbeat(models.Model):
    """When the clock last went round, and in which database: a single row."""

    last_tick_at = models.DateTimeField()
    epoch = models.CharField(max_length=32, blank=True, db_default="")  # drawn with the first tick, for ever

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_heartbeat")]

    def __str__(self):
        return f"{self.last_tick_at:%Y-%m-%d %H:%M:%S}"


class Minute(models.Model):
    """How many mails were fetched in the minute that runs, where a ceiling is set: a single row."""

    began_at = models.DateTimeField()
    taken = models.PositiveIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_minute")]

    def __str__(self):
        return f"{self.taken} since {self.began_at:%H:%M:%S}"


class Alarm(models.Model):
    """Something on our own side that is wrong now: no person's mail pays for it."""

    name = models.CharField(max_length=80, primary_key=True)
    error = models.CharField(max_length=80)  # a class and a code
    since = models.DateTimeField()

    def __str__(self):
        return f"{self.name}: {self.error}"
