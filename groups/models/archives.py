"""Who asked for an archive of a group, and who lets which of their words into it?"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups import wall
from groups.models.groups import Group
from groups.models.memberships import Membership
from groups.words import Words
from peergroups.kit.ids import RandomId

OPEN_FOR = timedelta(days=14)


class ArchiveQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The archives of the groups a person sits in; an admin sees none."""
        mine = Membership.objects.current().filter(person=person).values("group")
        return self.filter(group__in=mine).select_related("group", "asked_by")

    def asked(self, now):
        """Those whose question is open: nothing is made of them yet, and whoever asked still sits there."""
        asker = Membership.objects.current().filter(group=OuterRef("group"), person=OuterRef("asked_by"))
        return self.filter(Exists(asker), closes_at__gt=now, made_at=None)


class Archive(models.Model):
    """One wish for an archive of a group; the file is an export of whoever asked for it."""

    id = RandomId()
    group = models.ForeignKey(Group, models.PROTECT, related_name="archives")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    objects = ArchiveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("asked_at")), name="an_archive_closes_after_it_is_asked")
        ]

    def __str__(self):
        return f"archive of {self.group_id}"

    def get_absolute_url(self):
        return reverse("groups:archive", args=[self.group.slug])

    def unanswered(self):
        """The members who have not said yes or no; whoever joined since is one of them."""
        said = self.consents.standing().exclude(said=Consent.Said.NOTHING).values("person")
        return self.group.memberships.current().exclude(person__in=said).select_related("person")

    @property
    def stands(self):
        """Say whether all whose words are in the file are still there, and whoever asked may still read them all."""
        let = self.consents.filter(said=Consent.Said.YES)
        asker = self.group.memberships.signed().filter(person=self.asked_by)
        return asker.exists() and let.count() == let.standing().count() and self.texts_stand

    @property
    def texts_stand(self):
        """Say whether the whole group still reads each text in the file, and reads the same there."""
        given = [words for texts in self.consents.values_list("given", flat=True) for words in texts]
        with wall.as_person(self.asked_by):
            same = Words.objects.filter(pk__in=given, audience=Words.Audience.GROUP, written_at__lte=self.made_at)
            return sum(not words.is_gone for words in same) == len(given)


class ConsentQuerySet(models.QuerySet):
    def standing(self):
        """Leave out those who have left since they answered, even if they are back."""
        places = Membership.objects.current().filter(
            group=OuterRef("archive__group"), person=OuterRef("person"), joined_at__lte=OuterRef("said_at")
        )
        return self.filter(Exists(places))


class Consent(models.Model):
    """What one member says to one archive; `given` names the words they let into it, all others stay out."""

    class Said(models.TextChoices):
        NOTHING = "", _("Nothing yet")
        YES = "yes", _("Yes, with my name and the words I choose below")
        NO = "no", _("No: only the dates, without my name and my words")

    id = RandomId()
    archive = models.ForeignKey(Archive, models.CASCADE, related_name="consents")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said = models.CharField(max_length=3, choices=Said, blank=True)
    said_at = models.DateTimeField(null=True)
    given = models.JSONField(default=list)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("archive", "person", name="one_consent_per_archive_and_person"),
            models.CheckConstraint(condition=Q(said="yes") | Q(given=[]), name="words_only_with_a_yes"),
            models.CheckConstraint(condition=Q(said="") | Q(said_at__isnull=False), name="what_is_said_has_its_moment"),
        ]

    def __str__(self):
        return f"{self.person_id} to {self.archive_id}"
