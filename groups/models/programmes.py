"""What is offered? A programme: the frame in which an admin forms groups and looks after them."""

from django.conf import settings
from django.db import models

from peergroups.kit.ids import RandomId


class Programme(models.Model):
    """An offer to form peer groups, run by its admins."""

    id = RandomId()
    name = models.CharField(max_length=80)
    slug = models.SlugField(unique=True)
    admins = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="programmes_run", blank=True)

    def __str__(self):
        return self.name
