"""Does a sabbatical keep the seat and the room, end on its day, and ask once before it does?"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from groups import leaving, sabbaticals, wall
from groups.models import Membership, Words
from groups.tests.makers import make_member, make_room
from groups.words import write
from peergroups.outbox.ledger import database_now
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def room():
    group, group.sam, group.priya = make_room()
    group.today = timezone.localdate(timezone.now(), group.clock)
    return group


def place_of(person):
    return Membership.objects.select_related("group", "person").get(person=person)


def take(room, days=91, person=None):
    sabbaticals.take(place_of(person or room.priya), back_on=room.today + days * A_DAY, now=timezone.now())


def path(room, tail=""):
    return f"/groups/{room.slug}/sabbatical/{tail}"


def acts(room):
    return list(
        room.audit_events.filter(person=None, actor=room.priya).order_by("at", "pk").values_list("act", flat=True)
    )


def test_it_begins_at_once_and_shows_its_end_to_the_others(client, room):
    client.force_login(room.priya)
    client.post(path(room), {"back_on": room.today + 91 * A_DAY})
    client.force_login(room.sam)

    page = client.get(f"/groups/{room.slug}/").content.decode()

    assert ("On sabbatical until" in page, "paused" in acts(room)) == (True, True)


def test_what_it_means_is_said_beforehand(client, room):
    client.force_login(room.priya)

    page = client.get(path(room)).content.decode()

    assert [
        said for said in ("What it means", "stays yours", "No mail", "you can read and write") if said not in page
    ] == []


def test_the_room_stays_open_meanwhile(room):
    take(room)

    with wall.as_person(room.priya):
        write(room, room.priya, now=timezone.now(), text="From afar.")
        assert Words.objects.visible_to(room.priya).count() == Words.objects.count() == 1


@pytest.mark.parametrize("days", [-1, 0, 367, 4000])
def test_its_end_is_a_day_within_a_year(client, room, days):
    client.force_login(room.priya)

    answer = client.post(path(room), {"back_on": room.today + days * A_DAY})

    assert (answer.status_code, place_of(room.priya).returns_at) == (422, None)
    assert 'id="id_back_on_error"' in answer.content.decode()


def test_the_database_knows_of_the_year_too(room):
    take(room)

    with pytest.raises(IntegrityError, match="a_sabbatical_of_a_year"), transaction.atomic():
        Membership.objects.filter(person=room.priya).update(returns_at=timezone.now() + 400 * A_DAY)


def test_a_few_more_weeks_count_from_its_beginning(client, room):
    take(room, days=30)
    Membership.objects.filter(person=room.priya).update(paused_at=timezone.now() - 300 * A_DAY)
    client.force_login(room.priya)

    answers = [client.post(path(room), {"back_on": room.today + days * A_DAY}).status_code for days in (70, 60)]

    assert (answers, acts(room)[-2:]) == ([422, 302], ["paused", "extended"])


def test_one_may_come_back_early_and_twice_does_no_harm(client, room):
    take(room)
    client.force_login(room.priya)

    for _twice in range(2):
        client.post(path(room, "come-back/"))

    assert (place_of(room.priya).returns_at, acts(room).count("returned")) == (None, 1)


def test_it_ends_by_itself_on_its_day(room):
    take(room, days=20)
    place = place_of(room.priya)

    assert not Membership.objects.attending().filter(pk=place.pk).exists()
    for moment in (place.returns_at - timedelta(seconds=1), place.returns_at, place.returns_at + A_DAY):
        sabbaticals.plan(now=moment)

    event = room.audit_events.get(act="returned")
    assert (place_of(room.priya).returns_at, event.at) == (None, place.returns_at)


def test_it_is_over_on_its_day_even_while_the_clock_stands_still(room):
    take(room)
    Membership.objects.filter(person=room.priya).update(paused_at=database_now() - A_DAY, returns_at=database_now())

    assert Membership.objects.attending().filter(person=room.priya).exists()


def test_the_seat_is_kept_and_counted(room):
    before = room.memberships.peers().count()

    take(room)

    assert room.memberships.peers().count() == before


def test_a_fortnight_before_the_end_one_mail_asks(room):
    take(room, days=60)
    asked_at = sabbaticals.asked_at(place_of(room.priya))

    counts = [sabbaticals.plan(now=asked_at + days * A_DAY) for days in (-1, 0, 0, 3)]

    owed = Delivery.objects.get(kind="sabbatical_ends")
    assert (counts, owed.person, owed.due_at) == ([0, 1, 0, 0], room.priya, asked_at)


def test_the_question_is_asked_anew_only_of_another_day(room):
    take(room, days=60)
    asked_at = sabbaticals.asked_at(place_of(room.priya))
    sabbaticals.plan(now=asked_at)
    owed = Delivery.objects.get()
    asked = sabbaticals.still_true(owed, now=asked_at)

    take(room, days=90)

    assert (asked, sabbaticals.still_true(owed, now=asked_at)) == (True, False)


def test_whoever_goes_for_a_week_is_not_asked(room):
    take(room, days=7)

    assert sabbaticals.plan(now=timezone.now()) == 0


@pytest.mark.parametrize("change", ["come_back", "leave"])
def test_the_question_is_dropped_when_it_is_answered(room, change):
    take(room, days=60)
    asked_at = sabbaticals.asked_at(place_of(room.priya))
    sabbaticals.plan(now=asked_at)

    if change == "leave":
        leaving.leave(place_of(room.priya), last_day=room.today, now=timezone.now())
    else:
        sabbaticals.come_back(place_of(room.priya), now=timezone.now())

    assert not sabbaticals.still_true(Delivery.objects.get(), now=asked_at)


def test_the_only_facilitator_hands_over_first(client, room):
    client.force_login(room.sam)

    answer = client.post(path(room), {"back_on": room.today + 30 * A_DAY})

    assert (answer.status_code, place_of(room.sam).returns_at) == (422, None)


def test_a_room_is_not_handed_to_somebody_who_is_away(client, room):
    take(room)
    client.force_login(room.sam)

    answer = client.post(f"/groups/{room.slug}/hand-over/", {"member": place_of(room.priya).pk})

    assert answer.status_code == 422


def test_a_facilitator_who_is_away_keeps_no_room_for_one_who_leaves(room):
    other = make_member(room, "Tom Reed", role="facilitator")
    take(room, person=other)

    assert leaving.keeps_it_alone(place_of(room.sam))
