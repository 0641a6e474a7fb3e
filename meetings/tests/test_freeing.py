"""Is a hot seat free as soon as its holder will not be there, and does the facilitator hear what to rearrange?"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groups import leaving, sabbaticals
from groups.models import Membership
from groups.tests.makers import make_facilitator, make_group, make_member
from meetings import freeing
from meetings.models import Attendance, HotSeat
from meetings.models.attendances import answer
from meetings.reading import agenda_of, people_expected
from meetings.tests.makers import make_meeting, make_seat
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def meeting(now):
    """A meeting in ten days, with Priya in its hot seat."""
    room = make_group()
    meeting = make_meeting(room, now + 10 * A_DAY, now=now)
    meeting.sam, meeting.priya = make_facilitator(room), make_member(room)
    make_seat(meeting, meeting.priya, now=now)
    answer(meeting, meeting.priya, "coming", now=now)
    return meeting


def place_of(person):
    return Membership.objects.select_related("group", "person").get(person=person)


def leave(meeting, days=0):
    now = timezone.now()
    leaving.leave(place_of(meeting.priya), last_day=timezone.localdate(now) + days * A_DAY, now=now)


def go_away(meeting, days=30, person=None):
    now = timezone.now()
    sabbaticals.take(place_of(person or meeting.priya), back_on=timezone.localdate(now) + days * A_DAY, now=now)


def holders(meeting):
    return [item.holder for item in agenda_of(meeting) if item.holder]


@pytest.mark.parametrize("goes", [leave, go_away])
def test_the_pages_show_the_seat_free_at_once(client, meeting, goes):
    goes(meeting)
    client.force_login(meeting.sam)

    seat, page = client.get(f"/meetings/{meeting.pk}/seats/1/"), client.get(f"/meetings/{meeting.pk}/")

    assert (holders(meeting), seat.status_code, "Hot seat: Priya" in page.content.decode()) == ([], 404, False)


@pytest.mark.parametrize("goes", [leave, go_away])
def test_the_clock_frees_it_and_tells_the_facilitator_once(meeting, now, goes):
    goes(meeting)

    counts = [freeing.plan(now=now), freeing.plan(now=now)]

    owed = Delivery.objects.get(kind="seat_freed")
    assert (counts, HotSeat.objects.get().item, owed.person) == ([1, 0], None, meeting.sam)
    assert freeing.still_true(owed, now=now)


@pytest.mark.parametrize(("goes", "days"), [(leave, 12), (go_away, 8)])
def test_who_leaves_later_or_is_back_by_then_keeps_it(meeting, now, goes, days):
    goes(meeting, days)

    assert (freeing.plan(now=now), holders(meeting)) == (0, [meeting.priya])


def test_who_gives_notice_for_an_earlier_day_has_no_seat_any_more(meeting, now):
    leave(meeting, 5)

    assert (holders(meeting), freeing.plan(now=now)) == ([], 1)


def test_the_news_is_dropped_once_the_seat_is_given_again(meeting, now):
    leave(meeting)
    freeing.plan(now=now)
    for item in meeting.agenda_items.filter(kind="hot_seat"):
        meeting.hot_seats.create(item=item, person=make_member(meeting.group, f"Tom{item.pk}"), assigned_at=now)

    assert not freeing.still_true(Delivery.objects.get(), now=now)


def test_a_meeting_that_was_held_keeps_its_history(meeting, now):
    meeting.starts_at, meeting.ends_at = now - A_DAY, now - A_DAY / 2
    meeting.save()

    leave(meeting)

    assert (freeing.plan(now=now), holders(meeting)) == (0, [meeting.priya])


def test_the_answer_of_who_left_is_forgotten_and_that_of_a_guest_is_not(meeting, now):
    answer(meeting, meeting.sam, "coming", now=now)
    tom = make_member(meeting.group, "Tom Reed")
    answer(meeting, tom, "coming", now=now)
    go_away(meeting, person=tom)
    leave(meeting)

    freeing.plan(now=now)

    assert set(Attendance.objects.values_list("person", flat=True)) == {meeting.sam.pk, tom.pk}


def test_who_is_away_is_not_missing_but_on_sabbatical(client, meeting):
    tom = make_member(meeting.group, "Tom Reed")
    go_away(meeting, person=tom)
    client.force_login(meeting.sam)

    page = client.get(f"/meetings/{meeting.pk}/").content.decode()

    assert {place.person: place.away_until for place in people_expected(meeting)}[tom] == place_of(tom).returns_at
    assert "On sabbatical until" in page


@pytest.mark.parametrize(("goes", "said"), [(go_away, "is on a sabbatical until"), (leave, "leaves on")])
def test_a_seat_given_to_somebody_who_is_away_is_refused_beside_the_field(client, meeting, goes, said):
    goes(meeting, 9 if goes is leave else 30)
    item = meeting.agenda_items.get(kind="hot_seat")
    typed = {f"minutes_{part.pk}": part.minutes for part in meeting.agenda_items.all()}
    client.force_login(meeting.sam)

    answer = client.post(reverse("meetings:arrange", args=[meeting.pk]), typed | {f"seat_{item.pk}": meeting.priya.pk})

    assert answer.status_code == 422
    assert f"Priya Nair {said}" in answer.context["form"].errors[f"seat_{item.pk}"][0]


def test_the_agenda_of_a_new_meeting_is_fitted_to_those_who_will_be_there(meeting, now):
    for name in ("Tom Reed", "Jo Bell", "Ana Dias", "Arun Rao"):
        make_member(meeting.group, name)
    all_of_them = make_meeting(meeting.group, now + 20 * A_DAY, now=now).agenda_items.get(kind="updates").minutes
    go_away(meeting)

    fewer = make_meeting(meeting.group, now + 21 * A_DAY, now=now).agenda_items.get(kind="updates").minutes

    assert fewer < all_of_them
