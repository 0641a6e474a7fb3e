"""When a group gathers, what it does with the time, and who sits in the hot seat."""

from meetings.models.agenda_items import AgendaItem
from meetings.models.attendances import Attendance
from meetings.models.hot_seats import Brief, HotSeat
from meetings.models.meetings import Meeting, MeetingOver

__all__ = ["AgendaItem", "Attendance", "Brief", "HotSeat", "Meeting", "MeetingOver"]
