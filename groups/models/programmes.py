"""What is offered? A programme: the frame in which an admin forms groups and looks after them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from peergroups.kit.ids import RandomId


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, person):
        sits_in = Q(groups__memberships__person=person, groups__memberships__left_at=None)
        return self.filter(Q(admins=person) | sits_in).distinct()


class Programme(models.Model):
    """An offer to form peer groups, run by its admins."""

    id = RandomId()
    name = models.CharField(max_length=80)
    slug = models.SlugField(unique=True)
    admins = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="programmes_run", blank=True)

    objects = ProgrammeQuerySet.as_manager()

    def __str__(self):
        return self.name
