"""Does a report reach those whom its writer chose and nobody else, with no name where none belongs?"""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from groups import glass as glasses
from groups import helping, retention, wall
from groups.belongings import of
from groups.models import AuditEvent, Words
from groups.tests.breaches import A_DAY, SECRET, decided, gather, page, text, told
from peergroups.outbox import sending
from peergroups.outbox.ledger import database_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return database_now()


@pytest.fixture
def room():
    return gather()


PEOPLE = ("sam", "priya", "arun", "jo", "nadia", "otto", "leo", "dana")


def who_reads(room):
    """Ask the database itself, as everybody, by raw SQL."""
    found = set()
    for name in PEOPLE:
        with wall.as_person(getattr(room, name)), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM groups_words")
            found |= {name} if cursor.fetchone()[0] else set()
    return found


@pytest.mark.parametrize(
    ("reader", "readers"),
    [("sam", {"priya", "sam"}), ("jo", {"priya", "jo"}), (None, {"priya", "sam", "arun", "jo"})],
)
def test_only_those_chosen_read_it_on_the_page_and_in_the_database(client, room, reader, readers):
    breach = told(room, reader)

    seen = {name for name in PEOPLE if page(client, getattr(room, name), breach).status_code == 200}

    assert (seen, who_reads(room)) == (readers, readers)


def test_what_was_decided_is_for_the_same_people(client, room):
    breach = told(room, "jo")
    decided(breach, room.jo)

    assert who_reads(room) == {"priya", "jo"}
    assert "We spoke." in text(page(client, room.priya, breach))


def test_no_fact_says_who_reported_or_whom_it_is_about(room):
    told(room, "sam")
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(b)::text FROM groups_breach b")
        facts = cursor.fetchone()[0]

    assert [name for name in ("priya", "arun") if str(getattr(room, name).pk) in facts] == []


@pytest.mark.parametrize(("says_who", "said"), [(False, "A member wrote"), (True, "Priya Nair wrote")])
def test_who_reported_is_named_only_if_they_said_so(client, room, says_who, said):
    breach = told(room, None, says_who=says_who)

    shown = text(page(client, room.arun, breach)).partition("<main")[2]

    assert (said in shown, "Priya Nair" in shown) == (True, says_who)


def test_the_list_shows_each_only_what_is_for_them(client, room):
    told(room, "sam")
    counts = {}
    for name in ("priya", "sam", "arun", "jo"):
        client.force_login(getattr(room, name))
        counts[name] = text(client.get(reverse("groups:breaches", args=[room.slug]))).count("/matters/")

    assert counts == {"priya": 1, "sam": 1, "arun": 0, "jo": 0}


def test_a_report_to_one_member_stands_in_nobodys_log(client, room):
    breach = told(room, "sam")
    decided(breach, room.sam)

    assert (
        list(AuditEvent.objects.filter(act__startswith="breach").values_list("group", "actor", "person"))
        == [(None, None, None)] * 3
    )


@pytest.mark.parametrize(("who", "seen"), [("jo", True), ("arun", True), ("nadia", False)])
def test_a_report_to_all_stands_in_the_groups_log_without_names_and_not_in_the_admins(client, room, who, seen):
    told(room, None)
    client.force_login(getattr(room, who))

    log = text(client.get(reverse("groups:log", args=[room.slug])))

    assert ("Someone reported that something left the room" in log) is seen
    assert ("left the room" in log.partition("<main")[2]) is seen


@pytest.mark.parametrize(("reader", "told_by_mail"), [("sam", ["sam"]), (None, ["arun", "jo", "priya", "sam"])])
def test_the_mail_names_nothing_and_goes_to_those_chosen(room, reader, told_by_mail):
    told(room, reader)

    sending.drain(now=database_now())

    whole = "".join(letter.message().as_string() for letter in mail.outbox).lower()
    assert sorted(letter.to[0].partition("@")[0] for letter in mail.outbox) == told_by_mail
    assert {letter.subject for letter in mail.outbox} == {"Something in your group needs you"}
    assert [word for word in ("canary", "report", "breach", "trust", "priya nair", "arun rao") if word in whole] == []


@pytest.mark.parametrize("which", ["report", "decision"])
def test_who_reads_a_report_stays_as_it_is(client, room, which):
    """Else the log would name whoever wrote it, and what is on record could be hidden again."""
    breach = told(room, None)
    decided(breach, room.sam)
    breach.refresh_from_db()
    client.force_login(room.priya if which == "report" else room.sam)

    answer = client.post(reverse("groups:readers", args=[getattr(breach, f"{which}_id")]), {"readers": "me"})

    assert answer["Location"] == breach.get_absolute_url()
    assert not AuditEvent.objects.filter(act="narrowed").exists()
    assert SECRET in text(page(client, room.jo, breach))


def test_what_support_sees_of_mails_does_not_tell_that_there_is_a_report(client, room):
    told(room, "sam")
    mails = reverse("groups:mails")
    given = helping.let(room.sam, room.nadia, [mails], now=database_now())
    client.force_login(room.nadia)

    answer = client.post(reverse("groups:look", args=[given.pk]), {"page": mails})

    assert "A mail about your group" in text(answer)
    assert "needs" not in text(answer)


def test_who_has_left_sees_it_no_more_though_they_wrote_it(client, room, now):
    breach = told(room, "sam")
    room.memberships.get(person=room.priya).leave(now=now)

    assert page(client, room.priya, breach).status_code == 404


def test_an_admin_who_reads_the_room_through_the_glass_does_not_read_reports(room, now):
    told(room, None)
    glass = glasses.ask(room, by=room.nadia, reason="Danger.", hours=24, now=now - 25 * timedelta(hours=1))
    today = timezone.localdate(now, room.clock)

    with wall.as_person(room.nadia):
        assert glasses.read(glass, today, today, by=room.nadia, now=now) == []


def test_its_words_are_deleted_on_their_day_and_the_days_stay(client, room):
    breach = told(room, None)
    with wall.as_person(room.priya):
        Words.objects.update(expires_on=timezone.now() - 2 * A_DAY)
    retention.delete_expired()

    assert "The words are no longer kept." in text(page(client, room.priya, breach))


def test_ones_own_report_is_among_what_one_takes_along(room):
    told(room, "sam")
    with wall.as_person(room.priya):
        own = of(room.priya)

    assert SECRET in str(own)
