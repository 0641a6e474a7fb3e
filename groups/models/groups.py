"""Which peers sit together? A group, how it starts and grows, and the guard of its size."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, transaction
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Cast, JSONObject, Now
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from groups import vocabulary
from groups.models.audit import AuditEvent, note
from groups.models.charters import Charter, Signature
from groups.models.memberships import Membership, MembershipQuerySet
from groups.models.programmes import Programme
from groups.zones import known_zone
from peergroups.kit.ids import RandomId
from peergroups.kit.questions import Rows

Act = AuditEvent.Act


class GroupTooSmall(Exception):
    """A group was to start with fewer peers than it needs, and nobody wrote why."""


class GroupFull(Exception):
    """One peer more than a group holds, and nobody wrote why."""


class GroupQuerySet(models.QuerySet):
    def visible_to(self, person):
        sits_in = Q(pk__in=Membership.objects.current().filter(person=person).values("group"))
        return self.filter(sits_in | Q(programme__in=person.programmes_run.all()))


class Group(models.Model):
    """Peers who meet once a month and keep what is said among themselves: as many as its programme says."""

    id = RandomId()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="groups")
    name = models.CharField(max_length=80)
    slug = models.SlugField(unique=True)
    cohort = models.ForeignKey("groups.Cohort", models.PROTECT, related_name="groups", null=True, blank=True)
    theme = models.CharField(max_length=120, blank=True)
    zone = models.CharField("time zone", max_length=64, default="UTC", validators=[known_zone])
    founded_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    runs_itself_since = models.DateTimeField(null=True, blank=True)  # it goes on after its cohort has ended
    # The usual time, for whoever looks for a seat: the half hour of the week it begins, by the group's own clock.
    usual_start = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=10, default="en", choices=[*vocabulary.LANGUAGES.items()])
    city = models.CharField(max_length=80, blank=True)  # where it meets in person; empty: online

    objects = GroupQuerySet.as_manager()

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("groups:room", args=[self.slug])

    @property
    def group(self):
        """Itself: so that a gate finds the group behind whatever it guards."""
        return self

    @property
    def clock(self):
        """The clock on the group's own wall."""
        return ZoneInfo(self.zone)

    @cached_property
    def charter(self):
        """The agreement as it stands today."""
        return self.charters.latest("version")

    @cached_property
    def facilitator(self):
        """The person who keeps form and time; None while the place is open."""
        keeper = self.memberships.current().facilitating().select_related("person").first()
        return keeper and keeper.person

    def signatures(self):
        """Who of the present members signed which version, newest first."""
        present = self.memberships.current()
        return Signature.objects.filter(membership__in=present).order_by("-signed_at", "membership__person__name")

    def membership_of(self, person):
        """Return a person's place here, knowing whether they signed the charter and its line; None for outsiders."""
        place = place_of.first(self.pk, person.pk)
        if place:
            place.group, place.person = self, person
        return place

    @transaction.atomic
    def start(self, *, by, now, reason=""):
        """Open the group; fewer or more peers than the programme says need a reason, kept with who gave it."""
        if self.started_at is None:
            self._give_reason(self.memberships.peers().count(), reason, by=by, now=now)
            self.started_at = now
            self.save(update_fields=["started_at"])
            note(Act.STARTED, now=now, actor=by, group=self)

    @transaction.atomic
    def admit(self, person, *, now, role=None, is_peer=True, reason="", by=None):
        """Give a person a place; doing so twice keeps the first. One peer too many needs a reason."""
        Group.objects.select_for_update().get(pk=self.pk)
        if present := self.memberships.current().filter(person=person).first():
            return present
        for over in self.memberships.filter(person=person, left_at=None):
            over.leave(now=over.leaves_at)  # its notice has run out, and the clock has not written it down yet
        if is_peer:
            self.make_room(self.memberships.peers().count() + 1, reason, by=by, now=now)
        role = role or Membership.Role.MEMBER
        place = self.memberships.create(person=person, role=role, is_peer=is_peer, joined_at=now)
        note(Act.JOINED, now=now, actor=person, group=self, about=place)
        return place

    def make_room(self, peers, reason, *, by, now):
        """Let the group grow to that many peers; beyond what the programme says a written reason is kept once."""
        if peers > self.programme.largest and not self.size_reasons.filter(peers__gte=peers).exists():
            self._give_reason(peers, reason, by=by, now=now)

    def _give_reason(self, peers, reason, *, by, now):
        least, most = self.programme.smallest, self.programme.largest
        if least <= peers <= most:
            return
        if not reason.strip():
            raise GroupTooSmall(too_small(peers, least)) if peers < least else GroupFull(too_large(peers, most))
        given = self.size_reasons.create(peers=peers, reason=reason.strip(), given_by=by, given_at=now)
        note(Act.GAVE_REASON, now=now, actor=by, group=self, about=given)


def too_small(peers, least):
    """Say why a group does not start yet, and what would open it."""
    return _("A group starts at %(least)d people and this one has %(peers)d. Write why it should start now.") % {
        "least": least,
        "peers": peers,
    }


def too_large(peers, most):
    """Say why nobody more comes in, and what would make room."""
    return _("A group holds %(most)d people and this would be number %(peers)d. Write why there should be more.") % {
        "most": most,
        "peers": peers,
    }


class SizeReason(models.Model):
    """Why a group has fewer or more peers than its programme says, in the words of who decided so."""

    id = RandomId()
    group = models.ForeignKey(Group, models.PROTECT, related_name="size_reasons")
    peers = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()


def read_from_outside():
    """Who asks to read a member's room from outside, or may now, as one text: every page says so without a query."""
    told = {name: f"glasses__{name}" for name in ("reason", "opens_at", "closes_at")}
    told["name"] = "glasses__asked_by__name"
    standing = Group.objects.filter(pk=OuterRef("group"), glasses__ended_at=None, glasses__closes_at__gt=Now())
    return Subquery(standing.values(told=Cast(JSONObject(**told), models.TextField()))[:1])


def place(group: int, person: int) -> MembershipQuerySet:
    """The place of a person in a group, with what the charter says today and whether they signed it."""
    newest = Charter.objects.filter(group=OuterRef("group")).order_by("-version")
    places = Membership.objects.current().with_signed().annotate(opening=Subquery(newest.values("opening")[:1]))
    places = places.annotate(outside=read_from_outside())
    return places.filter(group=group, person=person)


place_of = Rows(place, int, int)
