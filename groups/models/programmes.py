"""What is offered? A programme: the frame in which an admin forms groups, with its rules, and who keeps its groups."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Now
from django.urls import reverse

from groups import vocabulary
from groups.zones import known_zone
from peergroups.kit.ids import RandomId

SMALLEST_EVER, LARGEST_EVER = 3, 12  # what a programme may set; five to seven is what it begins with


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those who run it."""
        return self.filter(admins=person)

    def offered(self):
        """Those with an intake, past or to come: their public page is there for everybody."""
        return self.filter(cohorts__isnull=False).distinct()


class Programme(models.Model):
    """An offer to form peer groups, run by its admins."""

    id = RandomId()
    name = models.CharField(max_length=80)
    slug = models.SlugField(unique=True)
    theme = models.CharField(max_length=120, blank=True)
    about = models.TextField("what it offers, and to whom", max_length=2000, blank=True)
    zone = models.CharField("time zone", max_length=64, default="UTC", validators=[known_zone])
    smallest = models.PositiveSmallIntegerField("fewest people in a group", default=5)
    largest = models.PositiveSmallIntegerField("most people in a group", default=7)
    minutes = models.PositiveSmallIntegerField("length of a meeting in minutes", default=120)
    weights = models.JSONField(default=vocabulary.weights)  # what a good fit is made of: adds up to 100
    admins = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="programmes_run", blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(smallest__gte=SMALLEST_EVER, smallest__lte=F("largest"), largest__lte=LARGEST_EVER),
                name="a_programmes_groups_have_three_to_twelve",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("groups:programme", args=[self.slug])

    @property
    def programme(self):
        """Itself: so that a gate finds the programme behind whatever it guards."""
        return self


class FacilitatorQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those who run the programme."""
        return self.filter(programme__admins=person)

    def with_kept(self):
        """Add `kept`: how many groups of the programme each keeps now."""
        here = Q(person__memberships__group__programme=F("programme"), person__memberships__role="facilitator")
        still = Q(person__memberships__left_at=None) & (
            Q(person__memberships__leaves_at=None) | Q(person__memberships__leaves_at__gt=Now())
        )
        return self.annotate(kept=Count("person__memberships", filter=here & still))


class Facilitator(models.Model):
    """Somebody who keeps groups of a programme: how many at most, in which languages and where."""

    id = RandomId()
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="facilitators")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="facilitates_in")
    groups_at_most = models.PositiveSmallIntegerField(
        default=2, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    languages = models.JSONField(default=vocabulary.english)
    online = models.BooleanField(default=True)
    cities = models.JSONField(default=list)  # where they keep groups in person

    objects = FacilitatorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("programme", "person", name="one_facilitator_per_programme_and_person"),
        ]

    def __str__(self):
        return f"{self.person_id} for {self.programme_id}"

    @property
    def free_places(self):
        """How many more groups they take; needs the `kept` that `with_kept` adds."""
        return max(self.groups_at_most - self.kept, 0)

    @property
    def spoken_languages(self):
        """In which languages they keep groups, by name."""
        return ", ".join(str(vocabulary.LANGUAGES.get(code, code)) for code in self.languages)
