"""Is a coach named in time, told by mail and on Today, and are the two answers theirs alone to give?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups.tests.makers import make_member, make_room
from meetings import coaching
from meetings.models import HotSeat
from meetings.tests.makers import make_meeting, make_seat
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    """Priya has the hot seat in nine days; Arun had the last one."""
    group, sam, priya = make_room()
    arun, now = make_member(group, "Arun Rao"), timezone.now()
    make_seat(make_meeting(group, now - timedelta(days=20), now=now), arun)
    seat = make_seat(make_meeting(group, now + timedelta(days=9), now=now), priya)
    return {"group": group, "sam": sam, "priya": priya, "arun": arun, "seat": seat}


def post(client, person, seat, verb, **typed):
    client.force_login(person)
    return client.post(f"/hot-seats/{seat.pk}/{verb}/", typed, follow=True)


def page_of(client, person, seat):
    client.force_login(person)
    return client.get(f"/hot-seats/{seat.pk}/coach/").content.decode()


def test_who_presented_last_is_proposed_and_who_is_named_hears_of_it(client, room):
    page = page_of(client, room["priya"], room["seat"])
    post(client, room["priya"], room["seat"], "coach/name", coach=room["arun"].pk)
    post(client, room["priya"], room["seat"], "coach/name", coach=room["arun"].pk)

    assert ("Proposed: Arun" in page, "Less than a week is left" in page) == (True, False)
    assert list(Delivery.objects.filter(kind="coach_named").values_list("person", flat=True)) == [room["arun"].pk]


def test_with_less_than_a_week_left_it_is_said_in_words(client, room):
    meeting = room["seat"].meeting
    meeting.starts_at = timezone.now() + timedelta(days=6, hours=23)
    meeting.save()

    assert "Less than a week is left" in page_of(client, room["sam"], room["seat"])


def test_the_coach_alone_answers_and_presenter_and_facilitator_see_it(client, room):
    coaching.name(room["seat"], room["arun"], now=timezone.now())

    refused = post(client, room["priya"], room["seat"], "prepare", met="yes", phrased="yes")
    post(client, room["arun"], room["seat"], "prepare", met="yes", phrased="not_yet")
    seat = HotSeat.objects.get(pk=room["seat"].pk)

    assert (refused.status_code, seat.met, seat.phrased) == (403, True, False)
    assert all("Not yet" in page_of(client, room[who], seat) for who in ("priya", "sam"))


def test_today_asks_the_coach_until_both_are_yes(client, room):
    coaching.name(room["seat"], room["arun"], now=timezone.now())
    client.force_login(room["arun"])
    before = client.get("/today/").content.decode()
    post(client, room["arun"], room["seat"], "prepare", met="yes", phrased="yes")

    assert "You coach Priya" in before
    assert "You coach Priya" not in client.get("/today/").content.decode()


def test_another_coach_answers_anew_and_the_first_ones_mail_does_not_go(room):
    coaching.name(room["seat"], room["arun"], now=timezone.now())
    first = Delivery.objects.get()
    HotSeat.objects.get(pk=room["seat"].pk).prepare(met=True, phrased=True, now=timezone.now())

    before = coaching.still_true(first, now=timezone.now())
    coaching.name(room["seat"], room["sam"], now=timezone.now())

    assert (before, coaching.still_true(Delivery.objects.get(pk=first.pk), now=timezone.now())) == (True, False)
    assert HotSeat.objects.get(pk=room["seat"].pk).met is None


def test_a_coach_who_leaves_coaches_no_more(room):
    coaching.name(room["seat"], room["arun"], now=timezone.now())
    room["group"].membership_of(room["arun"]).leave(now=timezone.now())

    coaching.plan(now=timezone.now())

    assert HotSeat.objects.get(pk=room["seat"].pk).coach is None


def test_nobody_coaches_themselves_and_nobody_from_outside(client, room):
    answers = [
        post(client, room["sam"], room["seat"], "coach/name", coach=key).status_code
        for key in (room["priya"].pk, "12345", "x")
    ]

    assert answers == [422, 422, 422]


def test_once_the_meeting_has_begun_it_stays_as_it_is(client, room):
    meeting = room["seat"].meeting
    meeting.starts_at = timezone.now() - timedelta(minutes=1)
    meeting.save()

    page = post(client, room["sam"], room["seat"], "coach/name", coach=room["arun"].pk)

    assert "This meeting has begun" in page.content.decode()
    assert HotSeat.objects.get(pk=room["seat"].pk).coach is None
