"""Does everybody get all of their own words, nothing of anybody else's, and nobody but them?"""

import io
import json
import zipfile
from datetime import timedelta

import pytest
import redis
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from groups import exports, wall
from groups.models import AuditEvent, Export
from groups.tests.makers import confirmed
from groups.words import write
from peergroups import clock, tasks
from peergroups.tests.cast import CANARY, gather
from peergroups.tests.processes import beat, forget_everything, wait_until, worker

pytestmark = pytest.mark.django_db
OTHERS = "what Sam wrote"


@pytest.fixture
def cast():
    """The room everybody tries, where Sam wrote something too."""
    cast = gather()
    cast.priya, cast.sam = cast.people["member"], cast.people["facilitator"]
    with wall.as_person(cast.sam):
        write(cast.room, cast.sam, now=timezone.now(), text=OTHERS)
    return cast


def made(person):
    export = exports.ask(person, now=timezone.now())
    exports.make(export.pk, now=timezone.now())
    export.refresh_from_db()
    return export


def opened(file):
    archive = zipfile.ZipFile(io.BytesIO(file))
    return {name: archive.read(name).decode() for name in archive.namelist()}


def remaining(export):
    """Ask Redis for how many seconds it keeps the file."""
    with redis.Redis.from_url(settings.REDIS_URL) as server:
        return server.ttl(cache.make_key(exports.place(export)))


def test_it_holds_all_of_ones_own_and_nothing_of_others(cast):
    files = opened(exports.fetch(made(cast.priya), now=timezone.now()))

    told = json.loads(files["your-words.json"])
    assert told["Commitments"][0]["what"] == CANARY
    assert told["Hot seats and briefs"][0]["decide"] == told["Updates"][0]["challenge"] == CANARY
    assert told["Memberships"][0]["group"] == "Mill Street"
    assert CANARY in files["your-words.html"]
    assert [name for name, text in files.items() if OTHERS in text] == []


def test_words_in_a_group_one_has_left_are_in_it_too(cast):
    cast.room.memberships.get(person=cast.priya).leave(now=timezone.now())

    told = json.loads(opened(exports.fetch(made(cast.priya), now=timezone.now()))["your-words.json"])

    assert (told["Commitments"][0]["what"], told["Hot seats and briefs"][0]["decide"]) == (CANARY, CANARY)


def test_what_somebody_wrote_as_a_page_stays_text(cast):
    with wall.as_person(cast.priya):
        write(cast.room, cast.priya, now=timezone.now(), text="<script>alert(1)</script>")

    assert "<script>" not in opened(exports.fetch(made(cast.priya), now=timezone.now()))["your-words.html"]


def test_the_file_lies_sealed(cast):
    sealed = cache.get(exports.place(made(cast.priya)))

    assert sealed.startswith("gAAAA")


def test_asking_twice_is_one_wish(cast):
    assert exports.ask(cast.priya, now=timezone.now()) == exports.ask(cast.priya, now=timezone.now())


def test_it_is_asked_for_made_told_and_fetched(cast, client):
    confirmed(client, cast.priya)
    client.post("/settings/your-words/ask/")
    export = Export.objects.get()
    tasks.make_export(export.pk)
    clock.tick(now=timezone.now())

    answer = client.get(f"/settings/your-words/{export.pk}/")

    assert "your-words.json" in opened(answer.content)
    letter = next(letter for letter in mail.outbox if letter.subject == "Your words are ready")
    assert (letter.to, CANARY in letter.body) == ([cast.priya.email], False)
    assert AuditEvent.objects.get(act="exported").actor == cast.priya


@pytest.mark.django_db(transaction=True)
def test_a_worker_makes_each_that_somebody_waits_for(cast, sink):
    forget_everything()
    asked = [exports.ask(person, now=timezone.now()) for person in (cast.priya, cast.sam)]

    with worker(sink):
        beat("make_exports")
        wait_until(lambda: not Export.objects.waiting().exists())

    fetched = [exports.fetch(Export.objects.get(pk=export.pk), now=timezone.now()) for export in asked]
    assert [OTHERS in opened(file)["your-words.json"] for file in fetched] == [False, True]


def test_nobody_else_fetches_it(cast, client):
    export = made(cast.priya)
    answers = []
    for role in ("facilitator", "admin", "operator", "outsider"):
        confirmed(client, cast.people[role])
        answers.append(client.get(f"/settings/your-words/{export.pk}/").status_code)

    assert answers == [404] * 4


def test_a_browser_left_open_is_asked_first(cast, client):
    export = made(cast.priya)
    client.force_login(cast.priya)

    answers = [client.get(f"/settings/your-words/{export.pk}/"), client.post("/settings/your-words/ask/")]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert "confirm" in answers[0]["Location"]


def test_after_a_day_it_is_gone(cast):
    export = made(cast.priya)

    assert exports.fetch(export, now=export.ready_at + timedelta(hours=24)) is None
    assert 0 < remaining(export) <= 24 * 3600
