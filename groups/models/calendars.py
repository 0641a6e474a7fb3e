"""How does a person's calendar get in? By one secret address, shown once and kept as a hash alone."""

from secrets import token_urlsafe

from django.conf import settings
from django.db import models, transaction

from groups.links import hashed
from groups.models.people import Person
from peergroups.kit.ids import RandomId


class MadeMeanwhile(Exception):
    """Another address was made since, which is shown only once: it stays."""


class CalendarFeedQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(person=person)

    def behind(self, secret):
        """Find the feed a secret opens; unknown, renewed and stopped ones take the same way and the same time."""
        return self.filter(secret_hash=hashed(secret), person__is_active=True).select_related("person").first()


class CalendarFeed(models.Model):
    """The address from which one person's calendar reads when their groups meet."""

    id = RandomId()
    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    objects = CalendarFeedQuerySet.as_manager()

    def __str__(self):
        return f"calendar of {self.person_id}"


@transaction.atomic
def renew(person, *, instead_of=0, now):
    """Return a new secret in place of the feed of this number (0: there was none), which opens nothing from now on."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)  # of two at once, the first one's opens
    standing = CalendarFeed.objects.filter(person=person).first()
    if (standing.pk if standing else 0) != instead_of:
        raise MadeMeanwhile
    stop(person)
    secret = token_urlsafe(32)
    CalendarFeed.objects.create(person=person, secret_hash=hashed(secret), made_at=now)
    return secret


def stop(person):
    """Let no calendar in any more."""
    CalendarFeed.objects.filter(person=person).delete()
