"""Can everybody choose which mails come and when, and stop them from within one, by one click and no scanner's?"""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accountability.tests.makers import make_commitment
from groups.tests.makers import make_room
from groups.topics import TOPICS
from meetings.planning import cancel_meeting
from meetings.tests.makers import make_meeting
from peergroups.kit.quiet import Quiet
from peergroups.outbox import sending, stopping
from peergroups.outbox.kinds import KINDS, by_day
from peergroups.outbox.ledger import owe
from peergroups.outbox.models import Delivery, Wishes

pytestmark = pytest.mark.django_db(transaction=True)
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
PAGE = "/settings/mails/"


@pytest.fixture
def room():
    """Mill Street, with a commitment of Priya's that a mail may ask about."""
    group, group.sam, group.priya = make_room()
    group.now = timezone.now()
    make_commitment(
        group, group.priya, due_on=(group.now + timedelta(days=20)).date(), now=group.now - timedelta(days=1)
    )
    return group


@pytest.fixture
def link(room):
    return stopping.address(room.priya, "commitments").removeprefix("http://localhost:8000")


def typed(*wanted, **changes):
    usual = {"wanted": wanted or list(TOPICS), "quiet_from": "20", "quiet_until": "7", "paused_until": ""}
    return usual | changes


def stopped(person):
    return [row.stopped for row in Wishes.objects.filter(person=person)]


def test_one_click_of_a_mail_program_is_enough_and_needs_no_cookie(room, link):
    program = Client(enforce_csrf_checks=True)

    answers = [program.post(link, ONE_CLICK) for _twice in range(2)]

    assert [(answer.status_code, answer.content, bool(answer.cookies)) for answer in answers] == [(200, b"", False)] * 2
    assert stopped(room.priya) == [["commitments"]]


@pytest.mark.parametrize("sent", [None, {}, {"List-Unsubscribe": "1"}, {"do": "1"}])
def test_a_page_that_is_opened_and_a_bare_form_that_is_sent_stop_nothing(room, client, link, sent):
    page = client.get(link) if sent is None else client.post(link, sent)

    assert "Stop these mails?" in page.content.decode()
    assert stopped(room.priya) == []


def test_a_button_stops_them_and_another_brings_them_back(room, client, link):
    assert "They come no more" in client.post(link, {"do": "stop"}).content.decode()
    assert "Stop these mails?" in client.post(link, {"do": "start"}).content.decode()
    assert stopped(room.priya) == [[]]


@pytest.mark.parametrize("token", ["x", "1.commitments:abc", "é"])
def test_a_forged_link_stops_nothing(room, client, token):
    assert client.post(f"/m/{token}/", ONE_CLICK).status_code == 404
    assert stopped(room.priya) == []


def owe_two(room):
    """Owe a recap, which may be stopped, and a cancelled meeting, which comes in any case; return what arrives."""
    meeting = make_meeting(room, room.now + timedelta(days=9), now=room.now)
    cancel_meeting(meeting, now=room.now)
    times = {"due_at": room.now, "useless_after": room.now + timedelta(days=1), "now": room.now}
    owe(room.priya, kind="charter_changed", about=room.charter, occurrence="1", **times)
    mail.outbox.clear()
    sending.drain(now=room.now + timedelta(minutes=1))
    return sorted(Delivery.objects.filter(person=room.priya, state="sent").values_list("kind", flat=True))


def test_what_is_stopped_stays_away_and_a_meeting_called_off_comes_all_the_same(room, client):
    client.force_login(room.priya)
    client.post(PAGE, typed("reminders"))

    assert owe_two(room) == ["meeting_cancelled"]


def test_a_mail_that_became_needless_is_called_so(room, client):
    owe_two(room)
    Delivery.objects.update(state=Delivery.State.STALE)
    client.force_login(room.priya)

    assert "not needed any more" in client.get(PAGE).content.decode()


def test_a_pause_is_over_on_its_day(room, client):
    client.force_login(room.priya)
    client.post(PAGE, typed(paused_until=(room.now + timedelta(days=5)).date().isoformat()))

    assert owe_two(room) == ["meeting_cancelled"]
    wishes, today = Wishes.objects.get(), room.now.date()
    assert [wishes.pauses(today + timedelta(days=ahead)) for ahead in (4, 5)] == [True, False]


def test_a_reminder_waits_for_the_morning_unless_it_would_be_of_no_use_then(room):
    night = datetime(2026, 11, 26, 22, tzinfo=UTC)
    Wishes.objects.create(person=room.priya, quiet_from=21, quiet_until=8)
    until = [
        by_day(Delivery(person=room.priya, useless_after=night + timedelta(hours=hours)), now=night)
        for hours in (9, 12)
    ]

    assert until == [night, night + timedelta(hours=10)]


def test_the_page_keeps_what_was_chosen(room, client):
    client.force_login(room.priya)

    client.post(PAGE, typed("group", "polls", quiet_from="22", quiet_until="6", quiet_weekends="on"))

    wishes = Wishes.objects.get()
    assert (wishes.quiet, wishes.paused_until) == (Quiet(22, 6, True), None)
    assert sorted(wishes.stopped) == ["commitments", "intakes", "keeping", "reminders", "summary"]
    assert client.get(PAGE).content.decode().count(" checked") == 3


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"quiet_from": "24"}, "Choose one of these."),
        ({"quiet_until": "x"}, "Choose one of these."),
        ({"wanted": ["everything"]}, "Choose one of these."),
        ({"paused_until": "2020-01-01"}, "Choose a day from tomorrow on, or leave it empty."),
        ({"paused_until": "2999-01-01"}, "Choose a day within a year."),
        ({"paused_until": "soon"}, "Enter a day like 2026-11-26."),
    ],
)
def test_rubbish_gets_a_sentence(room, client, changes, sentence):
    client.force_login(room.priya)

    response = client.post(PAGE, typed() | changes)

    assert (response.status_code, sentence in response.content.decode()) == (422, True)
    assert stopped(room.priya) == []


def test_a_sample_of_each_topic_has_no_gap(room, client):
    client.force_login(room.priya)

    pages = {name: client.get(f"{PAGE}{name}/").content.decode() for name in TOPICS}

    assert all(str(topic.facts.get("day", topic.called)) in pages[name] for name, topic in TOPICS.items())
    assert [name for name, page in pages.items() if "  ." in page or " ," in page or "None" in page] == []
    assert "3 of 6 can still come, and Mill Street meets with 4 or more" in pages["keeping"]
    assert client.get(f"{PAGE}nothing/").status_code == 404


def test_every_kind_has_a_topic_one_can_choose_by():
    assert {kind.topic for kind in KINDS.values() if kind.may_be_stopped} <= set(TOPICS)
    assert {kind.name for kind in KINDS.values() if not kind.may_be_stopped} == {
        "meeting_moved",
        "meeting_cancelled",
        "factor_lift_asked",
        "factor_lifted",
        "glass_asked",
        "export_ready",
        "archive_ready",
        "needs_you",
        "test_mail",
    }
