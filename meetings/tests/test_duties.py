"""Is it named who does what, and does an absent facilitator's elect arrange the meeting at once, and no longer?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups.models import AuditEvent
from groups.sabbaticals import come_back
from groups.tests.makers import make_facilitator, make_group, make_member
from meetings import duties, freeing
from meetings.models import Duty
from meetings.models.attendances import answer
from meetings.tests.makers import make_meeting

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
DOORS = ("plan", "readiness", "move", "cancel", "too-few")


@pytest.fixture
def room():
    """A group of five with Sam as its facilitator, which meets every four weeks; Priya is elect of the next time."""
    room, room.now = make_group(), timezone.now()
    room.sam, room.priya, room.tom = make_facilitator(room), make_member(room), make_member(room, "Tom Reed")
    make_member(room, "Ana Dias"), make_member(room, "Wen Li")
    room.meetings_to_come = [make_meeting(room, room.now + n * 28 * A_DAY, now=room.now) for n in (1, 2, 3, 4)]
    room.meeting = room.meetings_to_come[0]
    duties.name(room.meeting, {"elect": room.priya.pk}, now=room.now)
    return room


def doors(client, room, person):
    """Return how each of the meeting's own doors answers."""
    client.force_login(person)
    return {client.get(f"/meetings/{room.meeting.pk}/{door}/").status_code for door in DOORS}


def post(client, who, address, typed=()):
    client.force_login(who)
    return client.post(address, dict(typed), follow=True)


def named(meeting):
    return dict(meeting.duties.values_list("role", "person__name"))


def cannot_come(room):
    answer(room.meeting, room.sam, "cant", now=room.now)
    return lambda: answer(room.meeting, room.sam, "late", now=room.now)


def takes_a_break(room):
    place = room.membership_of(room.sam)
    place.paused_at, place.returns_at = room.now, room.now + 60 * A_DAY
    place.save()
    return lambda: come_back(place, now=room.now)


def gave_notice(room):
    place = room.membership_of(room.sam)
    place.give_notice(room.now + 20 * A_DAY, now=room.now)
    return lambda: place.stay(now=room.now)


@pytest.mark.parametrize("absence", [cannot_come, takes_a_break, gave_notice])
def test_an_absent_facilitators_elect_has_the_meetings_doors_at_once_until_they_are_back(client, room, absence):
    before = doors(client, room, room.priya)
    back = absence(room)
    meanwhile, others = doors(client, room, room.priya), doors(client, room, room.tom)
    told = freeing.keepers(room.meeting)
    back()

    assert (before, meanwhile, others, doors(client, room, room.priya)) == ({403}, {200}, {403}, {403})
    assert room.priya.pk in told
    assert room.priya.pk not in freeing.keepers(room.meeting)


def test_an_elect_has_no_door_of_the_group_and_none_of_another_meeting(client, room):
    cannot_come(room)
    other = room.meetings_to_come[1]
    duties.name(other, {"elect": room.tom.pk}, now=room.now)
    client.force_login(room.priya)

    closed = [f"/groups/{room.slug}/schedule/", f"/groups/{room.slug}/meetings/plan/", f"/meetings/{other.pk}/plan/"]

    assert {client.get(address).status_code for address in closed} == {403}
    assert client.post(f"/meetings/{room.meeting.pk}/plan/keep/").status_code == 403
    assert client.post(f"/meetings/{room.meeting.pk}/hand-over/").status_code == 403


def test_somebody_named_for_a_meeting_facilitates_it_and_once_they_left_the_elect_does(client, room):
    duties.name(room.meeting, {"facilitator": room.tom.pk}, now=room.now)
    before = doors(client, room, room.tom), doors(client, room, room.priya), doors(client, room, room.sam)

    room.membership_of(room.tom).leave(now=room.now)

    assert before == ({200}, {403}, {200})
    assert (doors(client, room, room.tom), doors(client, room, room.priya)) == ({404}, {200})


def test_the_elect_is_told_on_today_and_on_the_meetings_page(client, room):
    cannot_come(room)
    client.force_login(room.priya)

    today, page = client.get("/today/").content.decode(), client.get(room.meeting.get_absolute_url()).content.decode()

    assert "You facilitate the next meeting of Mill Street" in today
    assert "you are elect: this meeting is yours to arrange" in page
    assert "Arrange the agenda and the hot seats" in page
    assert [line for line in ("Ask which other times suit", "Hand this meeting over") if line in page] == []


def test_handing_over_makes_the_elect_the_meetings_facilitator_and_is_kept_in_the_log(client, room):
    page = post(client, room.sam, f"/meetings/{room.meeting.pk}/hand-over/").content.decode()
    again = post(client, room.sam, f"/meetings/{room.meeting.pk}/hand-over/").content.decode()

    event = AuditEvent.objects.get(act="handed_meeting")
    assert "Priya facilitates this meeting now." in page
    assert "Nobody who can come is elect of this meeting." in again
    assert (event.actor, event.person, event.group) == (room.sam, room.priya, room)
    assert (named(room.meeting), doors(client, room, room.priya)) == ({"facilitator": "Priya Nair"}, {200})


def test_an_elect_who_cannot_come_is_handed_nothing(client, room):
    answer(room.meeting, room.priya, "cant", now=room.now)

    post(client, room.sam, f"/meetings/{room.meeting.pk}/hand-over/")

    assert named(room.meeting) == {"elect": "Priya Nair"}


def test_the_next_three_meetings_are_named_in_turn_and_whoever_is_named_already_stays(client, room):
    takes_a_break(room)

    post(client, room.sam, f"/groups/{room.slug}/duties/name-next-three/")

    first, second, third, fourth = (named(meeting) for meeting in room.meetings_to_come)
    assert [set(each) for each in (first, second, third)] == [{"elect", "timekeeper", "scribe", "observer"}] * 3
    assert [len(set(each.values())) for each in (first, second, third)] == [4] * 3
    assert (first["elect"], fourth) == ("Priya Nair", {})
    assert "Sam Okoro" not in {*first.values(), *second.values()}


def test_where_it_goes_round_the_elect_of_one_meeting_facilitates_the_next(client, room):
    post(client, room.sam, f"/groups/{room.slug}/duties/choose/", {"kind": "rotating"})
    post(client, room.sam, f"/groups/{room.slug}/duties/name-next-three/")

    first, second, third = (named(meeting) for meeting in room.meetings_to_come[:3])
    assert (second["facilitator"], third["facilitator"]) == (first["elect"], second["elect"])


def test_members_read_who_does_what_and_the_facilitator_names_them(client, room):
    typed = {f"{room.meeting.pk}_scribe": room.tom.pk, f"{room.meeting.pk}_elect": room.priya.pk}
    post(client, room.sam, f"/groups/{room.slug}/duties/name/", typed)
    client.force_login(room.tom)

    page = client.get(f"/groups/{room.slug}/duties/").content.decode()

    assert named(room.meeting) == {"elect": "Priya Nair", "scribe": "Tom Reed"}
    assert "<dt>Scribe</dt><dd>Tom Reed</dd>" in page
    assert "<select" not in page
    assert "<small>Scribe</small>" in client.get(room.meeting.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("role", "who", "words"),
    [
        ("scribe", lambda room: room.tom.pk, "Tom Reed: cannot come. Choose somebody else."),
        ("elect", lambda room: room.sam.pk, "The elect stands in for the facilitator. Choose somebody else."),
        ("scribe", lambda room: "7", "Choose one of the group’s members."),
        ("scribe", lambda room: "🌊" * 300, "Choose one of the group’s members."),
    ],
)
def test_whoever_makes_no_sense_is_refused_beside_the_field(client, room, role, who, words):
    answer(room.meeting, room.tom, "cant", now=room.now)

    page = post(client, room.sam, f"/groups/{room.slug}/duties/name/", {f"{room.meeting.pk}_{role}": who(room)})

    assert (page.status_code, Duty.objects.count()) == (422, 1)
    assert words in page.content.decode()
