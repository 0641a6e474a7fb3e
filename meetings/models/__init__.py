"""When a group gathers, what it does with the time, and who sits in the hot seat."""

from meetings.models.agenda_items import AgendaItem
from meetings.models.attendances import Attendance
from meetings.models.cadences import Cadence
from meetings.models.causes import Cause
from meetings.models.duties import Duty, Facilitation
from meetings.models.hot_seats import Brief, HotSeat
from meetings.models.letters import Letter
from meetings.models.meetings import Meeting, MeetingOver
from meetings.models.notes import Note
from meetings.models.places import Place, Placed
from meetings.models.polls import Poll, Slot, Vote
from meetings.models.presences import Presence
from meetings.models.private_notes import PrivateNote
from meetings.models.quorums import Decision, Quorum
from meetings.models.ratings import Rating
from meetings.models.requests import Help, ParkedTopic, SeatRequest
from meetings.models.sittings import Here, Sitting, Stretch, Turn
from meetings.models.templates import AgendaTemplate
from meetings.models.turns import Jump, Pass, Swap
from meetings.models.updates import Topic, Update

__all__ = [
    "AgendaItem",
    "AgendaTemplate",
    "Attendance",
    "Brief",
    "Cadence",
    "Cause",
    "Decision",
    "Duty",
    "Facilitation",
    "Help",
    "Here",
    "HotSeat",
    "Jump",
    "Letter",
    "Meeting",
    "MeetingOver",
    "Note",
    "ParkedTopic",
    "Pass",
    "Place",
    "Placed",
    "Poll",
    "Presence",
    "PrivateNote",
    "Quorum",
    "Rating",
    "SeatRequest",
    "Sitting",
    "Slot",
    "Stretch",
    "Swap",
    "Topic",
    "Turn",
    "Update",
    "Vote",
]
