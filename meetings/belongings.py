"""What do meetings keep of one person? Their answers, their hot seats and the briefs they wrote for them."""

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.archived import fact
from groups.belongings import part, taken
from groups.models import CalendarFeed
from meetings.models import Brief

TAKEN = Q(hot_seats__item__isnull=False)  # not given up


@part("Answers about coming", archived=("meeting", "answer"))
def attendances(person, own):
    rows = person.attendances.select_related("meeting__group").order_by("answered_at")
    return [
        {
            "group": row.meeting.group,
            "meeting": row.meeting.starts_at,
            "answer": row.get_answer_display(),
            "answered": row.answered_at,
        }
        for row in rows
    ]


@part("Calendar")
def calendar(person, own):
    made = CalendarFeed.objects.visible_to(person).values_list("made_at", flat=True)
    return [{"names the group": person.calendar_names_group, "address made": made_at} for made_at in made]


@part("Hot seats and briefs", archived=("meeting", "given", "decide", "tried", "good_hour", "avoid"))
def seats(person, own):
    rows = person.hot_seats.select_related("meeting__group").order_by("assigned_at")
    return [
        {"group": seat.meeting.group, "meeting": seat.meeting.starts_at, "given": seat.assigned_at}
        | brief_for(seat, own)
        for seat in rows
    ]


def brief_for(seat, own):
    """Tell of the brief without joining its words: in a group one has left, the wall hides them from a join."""
    brief = Brief.objects.filter(seat=seat).first()
    if brief is None:
        return {}
    return {"shared": brief.shared_at or _("not shared")} | taken(own, brief.words_id)


@part("Topics brought to meetings", archived=("meeting", "brought", "topic"))
def topics(person, own):
    rows = person.topics.select_related("meeting__group").order_by("added_at")
    return [
        {"group": row.meeting.group, "meeting": row.meeting.starts_at, "brought": row.added_at}
        | taken(own, row.words_id)
        for row in rows
    ]


@fact("Meetings held")
def held(group):
    return [
        {"began": meeting.starts_at, "ended": meeting.ends_at, "hot seats": meeting.taken}
        for meeting in group.meetings.held(timezone.now()).annotate(taken=Count("hot_seats", filter=TAKEN))
    ]
