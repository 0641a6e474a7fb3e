"""Does leaving close every way into the room at once, and leave the group with its log and a word of farewell?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups import leaving, wall
from groups.models import Group, Membership, Trial, Words
from groups.seating.tests.proposed import make_trial
from groups.tests.makers import confirmed, make_member, make_room
from groups.words import write
from peergroups.outbox.ledger import database_now

pytestmark = pytest.mark.django_db
A_DAY, A_MOMENT = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def room():
    group, group.sam, group.priya = make_room()
    with wall.as_person(group.priya):
        write(group, group.priya, now=timezone.now(), text="canary")
    return group


def place_of(person):
    return Membership.objects.get(person=person)


def today(group):
    return timezone.localdate(timezone.now(), group.clock)


def sees(group, person):
    with wall.as_person(person):
        by_rule = Words.objects.visible_to(person).exists()
        return (Words.objects.exists(), by_rule, group.membership_of(person) is not None)


def leave(client, group, **typed):
    return client.post(f"/groups/{group.slug}/leave/", {"last_day": today(group), "farewell": ""} | typed)


def test_with_today_the_room_is_closed_to_an_open_session_with_the_next_request(client, room):
    confirmed(client, room.priya)
    left = leave(client, room)

    paths = ("", "charter/", "log/", "leave/", "meetings/", "commitments/")
    answers = {client.get(f"/groups/{room.slug}/{path}").status_code for path in paths}

    assert (left["Location"], answers, sees(room, room.priya)) == ("/today/", {404}, (False, False, False))


def test_what_ends_and_what_stays_is_said_beforehand(client, room):
    confirmed(client, room.priya)

    page = client.get(f"/groups/{room.slug}/leave/").content.decode()

    assert ("What ends" in page, "What stays" in page) == (True, True)


def test_the_group_reads_the_farewell_and_the_log(client, room):
    confirmed(client, room.priya)
    leave(client, room, farewell="Thank you all.")
    client.force_login(room.sam)

    pages = [client.get(f"/groups/{room.slug}/{path}").content.decode() for path in ("", "log/")]

    assert ("Thank you all." in pages[0], "Priya Nair left" in pages[1]) == (True, True)


def test_an_admin_sees_that_somebody_left_and_not_what_they_said(client, room):
    room.programme.admins.add(nadia := make_member(room, "Nadia Haddad"))
    place_of(nadia).leave(now=timezone.now())
    confirmed(client, room.priya)
    leave(client, room, farewell="Thank you all.")
    client.force_login(nadia)

    page = client.get(f"/groups/{room.slug}/").content.decode()

    assert ("Priya Nair left on" in page, "Thank you all." in page) == (True, False)


def test_until_the_last_day_is_over_nothing_changes(client, room):
    confirmed(client, room.priya)

    leave(client, room, last_day=today(room) + A_DAY)

    assert sees(room, room.priya) == (True, True, True)
    assert client.get(f"/groups/{room.slug}/").status_code == 200


def test_when_the_notice_runs_out_the_room_is_closed_before_the_clock_comes_round(room):
    Membership.objects.filter(person=room.priya).update(leaves_at=database_now() - A_MOMENT)

    assert sees(room, room.priya) == (False, False, False)
    assert not Group.objects.visible_to(room.priya).exists()


def test_the_clock_writes_down_once_who_left_after_notice(room):
    now = timezone.now()
    leaving.leave(place_of(room.priya), last_day=today(room) + A_DAY, now=now)

    counts = [leaving.plan(now=now + days * A_DAY) for days in (0, 3, 3)]

    assert (counts, room.audit_events.filter(act="left").count()) == ([0, 1, 0], 1)


def test_a_notice_can_be_taken_back(client, room):
    confirmed(client, room.priya)
    leave(client, room, last_day=today(room) + A_DAY)

    client.post(f"/groups/{room.slug}/stay/")

    assert place_of(room.priya).leaves_at is None


def test_the_last_day_is_called_by_its_own_name_before_it_and_after(client, room):
    confirmed(client, room.priya)
    leave(client, room, last_day=(last := today(room) + A_DAY))
    pages = [client.get(f"/groups/{room.slug}/{path}").content.decode() for path in ("", "leave/")]
    place_of(room.priya).leave(now=place_of(room.priya).leaves_at)
    client.force_login(room.sam)
    pages.append(client.get(f"/groups/{room.slug}/").content.decode())

    assert [f'datetime="{last}"' in page for page in pages] == [True, True, True]
    assert not any(f'datetime="{last + A_DAY}' in page for page in pages)


def test_who_gave_notice_is_shown_it_and_changes_the_day_alone(client, room):
    confirmed(client, room.priya)
    leave(client, room, last_day=(last := today(room) + A_DAY), farewell="Thank you all.")

    form = client.get(f"/groups/{room.slug}/leave/").context["form"]
    leave(client, room, last_day=last)

    assert (form["last_day"].value(), "farewell" in form.fields) == (last, False)
    assert room.audit_events.filter(act="gave_notice").count() == 1


def test_a_place_that_ends_with_its_trial_is_not_made_longer_by_a_notice(client, room):
    ends_at = timezone.now() + 7 * A_DAY
    make_trial(place_of(room.priya))
    Trial.objects.update(ended_at=timezone.now(), own="no")
    Membership.objects.filter(person=room.priya).update(leaves_at=ends_at)
    confirmed(client, room.priya)

    refused = leave(client, room, last_day=today(room) + 30 * A_DAY)

    assert (refused.status_code, place_of(room.priya).leaves_at) == (422, ends_at)
    assert "Your place ends because the trial did" in refused.content.decode()


def test_who_leaves_first_shows_that_it_is_them(client, room):
    client.force_login(room.priya)

    answer = leave(client, room)

    assert (answer["Location"].partition("?")[0], place_of(room.priya).left_at) == ("/accounts/confirm/", None)


def test_the_last_who_keeps_the_room_hands_it_over_first(client, room):
    confirmed(client, room.sam)

    refused = leave(client, room)
    client.post(f"/groups/{room.slug}/hand-over/", {"member": place_of(room.priya).pk})
    left = leave(client, room)

    assert (refused.status_code, left.status_code, place_of(room.priya).facilitates) == (422, 302, True)
    assert room.audit_events.filter(act="changed_role").count() == 2


def test_whoever_will_not_sign_can_still_leave(client, room):
    jo = make_member(room, "Jo Bell", signed=False)
    confirmed(client, jo)

    leave(client, room)

    assert place_of(jo).left_at is not None


def test_who_left_after_notice_is_let_in_again_before_the_clock_comes_round(room):
    ended_at = database_now() - A_MOMENT
    Membership.objects.filter(person=room.priya).update(leaves_at=ended_at)

    room.admit(room.priya, now=database_now())

    places = Membership.objects.filter(person=room.priya).order_by("joined_at")
    assert [place.left_at for place in places] == [ended_at, None]
    assert list(room.audit_events.filter(act="left").values_list("at", flat=True)) == [ended_at]


@pytest.mark.parametrize("days", [-1, 400])
def test_a_last_day_is_today_or_within_a_year(client, room, days):
    confirmed(client, room.priya)

    assert leave(client, room, last_day=today(room) + days * A_DAY).status_code == 422
