"""Which agenda does a group begin with? Its own for a length, where it kept one."""

from django.db import models

from groups.models import Group
from meetings.agenda import Part, Template
from meetings.models.agenda_items import AgendaItem
from peergroups.kit.ids import RandomId


class AgendaTemplate(models.Model):
    """A group's own agenda for meetings of one length: kinds of parts with minutes, for so many people."""

    id = RandomId()
    group = models.ForeignKey(Group, models.PROTECT, related_name="agenda_templates")
    minutes = models.PositiveSmallIntegerField()
    people = models.PositiveSmallIntegerField()
    parts = models.JSONField()  # [kind, minutes] in order
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("group", "minutes", name="one_agenda_per_group_and_length")]

    def __str__(self):
        return f"agenda of {self.group} for {self.minutes} minutes"

    @property
    def template(self):
        return Template(tuple(Part(kind, minutes) for kind, minutes in self.parts), self.people)


def keep(meeting, *, now):
    """Keep a meeting's agenda as its group's own for this length, in place of the one before."""
    parts = [[item.kind, item.minutes] for item in meeting.agenda_items.exclude(kind=AgendaItem.Kind.TOPIC)]
    given = {"people": meeting.laid_for, "parts": parts, "kept_at": now}
    meeting.group.agenda_templates.update_or_create(minutes=meeting.minutes, defaults=given)
