"""How does a person's calendar get in? By one secret address, shown once and kept as a hash alone."""

from secrets import token_urlsafe

from django.conf import settings
from django.db import models, transaction

from groups.links import hashed
from peergroups.kit.ids import RandomId


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
def renew(person, *, now):
    """Return a new secret; the one before opens nothing from now on."""
    stop(person)
    secret = token_urlsafe(32)
    CalendarFeed.objects.create(person=person, secret_hash=hashed(secret), made_at=now)
    return secret


def stop(person):
    """Let no calendar in any more."""
    CalendarFeed.objects.filter(person=person).delete()
