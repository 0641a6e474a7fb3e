"""What does an admin read of a room, on which days, and while it lasts? Each reading leaves a line."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError
from django.urls import reverse
from django.utils import timezone

from groups import glass as glasses
from groups import retention, wall
from groups.models import AuditEvent, Glass, GlassPage, Words
from groups.tests.glass import HOUR, SECRET, WHY, asked, gather, opened, page, page_of, posted, read_by, today
from groups.tests.makers import make_group, make_member, make_person, make_programme, make_second_pair_of_eyes
from groups.words import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def room(now):
    return gather(now)


def test_nothing_is_read_before_it_opens(room, now):
    asked(room, now - 23 * HOUR)

    assert read_by(room.nadia) == []


def test_a_second_admin_opens_it_for_what_the_whole_group_reads(room, now):
    opened(room, now - HOUR)

    assert read_by(room.nadia) == [SECRET]


def test_what_opens_later_is_shut_until_then(room, now):
    opened(room, now + HOUR)

    assert read_by(room.nadia) == []


def test_a_day_of_waiting_opens_it_too(room, now):
    asked(room, now - 25 * HOUR)

    assert read_by(room.nadia) == [SECRET]


def test_it_ends_by_itself(room, now):
    opened(room, now - 3 * HOUR, hours=2)

    assert read_by(room.nadia) == []


@pytest.mark.parametrize("who", ["nadia", "omar"])
def test_any_admin_ends_it_early(room, now, who):
    glasses.end(opened(room, now - HOUR), by=getattr(room, who), now=now)

    assert read_by(room.nadia) == []


def test_it_is_open_to_the_asker_alone(room, now):
    opened(room, now - HOUR)

    assert (read_by(room.omar), read_by(make_person("Otto Berg", is_operator=True))) == ([], [])


def test_who_is_no_longer_admin_reads_nothing_at_once(room, now):
    opened(room, now - HOUR)
    room.programme.admins.remove(room.nadia)

    assert read_by(room.nadia) == []


def test_another_group_of_the_programme_stays_closed(room, now):
    elsewhere = make_group("Quay", programme=room.programme)
    leo = make_member(elsewhere, "Leo Hart")
    with wall.as_person(leo):
        write(elsewhere, leo, now=now, text="ours")
    opened(room, now - HOUR)

    assert read_by(room.nadia) == [SECRET]


def test_without_a_line_in_the_log_of_that_moment_nothing_is_read(room, now):
    glass = glasses.ask(room, by=room.nadia, reason=WHY, hours=24, now=now - 25 * HOUR)
    GlassPage.objects.create(glass=glass, first_day=now.date(), last_day=now.date(), read_at=now - HOUR)

    assert read_by(room.nadia) == []


def test_who_reads_through_it_writes_nothing(room, now):
    opened(room, now - HOUR)
    with pytest.raises(ProgrammingError, match="row-level security"), wall.as_person(room.nadia):
        write(room, room.nadia, now=now, text="I was here")

    with wall.as_person(room.nadia):
        assert (Words.objects.update(written_at=now), Words.objects.all().delete()[0]) == (0, 0)


def test_a_page_shows_its_days_and_its_reading_shows_in_the_group(client, room, now):
    glass = opened(room, now - HOUR)

    answer = posted(client, room.nadia, "glass_read", glass.pk, first_day=today(room)).content.decode()

    assert SECRET in answer
    assert "for me" not in answer
    assert page_of(client, room.priya, room).count("Nadia Haddad read ") == 2  # one line was in the log before
    assert AuditEvent.objects.filter(act="read_through_glass", actor=room.nadia, group=room).count() == 1


def test_text_that_is_no_longer_kept_is_not_shown(room, now):
    glass = opened(room, now - HOUR)
    with wall.as_person(room.priya):
        Words.objects.filter(audience=Words.Audience.GROUP).update(expires_on=now - timedelta(days=2))
    retention.delete_expired()

    with wall.as_person(room.nadia):
        assert glasses.read(glass, today(room), today(room), by=room.nadia, now=now) == []


@pytest.mark.parametrize("days", [-1, 1])
def test_the_day_before_or_after_shows_nothing_of_this_one(client, room, now, days):
    glass = glasses.ask(room, by=room.nadia, reason=WHY, hours=24, now=now - 25 * HOUR)
    other = today(room) + timedelta(days=days)

    assert SECRET not in posted(client, room.nadia, "glass_read", glass.pk, first_day=other).content.decode()


@pytest.mark.parametrize("days", [-1, 1])
def test_a_line_about_another_day_opens_nothing_in_the_database(room, now, days):
    glass = glasses.ask(room, by=room.nadia, reason=WHY, hours=24, now=now - 25 * HOUR)
    page(glass, now.date() + timedelta(days=days))

    assert read_by(room.nadia) == []


@pytest.mark.parametrize(
    ("first_day", "last_day"),
    [("", ""), ("soon", ""), ("2026-03-02", "2026-03-01"), ("2026-03-01", "2026-04-01"), ("2026-03-01", "x")],
)
def test_days_that_make_no_sense_open_nothing(client, room, now, first_day, last_day):
    glass = opened(room, now - HOUR)

    answer = posted(client, room.nadia, "glass_read", glass.pk, first_day=first_day, last_day=last_day)

    assert (answer.status_code, GlassPage.objects.count()) == (422, 1)  # the line that was there before


def test_another_admin_cannot_open_a_page(client, room, now):
    assert posted(client, room.omar, "glass_read", opened(room, now - HOUR).pk).status_code == 403


def test_a_page_that_is_only_got_is_not_there(client, room, now):
    client.force_login(room.nadia)

    assert client.get(reverse("groups:glass_read", args=[opened(room, now - HOUR).pk])).status_code == 405


@pytest.mark.parametrize("state", ["before", "after"])
def test_a_page_is_refused_in_words_while_it_is_shut(client, room, now, state):
    glass = asked(room, now) if state == "before" else opened(room, now - 3 * HOUR, hours=1)
    lines = GlassPage.objects.count()

    answer = posted(client, room.nadia, "glass_read", glass.pk, first_day=today(room))

    assert answer.status_code == 302
    assert "Nothing can be read before" in page_of(client, room.nadia, room)
    assert GlassPage.objects.count() == lines


@pytest.mark.django_db(transaction=True)
def test_through_the_pages_it_opens_with_a_yes_and_shuts_with_the_next_request(client):
    """Each request here has a transaction, and a moment, of its own."""
    nadia, omar = make_person("Nadia Haddad"), make_second_pair_of_eyes()
    group = make_group(programme=make_programme(nadia, omar))
    priya, now = make_member(group), timezone.now()
    with wall.as_person(priya):
        write(group, priya, now=now, text=SECRET)
    posted(client, nadia, "glass_ask", group.slug, reason=WHY, hours=1)
    glass = Glass.objects.get()
    posted(client, omar, "glass_confirm", glass.pk)

    answer = posted(client, nadia, "glass_read", glass.pk, first_day=today(group))

    assert (SECRET in answer.content.decode(), read_by(nadia)) == (True, [])


@pytest.mark.parametrize("typed", [{"first_day": 1}, {"first_day": 0, "last_day": 1}])
def test_a_day_still_to_come_is_not_opened_and_leaves_no_line(client, room, now, typed):
    glass, lines = opened(room, now - HOUR), GlassPage.objects.count()
    days = {name: today(room) + timedelta(days=ahead) for name, ahead in typed.items()}

    answer = posted(client, room.nadia, "glass_read", glass.pk, **days)

    assert (answer.status_code, GlassPage.objects.count()) == (422, lines)
    assert "Choose today or an earlier day" in answer.content.decode()


def test_a_second_admin_finds_on_today_that_it_waits_for_them_until_it_is_decided(client, room, now):
    def told(person):
        client.force_login(person)
        return f"An admin asks to read a room of {room.programme}" in client.get("/today/").content.decode()

    glass = asked(room, now - HOUR)
    waits = [told(person) for person in (room.omar, room.nadia, room.priya)]
    glasses.confirm(glass, by=room.omar, now=now)

    assert (waits, told(room.omar)) == ([True, False, False], False)


def test_what_nobody_decided_for_a_day_waits_for_no_admin_any_more(client, room, now):
    asked(room, now - 25 * HOUR)
    client.force_login(room.omar)

    assert "asks to read a room" not in client.get("/today/").content.decode()
