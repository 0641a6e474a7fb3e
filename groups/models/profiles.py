"""What does somebody do, bring and look for? Said once by them, with who may see each part."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from groups import vocabulary
from peergroups.kit.ids import RandomId

ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


class Profile(models.Model):
    """A person as a peer. The parts in `shown` are seen by the people of their groups, the rest by admins alone."""

    class Revenue(models.IntegerChoices):
        """What the business turns over in a year, in thousands of the own currency."""

        NONE_YET = 0, _("Nothing yet")
        UNDER_50 = 1, _("Under 50,000")
        UNDER_150 = 2, _("50,000 to 150,000")
        UNDER_500 = 3, _("150,000 to 500,000")
        UNDER_1500 = 4, _("500,000 to 1.5 million")
        UNDER_5000 = 5, _("1.5 to 5 million")
        ABOVE = 6, _("More than 5 million")

    id = RandomId()
    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile")
    role = models.CharField("what you are there", max_length=80, blank=True)  # owner, managing director ...
    industry = models.CharField(max_length=20, choices=[*vocabulary.INDUSTRIES.items()], blank=True)
    trade = models.CharField("trade in a few words", max_length=80, blank=True)
    market = models.CharField(
        "what is sold to whom", max_length=80, blank=True
    )  # who sells the same to the same competes
    years = models.PositiveSmallIntegerField("years in business", null=True, blank=True)
    people = models.PositiveIntegerField("people who work there", null=True, blank=True)
    revenue = models.PositiveSmallIntegerField(choices=Revenue, null=True, blank=True)
    brings = models.TextField(max_length=600, blank=True)
    recently_did = models.TextField(max_length=600, blank=True)
    areas = models.JSONField(default=list)  # out of vocabulary.AREAS
    themes = models.JSONField(default=list)  # out of vocabulary.THEMES
    # The four powers, graded by oneself. Source: design of the programme after the four powers of members of a network.
    position = models.PositiveSmallIntegerField(null=True, blank=True, validators=ONE_TO_FIVE)
    expertise = models.PositiveSmallIntegerField(null=True, blank=True, validators=ONE_TO_FIVE)
    connections = models.PositiveSmallIntegerField(null=True, blank=True, validators=ONE_TO_FIVE)
    authority = models.PositiveSmallIntegerField(null=True, blank=True, validators=ONE_TO_FIVE)
    languages = models.JSONField(default=vocabulary.english)
    online = models.BooleanField(default=True)
    in_person = models.BooleanField(default=False)
    city = models.CharField(max_length=80, blank=True)
    reach = models.CharField("how one likes to be reached", max_length=120, blank=True)
    shown = models.JSONField(default=list)  # names of the fields that the people of one's groups see

    def __str__(self):
        return f"profile of {self.person_id}"
