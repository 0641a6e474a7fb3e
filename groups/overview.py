"""How does a programme stand today? Its groups by facts and counts, who waits, and the one thing to do first."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups import sizes
from groups.ending import going_on
from groups.intake.ninety_days import MARKS
from groups.models import Application, Cohort, Facilitator, Group, Invitation, Membership, Person, Programme
from peergroups.kit import spoken

Decision = Application.Decision
SENT = Q(applications__submitted_at__isnull=False, applications__withdrawn_at=None)
MAY_SIT = SENT & Q(applications__decision__in=[Decision.ACCEPTED, Decision.WAITLISTED], applications__placed_at=None)


@dataclass(frozen=True)
class Urgent:
    """The one thing to do first: what it is, why, where, and in which words the button says so."""

    title: str
    sentence: str
    url: str
    button: str


def count_of(rows: QuerySet) -> Coalesce:
    """Count the rows of a group, in the query that reads the groups."""
    counted = rows.filter(group=OuterRef("pk")).order_by().values("group").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def programmes_of(person: Person) -> QuerySet[Programme]:
    """List what somebody runs, with how many groups there are and whether people wait."""
    return (
        Programme.objects.visible_to(person)
        .annotate(
            groups_here=Count("groups", distinct=True),
            cohorts_here=Count("cohorts", distinct=True),
        )
        .order_by("name", "pk")
    )


def groups_of(programme: Programme, *, now: datetime) -> QuerySet[Group]:
    """List the groups with `peers_here`, `keepers`, `asked`, and whether a word is missing: `few`, `over`."""
    return (
        programme.groups.select_related("cohort")
        .annotate(
            peers_here=count_of(Membership.objects.peers()),
            keepers=count_of(Membership.objects.current().facilitating()),
            asked=count_of(Invitation.objects.open(now)),
            over=Exists(going_on.finished().filter(pk=OuterRef("pk"))),
            few=Exists(sizes.unexplained().filter(pk=OuterRef("pk"))),
        )
        .order_by("name", "pk")
    )


def cohorts_of(programme: Programme) -> QuerySet[Cohort]:
    """List the intakes, the newest first, each counted by what became of those who applied."""
    return programme.cohorts.annotate(**counts()).order_by("-opens_on")


def counts() -> dict[str, Count]:
    def counted(condition: Q) -> Count:
        return Count("applications", filter=SENT & condition)

    return {
        "sent": counted(Q()),
        "undecided": counted(Q(applications__decision="")),
        "accepted": counted(Q(applications__decision=Decision.ACCEPTED)),
        "waitlisted": counted(Q(applications__decision=Decision.WAITLISTED)),
        "declined": counted(Q(applications__decision=Decision.DECLINED)),
        "placed": counted(Q(applications__placed_at__isnull=False)),
        "waiting": Count("applications", filter=MAY_SIT),
    }


@dataclass(frozen=True)
class Queue:
    """How many wait for an answer or a seat, and for how many of them it has been long."""

    undecided: int
    waiting: int
    past_60: int
    past_90: int


def queue_of(programme: Programme, *, now: datetime) -> Queue:
    sent = Application.objects.submitted().filter(cohort__programme=programme, placed_at=None)
    unanswered, may_sit = Q(decision=""), Q(decision__in=[Decision.ACCEPTED, Decision.WAITLISTED])
    either = unanswered | may_sit
    soon, too_long = (now - timedelta(days=mark) for mark in MARKS)
    found = sent.aggregate(
        undecided=Count("pk", filter=unanswered),
        waiting=Count("pk", filter=may_sit),
        past_60=Count("pk", filter=either & Q(submitted_at__lte=soon, submitted_at__gt=too_long)),
        past_90=Count("pk", filter=either & Q(submitted_at__lte=too_long)),
    )
    return Queue(**found)


@dataclass(frozen=True)
class Room:
    """How many groups the facilitators still take, and how many people could sit in them."""

    facilitators: int
    groups: int
    least: int
    most: int


def room_of(programme: Programme) -> Room:
    """Add up what the facilitators said they take, less what they keep."""
    keepers = list(Facilitator.objects.filter(programme=programme).with_kept())
    groups = sum(keeper.free_places for keeper in keepers)
    return Room(len(keepers), groups, groups * programme.smallest, groups * programme.largest)


def open_seats(groups: list[Any], programme: Programme) -> int:
    """Count the seats that running groups have left."""
    return sum(max(programme.largest - group.peers_here, 0) for group in groups if group.started_at)


def urgent(programme: Programme, groups: list[Any], queue: Queue, *, today: date) -> Urgent | None:
    """Choose the one thing to do first; None when all is well."""
    needs = (
        unkept(groups),
        too_few(groups),
        waited_long(programme, queue),
        ready(programme, groups),
        unheard(programme, today),
        no_facilitator(programme, queue),
        no_intake(programme, today),
    )
    for found in needs:
        if found:
            return found
    return None


def unkept(groups: list[Any]) -> Urgent | None:
    for group in groups:
        if group.started_at and not group.keepers:
            return Urgent(
                _("Nobody keeps %(group)s") % {"group": group},
                _("A member can take it, or you ask somebody in to keep its form and time."),
                reverse("groups:invite", args=[group.slug]),
                _("Invite a facilitator"),
            )
    return None


def too_few(groups: list[Any]) -> Urgent | None:
    for group in groups:
        if group.few:
            return Urgent(
                ngettext("%(group)s has %(n)d person left", "%(group)s has %(n)d people left", group.peers_here)
                % {"group": group, "n": group.peers_here},
                _("Write why it goes on, or invite somebody. Nothing is closed meanwhile."),
                group.get_absolute_url(),
                _("Open the group"),
            )
    return None


def ready(programme: Programme, groups: list[Any]) -> Urgent | None:
    """A group whose people are here and that nobody has started."""
    for group in groups:
        if not group.started_at and group.peers_here >= programme.smallest:
            return Urgent(
                _("%(group)s can start") % {"group": group},
                _("Enough of its people are here."),
                group.get_absolute_url(),
                _("Start the group"),
            )
    return None


def waited_long(programme: Programme, queue: Queue) -> Urgent | None:
    """Whoever was taken in has a seat within 90 days, or hears why not."""
    if not queue.past_90:
        return None
    waits = Application.objects.submitted().filter(cohort__programme=programme, placed_at=None)
    oldest = waits.exclude(decision=Decision.DECLINED).select_related("cohort").earliest("submitted_at")
    return Urgent(
        ngettext(
            "%(n)d person has waited for more than 90 days",
            "%(n)d people have waited for more than 90 days",
            queue.past_90,
        )
        % {"n": queue.past_90},
        _("Whoever is taken in gets a seat within 90 days, or is told why not."),
        oldest.cohort.get_absolute_url(),
        _("Open %(cohort)s") % {"cohort": oldest.cohort},
    )


def unheard(programme: Programme, today: date) -> Urgent | None:
    """An intake that is closed, and some of those who applied have no answer yet."""
    closed: Any = programme.cohorts.filter(closes_on__lt=today).annotate(**counts())
    cohort = closed.filter(undecided__gt=0).order_by("answers_by").first()
    if cohort is None:
        return None
    return Urgent(
        ngettext("%(n)d person waits for an answer", "%(n)d people wait for an answer", cohort.undecided)
        % {"n": cohort.undecided},
        _("All were to hear by %(day)s.") % {"day": spoken.day(cohort.answers_by, today)},
        cohort.get_absolute_url(),
        _("Open %(cohort)s") % {"cohort": cohort},
    )


def no_facilitator(programme: Programme, queue: Queue) -> Urgent | None:
    if not queue.waiting or programme.facilitators.exists():
        return None
    return Urgent(
        _("Nobody is named to keep groups"),
        _("New groups are formed only for hours that a facilitator can keep."),
        reverse("groups:facilitators", args=[programme.slug]),
        _("Name a facilitator"),
    )


def no_intake(programme: Programme, today: date) -> Urgent | None:
    if programme.cohorts.filter(closes_on__gte=today).exists():
        return None
    return Urgent(
        _("Nobody can apply"),
        _("No intake is open or planned. With its days set, people find the form and you hear of each."),
        reverse("groups:plan_cohort", args=[programme.slug]),
        _("Plan an intake"),
    )
