"""Is it silent during a sabbatical? Of this group no mail, whatever happens there; of another group all as ever."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accountability.models import commit
from groups import sabbaticals, wall
from groups.tests.makers import make_group, make_member
from meetings.models.hot_seats import brief_of
from meetings.planning import cancel_meeting, move_meeting
from meetings.tests.makers import make_meeting
from peergroups import clock
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery
from peergroups.tests.cast import gather

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def cast():
    """A member with a seat, a brief to come and a commitment, who sits in a second group as well."""
    cast, cast.now = gather(), timezone.now()
    cast.priya = cast.people["member"]
    with wall.as_person(cast.priya):
        brief_of(cast.meeting.hot_seats.get()).take_back(now=timezone.now())
    cast.other = make_meeting(make_group("Quayside"), cast.now + 3 * A_DAY, now=cast.now)
    make_member(cast.other.group, person=cast.priya)
    return cast


def go_away(cast):
    place = cast.room.membership_of(cast.priya)
    sabbaticals.take(place, back_on=cast.now.date() + 60 * A_DAY, now=cast.now)


def weeks(cast):
    """Let the clock go round in the weeks that follow, as often as a mail could come of it."""
    for hours in range(0, 24 * 12, 12):
        clock.tick(now=ledger.database_now() + timedelta(hours=hours))


def about_the_room(cast):
    """Return kind and state of each mail to Priya about the room; that an admin asks to read it is told everybody."""
    mails = Delivery.objects.filter(person=cast.priya).exclude(about_id=cast.other.pk).exclude(kind="glass_asked")
    return {(mail.kind, mail.state) for mail in mails}


def test_nothing_comes_of_a_group_one_takes_a_break_from(cast, sink):
    go_away(cast)
    with wall.as_person(cast.priya):
        commit(cast.room, cast.priya, due_on=cast.now.date() + 2 * A_DAY, now=cast.now, what="Ring Ann")
    move_meeting(cast.meeting, cast.meeting.starts_at + A_DAY, minutes=90, now=cast.now)
    weeks(cast)

    assert about_the_room(cast) == {("newcomer_proposed", "stale"), ("poll_asked", "stale")}  # asked before


def test_what_was_owed_before_turns_stale(cast, sink):
    move_meeting(cast.meeting, cast.meeting.starts_at + A_DAY / 24, minutes=90, now=cast.now)
    clock.plan(cast.now)
    cancel_meeting(make_meeting(cast.room, cast.now + 9 * A_DAY, now=cast.now), now=cast.now)
    owed = about_the_room(cast)

    go_away(cast)
    clock.tick(now=cast.now)

    assert {kind for kind, state in owed} >= {"meeting_moved", "meeting_cancelled", "brief_due"}
    # From nine o'clock on, the word of four days before is a day old: late whoever sits there.
    assert {state for kind, state in about_the_room(cast) - {("brief_due", "late")}} == {"stale"}


def test_another_groups_mail_comes_as_ever(cast, sink):
    go_away(cast)
    weeks(cast)

    reminders = Delivery.objects.filter(person=cast.priya, about_id=cast.other.pk, kind="meeting_reminder")
    assert "sent" in set(reminders.values_list("state", flat=True))


def test_the_silence_ends_with_the_sabbatical(cast, sink):
    go_away(cast)

    sabbaticals.come_back(cast.room.membership_of(cast.priya), now=cast.now)
    clock.tick(now=cast.now)

    assert ("meeting_reminder", "sent") in about_the_room(cast)


def test_today_asks_nothing_about_the_group_meanwhile(client, cast):
    client.force_login(cast.priya)
    cast.proposal.answers.filter(person=cast.priya).delete()  # else that comes first
    before = client.get("/today/").content.decode()
    go_away(cast)

    page = client.get("/today/").content.decode()

    asked = f"Are you coming to {cast.room}?"
    assert ("You have the hot seat" in before, "You have the hot seat" in page, asked in page) == (True, False, False)
    assert "On sabbatical until" in page


def test_today_names_no_meeting_that_falls_into_a_sabbatical(client, cast):
    client.force_login(cast.priya)
    cancel_meeting(cast.other, now=cast.now)
    announced = [text in client.get("/today/").content.decode() for text in ("Your group meets", "See the agenda")]

    go_away(cast)
    page = client.get("/today/").content.decode()

    assert announced == [True, True]
    assert ("Your group meets" in page, "See the agenda" in page, "You are set until" in page) == (False,) * 3
