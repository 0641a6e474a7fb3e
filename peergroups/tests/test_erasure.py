"""Is nothing left of somebody who was erased, in pages, tables or a dump, while the group still reads well?"""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from groups import erasure, exports, wall
from groups.models import Person, SizeReason, Words
from groups.tests.makers import confirmed
from groups.words import write
from meetings.models import Meeting
from peergroups.tests.cast import CANARY, gather
from peergroups.tests.test_exports import made

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
NAME, ADDRESS = "Priya Nair", "priya@example.org"


@pytest.fixture
def cast(client):
    """The room everybody tries, with what Sam wrote, a note handed to Priya, and her own words on the way out."""
    cast = gather()
    cast.priya, cast.sam = cast.people["member"], cast.people["facilitator"]
    with wall.as_person(cast.sam):
        write(cast.room, cast.sam, now=timezone.now(), text="Sam's own")
        Words.objects.create(
            group=cast.room, author=cast.sam, reader=cast.priya, audience="handed", written_at=timezone.now(), body="{}"
        )
    with wall.as_person(cast.priya):
        cast.commitment.follow_up("partly", CANARY, now=timezone.now())
    cast.export = made(cast.priya)
    return cast


def dumped():
    """Return every row of every table as a dump would have it, the wall taken down for the while."""
    connection.check_constraints()
    with wall.unforced(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        rows = []
        for table in tables:
            cursor.execute(f'SELECT entry::text FROM "{table}" AS entry')
            rows += [row for (row,) in cursor.fetchall()]
    return rows


def test_nothing_in_the_tables_says_who_it_was(cast):
    assert [row for row in dumped() if NAME in row or ADDRESS in row] != []

    erasure.erase(cast.priya, now=timezone.now())

    assert [row for row in dumped() if NAME in row or ADDRESS in row or CANARY in row] == []


def test_every_sealed_text_of_theirs_and_for_them_is_gone_and_no_other(cast):
    erasure.erase(cast.priya, now=timezone.now())

    with wall.unforced():
        theirs = Words.objects.filter(author=cast.priya) | Words.objects.filter(reader=cast.priya)
        assert [words.is_gone for words in theirs] == [True] * 12
        others = Words.objects.exclude(author=cast.priya).exclude(reader=cast.priya)
        assert [words.answers for words in others] == [{"text": "Sam's own"}]


def test_the_group_still_reads_well(cast, client):
    held = {"starts_at": cast.meeting.starts_at - 6 * A_DAY, "ends_at": cast.meeting.ends_at - 6 * A_DAY}
    Meeting.objects.filter(pk=cast.meeting.pk).update(**held)
    erasure.erase(cast.priya, now=timezone.now())
    client.force_login(cast.sam)
    meeting = f"/meetings/{cast.meeting.pk}/"

    pages = [client.get(page) for page in (meeting, f"{meeting}seats/1/", f"/groups/{cast.room.slug}/", "/today/")]

    assert [page.status_code for page in pages] == [200] * 4
    bodies = [page.content.decode() for page in pages]
    assert [body for body in bodies if NAME in body or "Priya" in body or CANARY in body] == []
    assert "A former member" in bodies[1]


def test_facts_and_counts_stay(cast):
    erasure.erase(cast.priya, now=timezone.now())

    assert cast.priya.commitments.get().said.outcome == "partly"
    assert cast.priya.deliveries.filter(state="owed").count() == 0
    assert cast.priya.deliveries.count() > 0


def test_no_way_in_is_left(cast, client):
    confirmed(client, cast.priya)

    answer = client.post("/settings/delete-my-account/")

    assert "Your account is deleted" in answer.content.decode()
    assert client.get("/today/").status_code == 302
    assert Person.objects.get(pk=cast.priya.pk).is_active is False
    assert cache.get(exports.place(cast.export)) is None


def test_the_groups_log_says_so(cast):
    erasure.erase(cast.priya, now=timezone.now())

    assert [str(event.person) for event in cast.room.audit_events.filter(act="erased")] == ["A former member"]


def test_the_page_says_what_stays(cast, client):
    confirmed(client, cast.priya)

    assert "What stays" in client.get("/settings/delete-my-account/").content.decode()


def test_a_reason_they_gave_for_a_groups_size_goes_too(cast):
    SizeReason.objects.create(group=cast.room, peers=8, reason=CANARY, given_by=cast.priya, given_at=timezone.now())

    erasure.erase(cast.priya, now=timezone.now())

    assert SizeReason.objects.get(given_by=cast.priya).reason == ""


def test_erasing_twice_does_no_harm(cast):
    erasure.erase(cast.priya, now=timezone.now())
    first = Person.objects.get(pk=cast.priya.pk).erased_at

    erasure.erase(Person.objects.get(pk=cast.priya.pk), now=timezone.now())

    assert Person.objects.get(pk=cast.priya.pk).erased_at == first
