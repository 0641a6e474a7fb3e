"""Who did what to whom, and when? A log that grows and never changes, and holds no word that was said."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from peergroups.kit.ids import RandomId


class AuditEventQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Members read the log of their group, admins that of their programme."""
        rooms = person.memberships.signed().values("group")
        run = Q(programme__in=person.programmes_run.all()) & ~Q(act__in=AMONG_MEMBERS)
        return self.filter(Q(group__in=rooms) | run)


def acts():
    """The list of acts; a field that asks for it by name needs no migration when the list grows."""
    return AuditEvent.Act.choices


class AuditEvent(models.Model):
    """One act that others must be able to look up; the database lets nobody change or delete it."""

    class Act(models.TextChoices):
        INVITED = "invited", _("invited")
        SENT_AGAIN = "sent_again", _("sent a new link to")
        WITHDREW = "withdrew", _("withdrew the invitation of")
        JOINED = "joined", _("joined")
        LEFT = "left", _("left")
        GAVE_NOTICE = "gave_notice", _("gave notice")
        STAYED = "stayed", _("stays after all")
        STARTED = "started", _("started the group")
        GAVE_REASON = "gave_reason", _("gave a reason for the group's size")
        SIGNED = "signed", _("signed the charter")
        CHANGED_CHARTER = "changed_charter", _("changed the charter")
        CHANGED_ROLE = "changed_role", _("changed the role of")
        HANDED_MEETING = "handed_meeting", _("handed the facilitation of a meeting to")
        PAUSED = "paused", _("began a sabbatical")
        EXTENDED = "extended", _("changed the end of their sabbatical")
        RETURNED = "returned", _("came back from a sabbatical")
        NARROWED = "narrowed", _("let fewer people read something they wrote")
        REFUSED = "refused", _("was refused")
        BROKE_GLASS = "broke_glass", _("asked to read the room")
        CONFIRMED_GLASS = "confirmed_glass", _("agreed to the reading asked for by")
        READ_THROUGH_GLASS = "read_through_glass", _("read a page of the room")
        ENDED_GLASS = "ended_glass", _("ended the reading asked for by")
        BREACH_REPORTED = "breach_reported", _("reported that something left the room")
        BREACH_TALKED = "breach_talked", _("named a day to talk about what left the room")
        BREACH_DECIDED = "breach_decided", _("wrote down what came of what left the room")
        BREACH_RECORDED = "breach_recorded", _("put on record what came of what left the room")
        BREACH_WITHDRAWN = "breach_withdrawn", _("took a report back")
        LET_HELP = "let_help", _("let support help")
        ENDED_HELP = "ended_help", _("ended the help of support")
        ASKED_LIFT = "asked_lift", _("asked to take away the second factor of")
        AGREED_TO_LIFT = "agreed_to_lift", _("agreed to take away the second factor of")
        KEPT_FACTOR = "kept_factor", _("kept their second factor")
        LIFTED = "lifted", _("took away the second factor of")
        EXPORTED = "exported", _("exported their own words")
        ASKED_ARCHIVE = "asked_archive", _("asked for an archive of the group")
        ANSWERED_ARCHIVE = "answered_archive", _("answered about the archive of the group")
        MADE_ARCHIVE = "made_archive", _("had the archive of the group made")
        IMPORTED = "imported", _("brought in people from a list")
        UNDID_IMPORT = "undid_import", _("took back people brought in from a list")
        ASKED_TO_APPLY = "asked_to_apply", _("asked people to apply")
        OVERRODE_RULE = "overrode_rule", _("let a draft of groups break a rule, with a reason")
        ERASED = "erased", _("was erased")
        DECIDED = "decided", _("decided on the application of")
        UNDID_DECISION = "undid_decision", _("took back what was decided on the application of")
        SET_PAIR = "set_pair", _("said that two people sit apart, or together")
        LIFTED_PAIR = "lifted_pair", _("let two people sit as it comes")
        MATCHED_PAIR = "matched_pair", _("found out whom somebody named")
        OVERRODE_PAIR = "overrode_pair", _("let two people sit together for a reason")
        UPHELD_PAIR = "upheld_pair", _("kept two people apart after all")
        PROPOSED = "proposed", _("showed proposed groups to their people")
        EXTENDED_PROPOSAL = "extended_proposal", _("gave more time to answer about a proposed group")
        BECAME_MEMBER = "became_member", _("became a full member")
        ENDED_TRIAL = "ended_trial", _("ended the trial of")
        OPENED_SEAT = "opened_seat", _("opened a seat for a newcomer")
        CLOSED_SEAT = "closed_seat", _("closed the open seat")
        CLOSED_PROPOSAL = "closed_proposal", _("ended the waiting for answers about a proposed group")
        ROTATED_KEYS = "rotated_keys", _("changed the keys")
        TRIED_AGAIN = "tried_again", _("tried again to send a mail to")
        FOUNDED_PROGRAMME = "founded_programme", _("founded the programme")
        CHANGED_PROGRAMME = "changed_programme", _("changed the rules of the programme")
        CHANGED_SIGNPOSTS = "changed_signposts", _("changed whom to call in a crisis")
        NAMED_ADMIN = "named_admin", _("named as an admin")
        DISMISSED_ADMIN = "dismissed_admin", _("took the programme from")
        OPENED_COHORT = "opened_cohort", _("planned an intake")
        CHANGED_COHORT = "changed_cohort", _("changed the days of an intake")
        NAMED_FACILITATOR = "named_facilitator", _("named as a facilitator")
        CHANGED_FACILITATOR = "changed_facilitator", _("changed what is kept by")
        DISMISSED_FACILITATOR = "dismissed_fac", _("took from the facilitators")
        FOUNDED_GROUP = "founded_group", _("founded the group")
        WENT_ON = "went_on", _("had the group go on by itself")
        TOLD_ALUMNI = "told_alumni", _("told former members of the next intake")

    id = RandomId()
    at = models.DateTimeField()
    act = models.CharField(max_length=20, choices=acts)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)  # to whom
    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="audit_events", null=True)
    programme = models.ForeignKey("groups.Programme", models.PROTECT, related_name="audit_events", null=True)
    about = models.CharField(max_length=80, blank=True)  # "groups.charter:1234": which row, never what it says

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["group", "-at"], name="audit_by_group")]

    def __str__(self):
        return f"{self.act} at {self.at:%Y-%m-%d %H:%M}"

    @property
    def sentence(self):
        """Say it in words: Sam invited Ravi."""
        told = {"actor": named(self.actor), "act": self.get_act_display(), "person": named(self.person)}
        return (gettext("%(actor)s %(act)s %(person)s") if self.person else gettext("%(actor)s %(act)s")) % told


Act = AuditEvent.Act
# What a group keeps to itself, that it happened included.
AMONG_MEMBERS = (
    Act.BREACH_REPORTED,
    Act.BREACH_TALKED,
    Act.BREACH_DECIDED,
    Act.BREACH_RECORDED,
    Act.BREACH_WITHDRAWN,
)


def named(person):
    """Call a person by name; nobody's address stands in a log."""
    return (person and person.name) or gettext("Someone")


def note(act, *, now, actor, group=None, programme=None, person=None, about=None):
    """Write down who did what, to whom and where; `about` is the row it was done to."""
    return AuditEvent.objects.create(
        at=now,
        act=act,
        actor=actor,
        person=person,
        group=group,
        programme_id=group.programme_id if group else programme and programme.pk,
        about=f"{about._meta.label_lower}:{about.pk}" if about is not None else "",
    )
