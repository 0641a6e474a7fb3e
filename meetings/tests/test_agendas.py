"""Can a facilitator make the agenda what the group needs, and does the group learn of it once, and of changes after?"""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.tests.makers import make_member, make_room
from meetings import sharing
from meetings.models import Meeting
from meetings.models.attendances import answer
from meetings.reading import agenda_of
from meetings.tests.makers import make_meeting, make_seat
from peergroups.kit.wallclock import instant
from peergroups.outbox import sending
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db

KINDS = ["opening", "updates", "review", "hot_seat", "troika", "needs", "commitments", "close"]


@pytest.fixture
def room(client):
    group, sam, priya = make_room()
    meeting = make_meeting(group, timezone.now() + timedelta(days=9), now=timezone.now())
    client.force_login(sam)
    return meeting, sam, priya


def at(name, meeting):
    return reverse(f"meetings:{name}", args=[meeting.pk])


def kinds(meeting):
    return [item.kind for item in meeting.agenda_items.all()]


def minutes(meeting):
    return [item.minutes for item in meeting.agenda_items.all()]


def item(meeting, kind):
    return meeting.agenda_items.filter(kind=kind).first()


def typed(meeting, **changed):
    """Fill the form as it stands, with other minutes for some kinds."""
    fields = {f"minutes_{each.pk}": changed.get(each.kind, each.minutes) for each in meeting.agenda_items.all()}
    return fields | {f"seat_{each.pk}": each.seat.person_id for each in agenda_of(meeting) if each.holder}


@pytest.mark.parametrize(
    ("where", "order"),
    [
        ("up", ["updates", "opening", *KINDS[2:]]),
        ("down", ["opening", "review", "updates", *KINDS[3:]]),
        ("7", ["opening", *KINDS[2:7], "updates", "close"]),
        ("99", ["opening", *KINDS[2:], "updates"]),
        ("9" * 5000, ["opening", "review", "updates", *KINDS[3:]]),
    ],
)
def test_a_part_is_moved_by_its_arrows_or_dragged_to_a_place(client, room, where, order):
    meeting, *_ = room

    client.post(at("shift", meeting), {"shift": f"{item(meeting, 'updates').pk} {where}"})

    assert kinds(meeting) == order


def test_a_part_is_added_before_the_close_and_keeps_what_was_typed(client, room):
    meeting, *_ = room

    page = client.post(at("add_part", meeting), typed(meeting, needs=9) | {"kind": "break"})

    assert kinds(meeting) == [*KINDS[:-1], "break", "close"]
    assert f'name="minutes_{item(meeting, "needs").pk}" value="9"' in page.content.decode()
    assert "20 too many" not in page.content.decode()


@pytest.mark.parametrize("kind", ["", "party", "topic"])
def test_what_is_no_part_is_not_added(client, room, kind):
    client.post(at("add_part", room[0]), {"kind": kind, "topic": "x"})

    assert kinds(room[0]) == KINDS


def test_who_had_the_hot_seat_that_is_taken_out_keeps_their_brief(client, room):
    meeting, _sam, priya = room
    seat = make_seat(meeting, priya, now=timezone.now())

    client.post(at("remove_part", meeting), {"remove": seat.item_id})

    seat.refresh_from_db()
    assert (kinds(meeting), seat.item) == ([kind for kind in KINDS if kind != "hot_seat"], None)
    assert [each.position for each in meeting.agenda_items.all()] == [1, 2, 3, 4, 5, 6, 7]


def test_the_agenda_is_fitted_to_those_who_come(client, room):
    meeting, _sam, priya = room
    for number in range(4):
        make_member(meeting.group, f"Peer{number} Hall")
    meeting.refit(people=6)
    answer(meeting, priya, "cant", now=timezone.now())

    shown = client.get(at("arrange", meeting)).content.decode()
    client.post(at("fit", meeting))

    peers = meeting.group.memberships.peers().count()
    assert f"Made for 6 people; {peers - 1} come." in shown
    meeting.refresh_from_db()
    assert (meeting.laid_for, sum(minutes(meeting)), item(meeting, "updates").minutes) == (
        peers - 1,
        90,
        3 * (peers - 1),
    )


def test_parts_that_cannot_fit_are_told_and_nothing_changes(client, room):
    meeting, *_ = room
    for _more in range(5):
        client.post(at("add_part", meeting), {"kind": "hot_seat"})

    page = client.post(at("fit", meeting), follow=True)

    assert "do not fit into 90 minutes" in page.content.decode()
    assert kinds(meeting).count("hot_seat") == 6


def test_a_group_keeps_an_agenda_as_its_own_and_the_next_meeting_begins_with_it(client, room):
    meeting, *_ = room
    client.post(at("remove_part", meeting), {"remove": item(meeting, "troika").pk})
    client.post(at("fit", meeting))
    kept = list(zip(kinds(meeting), minutes(meeting), strict=True))

    client.post(at("keep_agenda", meeting))
    later = make_meeting(meeting.group, meeting.starts_at + timedelta(days=28), now=timezone.now())

    assert list(zip(kinds(later), minutes(later), strict=True)) == kept
    client.post(at("lay", later), {"template": "120"})
    assert kinds(later).count("hot_seat") == 2
    client.post(at("lay", later), {"template": "own"})
    assert kinds(later) == [kind for kind, _ in kept]


@pytest.mark.parametrize("template", ["", "own", "9" * 5000, "²"])
def test_a_template_that_is_none_is_taken_for_the_nearest(client, room, template):
    client.post(at("lay", room[0]), {"template": template})

    assert "hot_seat" in kinds(room[0])


def mails(kind="agenda_ready"):
    return list(Delivery.objects.filter(kind=kind).order_by("person__name").values_list("person__name", "state"))


def test_sharing_tells_everybody_once_and_can_be_taken_back_before(client, room, mailoutbox):
    meeting, _sam, _priya = room

    client.post(at("share_agenda", meeting), typed(meeting))
    client.post(at("take_back_agenda", meeting))
    taken_back = [mail.subject for mail in mailoutbox]
    client.post(at("share_agenda", meeting), typed(meeting))
    client.post(at("share_agenda", meeting), typed(meeting))
    noon = instant(timezone.now().date() + timedelta(days=1), time(12), "UTC")  # no night holds them back
    sending.drain(now=noon)

    assert taken_back == []
    assert sorted(state for _name, state in mails()) == ["sent", "sent", "stale", "stale"]
    assert [mail.subject[:14] for mail in mailoutbox] == ["The agenda for", "The agenda for"]


def test_what_does_not_add_up_is_not_shared(client, room):
    meeting, *_ = room

    page = client.post(at("share_agenda", meeting), typed(meeting, needs=40))

    meeting.refresh_from_db()
    assert (page.status_code, meeting.shared_at) == (422, None)
    assert "Take 36 away." in page.content.decode()


def test_after_ten_minutes_it_is_not_taken_back(client, room):
    meeting, *_ = room
    sharing.share(meeting, agenda_of(meeting), now=timezone.now() - timedelta(minutes=11))

    page = client.post(at("take_back_agenda", meeting), follow=True)

    meeting.refresh_from_db()
    assert meeting.shared_at is not None
    assert "The mails have left already" in page.content.decode()


def test_what_changes_after_sharing_is_told_as_a_change(client, room):
    meeting, _sam, priya = room
    shared = client.get(meeting.get_absolute_url()).content.decode()
    sharing.share(meeting, agenda_of(meeting), now=timezone.now())

    client.post(at("arrange", meeting), typed(meeting, needs=3, close=4))
    make_seat(meeting, priya, now=timezone.now())
    item(meeting, "troika").remove()
    page = client.get(meeting.get_absolute_url()).content.decode()

    assert ("first sketch" in shared, "first sketch" in page) == (True, False)
    for line in (
        "Needs and leads has 3 minutes instead of 4.",
        "Rate and close has 4 minutes instead of 3.",
        "Short troika is taken out.",
        f"{priya.name} has a hot seat.",
    ):
        assert line in page
    assert "The order has changed" not in page


def test_three_days_before_the_clock_shares_what_nobody_did(room):
    meeting, *_ = room
    noon = instant(timezone.localdate(meeting.starts_at, meeting.group.clock), time(12), meeting.group.zone)
    meeting.starts_at, meeting.ends_at = noon, noon + timedelta(minutes=90)
    meeting.save()
    before, after = meeting.starts_at - timedelta(days=3, minutes=1), meeting.starts_at - timedelta(days=3)

    shared = [sharing.plan(now=now) for now in (before, after, after)]

    assert shared == [0, 1, 0]
    assert len(mails()) == 2


@pytest.mark.parametrize(
    ("begins", "clock", "shared"),
    [
        ("2026-12-10T21:00", "2026-12-07T18:59", False),  # three days before falls into the night
        ("2026-12-10T21:00", "2026-12-07T19:00", True),  # so it goes round in the last hour before
        ("2026-12-10T06:30", "2026-12-06T19:30", True),
        ("2026-12-10T09:00", "2026-12-07T08:59", False),
        ("2026-12-10T09:00", "2026-12-07T09:00", True),
        ("2026-12-09T12:00", "2026-12-07T23:00", False),  # late already: it waits for the morning
        ("2026-12-09T12:00", "2026-12-08T07:00", True),
        ("2026-12-08T06:45", "2026-12-07T23:00", True),  # by then it would have begun
    ],
)
@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/New_York", "Pacific/Auckland"])
def test_by_the_clock_it_is_shared_by_day(room, zone, begins, clock, shared):
    meeting, *_ = room
    group = meeting.group
    group.zone = zone
    group.save()
    starts_at, now = (datetime.fromisoformat(text).replace(tzinfo=group.clock) for text in (begins, clock))
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))

    assert sharing.plan(now=now) == int(shared)


def test_of_a_meeting_that_is_called_off_no_agenda_is_sent(client, room, mailoutbox):
    meeting, *_ = room
    sharing.share(meeting, agenda_of(meeting), now=timezone.now())

    meeting.cancel(now=timezone.now())
    sending.drain(now=timezone.now() + timedelta(minutes=11))

    assert [mail.subject for mail in mailoutbox if mail.subject.startswith("The agenda")] == []


def test_an_agenda_shared_from_a_page_left_open_after_the_meeting_was_called_off_is_said_to_stay(client, room):
    meeting, *_ = room
    form = typed(meeting)
    Meeting.objects.get().cancel(now=timezone.now())

    page = client.post(at("share_agenda", meeting), form, follow=True).content.decode()

    assert ("Not shared: this meeting has begun or was cancelled." in page, mails()) == (True, [])


def test_a_group_whose_own_agenda_has_become_too_long_plans_with_the_usual_one(client, room):
    meeting, *_ = room
    for n in range(5):
        make_member(meeting.group, f"Ana{n} Dias")
    parts = [["updates", 2], ["review", 2], *[["hot_seat", 15]] * 5, ["close", 10]]
    meeting.group.agenda_templates.create(minutes=90, people=2, parts=parts, kept_at=timezone.now())

    planned = make_meeting(meeting.group, timezone.now() + timedelta(days=20), now=timezone.now())

    assert (kinds(planned), sum(minutes(planned)), planned.laid_for) == (KINDS, 90, 7)
