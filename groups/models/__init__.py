"""Who is here: people, programmes, groups, and what each group agreed to."""

from groups.models.applications import Application, Interest, ReviewNote
from groups.models.archives import Archive, Consent
from groups.models.asked import Asked, AskingLetter
from groups.models.audit import AuditEvent
from groups.models.breaches import Breach
from groups.models.calendars import CalendarFeed
from groups.models.charters import Charter, Signature
from groups.models.cohorts import Cohort
from groups.models.conflicts import Conflict
from groups.models.drafts import Draft, DraftStep, GroupNote, Override
from groups.models.exports import Export
from groups.models.free_times import FreeTime
from groups.models.glass import Glass, GlassPage
from groups.models.groups import Group, GroupFull, GroupTooSmall, SizeReason
from groups.models.helps import Help, Look
from groups.models.imports import Import, ImportedRow
from groups.models.invitations import Invitation, InvitationSpent
from groups.models.letters import Letter
from groups.models.lifts import Lift
from groups.models.memberships import Membership
from groups.models.open_seats import OpenSeat
from groups.models.people import Person
from groups.models.profiles import Profile
from groups.models.programmes import Facilitator, Programme
from groups.models.proposals import Answer, Proposal
from groups.models.signposts import Signpost
from groups.models.trials import Pledge, Trial, Voice
from groups.words import Words

__all__ = [
    "Answer",
    "Application",
    "Archive",
    "Asked",
    "AskingLetter",
    "AuditEvent",
    "Breach",
    "CalendarFeed",
    "Charter",
    "Cohort",
    "Conflict",
    "Consent",
    "Draft",
    "DraftStep",
    "Export",
    "Facilitator",
    "FreeTime",
    "Glass",
    "GlassPage",
    "Group",
    "GroupFull",
    "GroupNote",
    "GroupTooSmall",
    "Help",
    "Import",
    "ImportedRow",
    "Interest",
    "Invitation",
    "InvitationSpent",
    "Letter",
    "Lift",
    "Look",
    "Membership",
    "OpenSeat",
    "Override",
    "Person",
    "Pledge",
    "Profile",
    "Programme",
    "Proposal",
    "ReviewNote",
    "Signature",
    "Signpost",
    "SizeReason",
    "Trial",
    "Voice",
    "Words",
]
