"""Where does somebody find help that no peer group can give? Written by a programme's admins, for each country."""

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from groups.models.programmes import Programme
from peergroups.kit.ids import RandomId

LONGEST_SIGNPOST = 500  # characters


class Signpost(models.Model):
    """Whom to call in one country, in an admin's words; every member reads it."""

    id = RandomId()
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="signposts")
    country = models.CharField(_("country"), max_length=2, blank=True)  # empty: wherever somebody is
    text = models.TextField(_("whom to call"), max_length=LONGEST_SIGNPOST)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("programme", "country", name="one_signpost_per_programme_and_country"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST_SIGNPOST), name="signpost_of_bounded_length"
            ),
        ]

    def __str__(self):
        return f"signpost of {self.programme_id} for {self.country or 'everywhere'}"
