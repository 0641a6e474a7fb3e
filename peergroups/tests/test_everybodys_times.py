"""Do all pages, mails and calendar files say the same time, each person's own, when clocks change here and there?"""

import re
from datetime import time, timedelta
from html import unescape

import pytest
import time_machine

from groups.tests.makers import NOON, make_facilitator, make_group, make_member
from meetings import reminders
from meetings.calendars import file
from meetings.planning import move_meeting
from meetings.tests.calendars import read
from meetings.tests.makers import make_meeting, utc
from peergroups.kit.wallclock import instant
from peergroups.outbox import letters
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db
LONDON, SIX, A_WEEK, MEETINGS = "Europe/London", time(18), timedelta(days=7), "/groups/mill-street/meetings/"
PEOPLE = {
    "Sam Okoro": LONDON,
    "Arun Rao": "Asia/Kolkata",
    "Grace Hall": "America/New_York",
    "Kiri Tane": "Pacific/Auckland",
}

# Written by hand from the calendars of 2026 and 2027. The group meets on Sundays at 6:00 pm (London) for 90 minutes;
# the day before, the meeting is put an hour later. First the day in London, the start in UTC and by everybody's clock;
# then of Sam, Arun, Grace and Kiri: when it is, what is said of changed clocks (-: nothing), and when it is after the
# move.
GOLDEN = {
    "clocks go back in London, the last Sunday of October": """2026-10-25
        2026-10-25T18:00
        Grace 2:00 pm on Sunday, Sam 6:00 pm on Sunday, Arun 11:30 pm on Sunday, Kiri 7:00 am on Monday

        Sunday 25 October, 6:00 to 7:30 pm (London)
        -
        Sunday 25 October, 7:00 to 8:30 pm (London)

        Sunday 25 October, 11:30 pm to Monday 26 October, 1:00 am (Kolkata)
        Clocks in London changed: this is 11:30 pm for you, last time it was 10:30 pm.
        Monday 26 October, 12:30 to 2:00 am (Kolkata)

        Sunday 25 October, 2:00 to 3:30 pm (New York)
        Clocks in London changed: this is 2:00 pm for you, last time it was 1:00 pm.
        Sunday 25 October, 3:00 to 4:30 pm (New York)

        Monday 26 October, 7:00 to 8:30 am (Auckland)
        Clocks in London changed: this is 7:00 am for you, last time it was 6:00 am.
        Monday 26 October, 8:00 to 9:30 am (Auckland)""",
    "clocks go back in New York, a week later": """2026-11-01
        2026-11-01T18:00
        Grace 1:00 pm on Sunday, Sam 6:00 pm on Sunday, Arun 11:30 pm on Sunday, Kiri 7:00 am on Monday

        Sunday 1 November, 6:00 to 7:30 pm (London)
        -
        Sunday 1 November, 7:00 to 8:30 pm (London)

        Sunday 1 November, 11:30 pm to Monday 2 November, 1:00 am (Kolkata)
        -
        Monday 2 November, 12:30 to 2:00 am (Kolkata)

        Sunday 1 November, 1:00 to 2:30 pm (New York)
        Your clock changed: this is 1:00 pm for you, last time it was 2:00 pm.
        Sunday 1 November, 2:00 to 3:30 pm (New York)

        Monday 2 November, 7:00 to 8:30 am (Auckland)
        -
        Monday 2 November, 8:00 to 9:30 am (Auckland)""",
    "clocks go forward in London, the last Sunday of March": """2027-03-28
        2027-03-28T17:00
        Grace 1:00 pm on Sunday, Sam 6:00 pm on Sunday, Arun 10:30 pm on Sunday, Kiri 6:00 am on Monday

        Sunday 28 March, 6:00 to 7:30 pm (London)
        -
        Sunday 28 March, 7:00 to 8:30 pm (London)

        Sunday 28 March, 10:30 pm to Monday 29 March, 12:00 am (Kolkata)
        Clocks in London changed: this is 10:30 pm for you, last time it was 11:30 pm.
        Sunday 28 March, 11:30 pm to Monday 29 March, 1:00 am (Kolkata)

        Sunday 28 March, 1:00 to 2:30 pm (New York)
        Clocks in London changed: this is 1:00 pm for you, last time it was 2:00 pm.
        Sunday 28 March, 2:00 to 3:30 pm (New York)

        Monday 29 March, 6:00 to 7:30 am (Auckland)
        Clocks in London changed: this is 6:00 am for you, last time it was 7:00 am.
        Monday 29 March, 7:00 to 8:30 am (Auckland)""",
    "clocks go back in Auckland, a week later": """2027-04-04
        2027-04-04T17:00
        Grace 1:00 pm on Sunday, Sam 6:00 pm on Sunday, Arun 10:30 pm on Sunday, Kiri 5:00 am on Monday

        Sunday 4 April, 6:00 to 7:30 pm (London)
        -
        Sunday 4 April, 7:00 to 8:30 pm (London)

        Sunday 4 April, 10:30 pm to Monday 5 April, 12:00 am (Kolkata)
        -
        Sunday 4 April, 11:30 pm to Monday 5 April, 1:00 am (Kolkata)

        Sunday 4 April, 1:00 to 2:30 pm (New York)
        -
        Sunday 4 April, 2:00 to 3:30 pm (New York)

        Monday 5 April, 5:00 to 6:30 am (Auckland)
        Your clock changed: this is 5:00 am for you, last time it was 6:00 am.
        Monday 5 April, 6:00 to 7:30 am (Auckland)""",
}


@pytest.mark.parametrize("story", GOLDEN.values(), ids=GOLDEN)
def test_every_page_mail_and_file_says_the_time_of_the_table(client, story):
    (day, at, hours), *golden = [[part.strip() for part in row.splitlines()] for row in story.split("\n\n")]
    group, meeting = gathered(utc(f"{day}T00:00").date())
    now = utc(at) - timedelta(hours=23)
    people = [group.memberships.get(person__name=name).person for name in PEOPLE]

    with time_machine.travel(now, tick=False):
        told = [told_to(client, meeting, person, now) for person in people]
        move_meeting(meeting, utc(at) + timedelta(hours=1), minutes=90, now=now)
        news = [moved_for(meeting, person, now) for person in people]

    assert [told, news] == [
        [
            (*[when] * 5, utc(at), *[drift.strip("-")] * 3, for_others(hours, name))
            for name, (when, drift, _moved) in zip(PEOPLE, golden, strict=True)
        ],
        [([f"Old: {when}", f"New: {moved}"], utc(at) + timedelta(hours=1)) for when, _drift, moved in golden],
    ]


def for_others(hours, name):
    """Say the hours of all but one, each with its day where that one has another."""
    told = [hour.split(" on ") for hour in hours.split(", ")]
    (own,) = [day for hour, day in told if name.startswith(hour.split()[0])]
    others = [hour if day == own else f"{hour} on {day}" for hour, day in told if not name.startswith(hour.split()[0])]
    return f"For {', for '.join(others)}"


def test_whoever_travels_to_a_meeting_reads_the_clock_of_the_place(client):
    group, meeting = gathered(utc("2026-10-25T00:00").date(), place="in_person", address="12 Mill Street")
    kiri = group.memberships.get(person__name="Kiri Tane").person
    client.force_login(kiri)

    with time_machine.travel(now := meeting.starts_at - timedelta(hours=23), tick=False):
        pages = "".join(client.get(url).content.decode() for url in ("/today/", f"/meetings/{meeting.pk}/"))
        reminders.plan(now=now)
        pages += letter("meeting_reminder", kiri, now).body

    assert [words in pages for words in ("6:00 to 7:30 pm (London)", "last time it was", "for Sam")] == [
        True,
        False,
        False,
    ]


def gathered(day, **where):
    """Make the group, the meeting of a week ago and the one to come."""
    group = make_group(zone=LONDON)
    make_facilitator(group, "Sam Okoro")
    for name, zone in PEOPLE.items():
        if name != "Sam Okoro":
            make_member(group, name, time_zone=zone)
    call = {"place": "video", "link": "https://call.example.org/1", "now": NOON} | where
    return group, [make_meeting(group, instant(on, SIX, LONDON), **call) for on in (day - A_WEEK, day)][-1]


def told_to(client, meeting, person, now):
    """Return when it is by Today, its page, the list, the reminder's two forms and the file; and what goes along."""
    client.force_login(person)
    pages = [client.get(url).content.decode() for url in ("/today/", f"/meetings/{meeting.pk}/", MEETINGS)]
    today, page, listed = map(unescape, pages)
    reminders.plan(now=now)
    mail = letter("meeting_reminder", person, now)
    html = unescape(mail.alternatives[0].content)
    (event,) = read(file(meeting, person))
    return (
        re.search(r"<strong>(?:<time[^>]*>)?([^<]*)", today)[1],
        ", ".join(re.findall(r"<h[12][^>]*><time[^>]*>([^<]*)", page)),
        re.search(r"<time[^>]*>([^<]*)", listed.partition('id="coming"')[2])[1],
        mail.body.splitlines()[2],
        re.search(r"<strong>([^<]*)", html)[1],
        event["start"],
        *(
            next(iter(re.findall(r".*?([^<>\n]* last time it was [^<\n]*)", text)), "")
            for text in (today, mail.body, html)
        ),
        re.search(r"(For \w+ \d[^<]*)</p>", page)[1],
    )


def moved_for(meeting, person, now):
    """Return what the mail about the move says was and is, and when the file in it puts the meeting."""
    mail = letter("meeting_moved", person, now)
    (event,) = read(mail.alternatives[1].content.encode())
    return re.findall(r"(?:Old|New): .*", mail.body), event["start"]


def letter(kind, person, now):
    delivery = Delivery.objects.get(kind=kind, person=person)
    delivery.written_at = now
    return letters.write(delivery, now=now)
