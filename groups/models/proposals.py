"""Who is asked to sit with whom? A group before it is one, or a newcomer before they come, and what each asked says."""

from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups import vocabulary
from groups.models.cohorts import Cohort
from groups.models.drafts import Draft
from groups.models.groups import Group
from groups.models.memberships import Membership
from groups.models.programmes import Programme
from groups.zones import known_zone
from peergroups.kit.encryption import EncryptedTextField, Sealed
from peergroups.kit.ids import RandomId
from peergroups.kit.wallclock import local_day

ALIKE = 80  # characters of every sealed answer: a yes is as long as a no


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever is asked, and those who run the programme; a newcomer from the day they are asked themselves."""
        asked = Answer.objects.standing().filter(proposal=OuterRef("pk"), person=person)
        runs = Q(programme__in=person.programmes_run.all()) & (Q(newcomer=None) | ~Q(newcomer=person))
        return self.filter(Exists(asked) | runs)

    def open(self):
        return self.filter(settled_at=None)


class Proposal(models.Model):
    """A group shown to the people who would be in it, or a newcomer to the group they would join."""

    class Outcome(models.TextChoices):
        FOUNDED = "founded", _("Complete")
        NOT_AS_PROPOSED = "not", _("Cannot be as proposed")
        RELEASED = "released", _("Released")

    class Closing(models.TextChoices):
        GO_ON = "go_on", _("Go on with those who answered")
        RELEASE = "release", _("Release everybody")

    id = RandomId()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="proposals")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="proposals", null=True, blank=True)
    draft = models.ForeignKey(Draft, models.SET_NULL, related_name="proposals", null=True, blank=True)
    group = models.ForeignKey(Group, models.PROTECT, related_name="proposals", null=True, blank=True)
    newcomer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    name = models.CharField(max_length=80)
    zone = models.CharField(max_length=64, validators=[known_zone])
    usual_start = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=10, default="en", choices=[*vocabulary.LANGUAGES.items()])
    city = models.CharField(max_length=80, blank=True)
    size_reason = models.CharField(max_length=500, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answers_by = models.DateTimeField()
    closing = models.CharField(max_length=8, choices=Closing, blank=True)  # an admin ends the waiting
    closing_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)  # a morning: it says nothing of when anybody answered
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="") | Q(settled_at__isnull=False) & ~Q(outcome=""),
                name="a_settled_proposal_says_how",
            ),
            models.CheckConstraint(
                condition=Q(newcomer=None) | Q(group__isnull=False), name="a_newcomer_comes_into_a_group"
            ),
            models.UniqueConstraint(
                "group",
                "newcomer",
                condition=Q(settled_at=None, newcomer__isnull=False),
                name="one_open_proposal_per_group_and_newcomer",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("groups:proposal", args=[self.pk])


class Said(NamedTuple):
    """What somebody answered, opened."""

    yes: bool
    stays: bool = True  # else they take their application back
    whom: int | None = None  # with whom they cannot sit, if they said
    kind: str = ""
    on: date | None = None  # the day of a pledge


class AnswerQuerySet(models.QuerySet):
    def standing(self):
        """Leave out who was asked about a newcomer and left the group since, or takes a break and has not answered."""
        place = {"group": OuterRef("proposal__group"), "person": OuterRef("person")}
        here, there = Membership.objects.current().filter(**place), Membership.objects.attending().filter(**place)
        sitting = self.exclude(~Exists(here), part=Answer.Part.SITTING)
        return sitting.exclude(~Exists(there), part=Answer.Part.SITTING, answered_at=None)

    def open_of_applicants(self):
        """Those of people who wait for a seat, about a group not settled yet; of a closing one, what was said."""
        theirs = self.filter(part__in=(Answer.Part.PEER, Answer.Part.NEWCOMER), proposal__settled_at=None)
        return theirs.filter(Q(proposal__closing="") | Q(answered_at__isnull=False))


class Answer(models.Model):
    """One person asked about a proposal: whether they answered, and, sealed until it is settled, what."""

    class Part(models.TextChoices):
        PEER = "peer", _("Would sit there")
        FACILITATOR = "keeps", _("Would keep it")
        SITTING = "sits", _("Sits there")
        NEWCOMER = "comes", _("Would come")

    id = RandomId()
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="answers")
    part = models.CharField(max_length=5, choices=Part)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)  # the first time: a change of mind leaves no trace
    said = EncryptedTextField(blank=True, default="")  # emptied when the proposal is settled

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("proposal", "person", name="one_answer_per_proposal_and_person"),
        ]

    def __str__(self):
        return f"{self.person_id} about {self.proposal_id}"

    def say(self, said, *, now):
        """Take down an answer; the last one counts. Yes and no are written alike."""
        day = local_day(now, self.proposal.zone).isoformat()
        words = ("yes" if said.yes else "no", "stays" if said.stays else "goes", str(said.whom or ""), said.kind, day)
        self.said = "|".join(words).ljust(ALIKE)
        self.answered_at = self.answered_at or now
        self.save(update_fields=["said", "answered_at"])

    @property
    def heard(self):
        """Open what was said; None while nothing is."""
        if not self.said.strip():
            return None
        answer, stays, whom, kind, day = self.said.strip().split("|")
        return Said(answer == "yes", stays == "stays", int(whom) if whom else None, kind, date.fromisoformat(day))


def forget(answers):
    """Empty what was said: once a proposal is settled nobody can look up whose no it was."""
    answers.update(said=Sealed(""))
