"""What did one person say before meetings, and what did they take on? Answers, times, roles, mails, decisions."""

from django.db.models import Q

from groups.belongings import part
from groups.models import CalendarFeed
from meetings.belongings import at
from meetings.models import Letter, Poll


@part("Answers about coming", archived=("meeting", "answer"))
def attendances(person, own):
    rows = person.attendances.select_related("meeting__group").order_by("answered_at")
    return [at(row.meeting) | {"answer": row.get_answer_display(), "answered": row.answered_at} for row in rows]


@part("Answers about times")
def votes(person, own):
    rows = person.votes.select_related("slot__poll__group").order_by("answered_at", "slot__starts_at")
    return [
        {
            "group": vote.slot.poll.group,
            "time": vote.slot.starts_at,
            "answer": vote.get_answer_display(),
            "answered": vote.answered_at,
            "by the link of a mail": vote.by_link,
        }
        for vote in rows
    ]


@part("Polls you started")
def polls(person, own):
    rows = Poll.objects.filter(asked_by=person).select_related("group").prefetch_related("slots").order_by("asked_at")
    return [
        {
            "group": poll.group,
            "asked": poll.asked_at,
            "closed": poll.closes_at,
            "times": [slot.starts_at for slot in poll.slots.all()],
        }
        for poll in rows
    ]


@part("Calendar")
def calendar(person, own):
    made = CalendarFeed.objects.visible_to(person).values_list("made_at", flat=True)
    return [{"names the group": person.calendar_names_group, "address made": made_at} for made_at in made]


@part("Roles in meetings", archived=("meeting", "role"))
def duties(person, own):
    rows = person.duties.select_related("meeting__group").order_by("meeting__starts_at", "role")
    return [at(row.meeting) | {"role": row.get_role_display(), "named": row.named_at} for row in rows]


@part("Mails a facilitator wrote")
def letters(person, own):
    rows = Letter.objects.filter(Q(person=person) | Q(author=person)).select_related("group").order_by("written_at")
    return [
        {
            "group": row.group,
            "written": row.written_at,
            "by you": row.author_id == person.pk,
            "about": row.get_matter_display(),
        }
        for row in rows
    ]


@part("Decisions where too few could come")
def decisions(person, own):
    rows = person.decisions_on_meetings.select_related("meeting__group").order_by("decided_at")
    return [
        {
            "group": row.meeting.group,
            "meeting": row.starts_at,
            "decided": row.decided_at,
            "choice": row.get_choice_display(),
            "could come": row.may_come,
            "needed": row.needed,
        }
        for row in rows
    ]
