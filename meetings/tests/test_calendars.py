"""Is each calendar file right to the minute, the same for every reader, and silent about what happens in a room?"""

from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone

from groups import wall
from groups.tests.makers import NOON, make_group, make_member, make_room
from meetings import calendars, mails
from meetings.models.hot_seats import draft
from meetings.planning import cancel_meeting, move_meeting
from meetings.tests.calendars import lines, method, read
from meetings.tests.makers import SOON, make_meeting, make_seat, utc
from meetings.tests.test_reminders import GOLDEN
from peergroups.outbox import letters
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db

CANARY = "canary"
WEIRD = [
    "Mühle & Söhne",
    "逢坂の会" * 12,
    'a;b,c\\n"d" <b>',
    "🜚" * 30,
    "a\r\nATTENDEE:mailto:x@evil.test",
    "a\x00\x0b\x1b\u2028b",
]


@pytest.fixture
def room():
    group, group.sam, group.priya = make_room()
    return group


def named(group, name, starts_at=SOON):
    """Plan a meeting of a group whose name came past every form, for a person who wants to see it."""
    group.name = name
    group.priya.calendar_names_group = True
    return make_meeting(group, starts_at)


def moments(content):
    return [(event["start"], event["end"]) for event in read(content)]


@pytest.mark.parametrize("row", GOLDEN.strip().splitlines())
def test_page_mail_and_file_agree_when_clocks_change(row):
    zone, wall_time, starts_at = row.split()[:3]
    group = make_group(zone=zone)
    person = make_member(group, time_zone=zone)
    meeting = make_meeting(group, utc(starts_at), 60)

    page = Template("{% load times %}{% time_range start 60 zone %}")
    shown = page.render(Context({"start": meeting.starts_at, "zone": meeting.zone_shown, "now": NOON}))
    mailed = mails.when(meeting, person, NOON)["when"]

    assert moments(calendars.file(meeting, person)) == [(utc(starts_at), utc(starts_at) + timedelta(hours=1))]
    assert mailed in shown
    assert starts_at == "2027-03-28T01:30" or wall_time.replace("T", " ")[11:].lstrip("0") in mailed


@pytest.mark.parametrize("start", ["2027-10-30T23:30", "2027-10-31T00:30", "2027-10-31T01:00", "2027-10-31T01:30"])
@pytest.mark.parametrize("minutes", [45, 90])
def test_an_hour_that_happens_twice_keeps_its_place(start, minutes):
    group = make_group(zone="Europe/Berlin")
    person = make_member(group)

    content = calendars.file(make_meeting(group, utc(start), minutes), person)

    assert moments(content) == [(utc(start), utc(start) + timedelta(minutes=minutes))]


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kathmandu", "Africa/Casablanca", "America/Argentina/Buenos_Aires"])
def test_every_clock_is_described_and_briefly(zone):
    group = make_group(zone=zone)

    content = calendars.file(make_meeting(group), make_member(group))

    assert moments(content) == [(SOON, SOON + timedelta(minutes=90))]
    assert len(content) < 2_000


@pytest.mark.parametrize("name", WEIRD)
def test_no_name_breaks_a_file_or_adds_to_it(room, name):
    content = calendars.file(named(room, name), room.priya)

    [event] = read(content)
    assert event["summary"].endswith(": peer group meeting")
    assert [line for line in lines(content) if line.startswith("ATTENDEE") or not line.isprintable()] == []


@pytest.mark.parametrize("name", WEIRD)
def test_lines_end_and_fold_as_calendars_want_them(room, name):
    content = calendars.file(named(room, name), room.priya)

    folded = content.split(b"\r\n")
    assert b"\n" not in b"".join(folded)
    assert max(len(line) for line in folded) <= 75
    assert [line for line in folded if line.decode(errors="ignore").encode() != line] == []  # no letter is cut in two


def test_the_place_is_no_business_of_calendars(room):
    where = {"address": "1 Secret Lane", "dial_in": "+44 20 1234", "link": "https://call.example.org/\r\nX:1"}

    make_meeting(room, **where)

    content = calendars.feed(room.priya, now=NOON).decode()

    assert [part for part in ("Secret", "+44", "call.example", "LOCATION", "X:1") if part in content] == []


def test_neither_names_nor_words_nor_agenda_stand_in_a_file(room):
    meeting = make_meeting(room)
    with wall.as_person(room.priya):
        draft(make_seat(meeting, room.priya), now=NOON, decide=CANARY).share(now=NOON)

    content = calendars.feed(room.priya, now=NOON).decode() + calendars.file(meeting, room.priya).decode()

    names = ("Priya", "Sam", "example.org", "Mill Street", "Hot seat", CANARY)
    assert [name for name in names if name.lower() in content.lower()] == []


def test_the_group_is_named_to_who_wants_it(room):
    before = read(calendars.file(make_meeting(room), room.priya))[0]["summary"]

    after = read(calendars.file(named(room, "Mill Street", SOON + timedelta(days=1)), room.priya))[0]["summary"]

    assert (before, after) == ("Peer group meeting", "Mill Street: peer group meeting")


def test_the_id_stays_and_the_sequence_rises(room):
    meeting, told = make_meeting(room), []
    for days in (1, 2):
        told += read(calendars.file(meeting, room.priya))
        move_meeting(meeting, SOON + timedelta(days=days), minutes=90, now=NOON)
    cancel_meeting(meeting, now=NOON)
    told += read(calendars.file(meeting, room.priya))

    assert len({event["uid"] for event in told}) == 1
    assert [(event["sequence"], event["status"]) for event in told] == [
        ("0", "CONFIRMED"),
        ("1", "CONFIRMED"),
        ("3", "CANCELLED"),
    ]


def test_another_length_is_a_revision_and_another_place_is_none(room):
    meeting = make_meeting(room)

    move_meeting(meeting, SOON, minutes=60, now=NOON)
    move_meeting(meeting, SOON, minutes=60, now=NOON, address="Elsewhere")

    assert meeting.revision == 1


def test_a_file_says_the_same_until_the_meeting_changes(room):
    meeting = make_meeting(room)
    before = calendars.file(meeting, room.priya)

    meeting.refresh_from_db()

    assert calendars.file(meeting, room.priya) == before


def test_a_meeting_rings_and_a_cancelled_one_does_not(room):
    meeting = make_meeting(room)
    alarms = [calendars.file(meeting, room.priya).count(b"BEGIN:VALARM")]

    cancel_meeting(meeting, now=NOON)

    assert [*alarms, calendars.file(meeting, room.priya).count(b"BEGIN:VALARM")] == [1, 0]


def test_news_asks_a_calendar_to_move_and_then_to_forget(room):
    meeting = make_meeting(room)
    move_meeting(meeting, SOON + timedelta(days=1), minutes=90, now=NOON)
    methods = [method(calendars.news(meeting, room.priya))]

    cancel_meeting(meeting, now=NOON)

    assert [*methods, method(calendars.news(meeting, room.priya))] == ["REQUEST", "CANCEL"]


def test_news_names_nobody_but_its_reader(room):
    told = lines(calendars.news(make_meeting(room), room.priya))

    people = [line for line in told if line.startswith(("ATTENDEE", "ORGANIZER"))]
    assert people == ["ATTENDEE;RSVP=FALSE:mailto:priya@example.org", "ORGANIZER:mailto:groups@localhost"]


def test_meetings_of_many_years_and_zones_stand_in_one_feed():
    priya, meetings = None, []
    for zone, year in (("Europe/Berlin", 2026), ("America/New_York", 2027), ("Australia/Lord_Howe", 2028)):
        group = make_group(zone, zone=zone)
        priya = make_member(group, person=priya) if priya else make_member(group)
        meetings += [make_meeting(group, utc(f"{year}-{month}-15T12:00")) for month in ("01", "07")]

    assert [start for start, _end in moments(calendars.feed(priya, now=NOON))] == [m.starts_at for m in meetings]


def test_what_is_long_over_is_forgotten(room):
    now = timezone.now()
    for days in (-120, -30, 30):
        make_meeting(room, now + timedelta(days=days), now=now)

    kept = calendars.shown(room.priya, now)

    assert [(meeting.starts_at - now).days for meeting in kept] == [-30, 30]


def test_who_has_not_signed_has_no_meetings_in_their_calendar(room):
    make_meeting(room, timezone.now())
    jo = make_member(room, "Jo Bell", signed=False)

    shown = [calendars.shown(person, timezone.now()).count() for person in (jo, room.priya)]
    assert shown == [0, 1]


@pytest.mark.parametrize(
    ("field", "refusal"),
    [("address", "Write this on one line."), ("link", "Enter a link that begins with https://.")],
)
@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\u2028"])
def test_a_line_break_in_a_place_is_refused_in_words(client, room, field, refusal, line_break):
    client.force_login(room.sam)
    typed = {"place": "hybrid", "address": "1 Mill Lane", "link": "https://call.example.org/"}

    answer = client.post(
        f"{room.get_absolute_url()}meetings/plan/", typed | {field: f"https://x.test/{line_break}X:1", "minutes": 90}
    )

    assert (answer.status_code, refusal in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("cancelled", [False, True])
def test_a_second_copy_of_a_mail_is_the_first_byte_for_byte(room, cancelled):
    meeting = make_meeting(room)
    move_meeting(meeting, SOON + timedelta(days=1), minutes=90, now=NOON)
    if cancelled:
        cancel_meeting(meeting, now=NOON)

    for kind in ("meeting_reminder", "meeting_moved", "meeting_cancelled"):
        told = {"about_type": "meetings.meeting", "about_id": meeting.pk, "message_id": "<1@example.org>"}
        mail = Delivery(person=room.priya, kind=kind, written_at=NOON, **told)
        copies = {letters.write(mail, now=NOON).message().as_bytes() for _ in range(2)}
        assert len(copies) == 1
