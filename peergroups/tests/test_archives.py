"""Does an archive hold the words of those who said yes, and no word or name of anybody else?"""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accountability.models import commit
from groups import archives, erasure, exports, wall
from groups.breaches import report
from groups.models import AuditEvent, Export, Words
from groups.tests.makers import confirmed, make_member
from groups.words import write
from meetings.models import Meeting
from peergroups import clock, tasks
from peergroups.outbox.ledger import database_now
from peergroups.tests.cast import CANARY, gather
from peergroups.tests.test_exports import opened

pytestmark = pytest.mark.django_db
SAMS, DANAS, JOS = "what Sam will do", "what Dana will do", "what Jo will do"
PRIVATE = ("kept for myself", "told to Sam alone", "who told on whom", "a loose word")


@pytest.fixture
def cast():
    """The room everybody tries, where all of them committed to something and Priya wrote on each rung."""
    cast = gather()
    cast.priya, cast.sam, cast.jo = (cast.people[role] for role in ("member", "facilitator", "unsigned"))
    cast.room.memberships.get(person=cast.jo).sign(cast.room.charter, now=database_now())
    cast.dana = make_member(cast.room, person=cast.people["former"])
    for person, what in ((cast.sam, SAMS), (cast.jo, JOS), (cast.dana, DANAS)):
        commit_to(cast, person, what)
    commit_to(cast, cast.priya, PRIVATE[0], audience=Words.Audience.ME)
    commit_to(cast, cast.priya, PRIVATE[1], audience=Words.Audience.READER, reader=cast.sam)
    with wall.as_person(cast.priya):
        report(cast.room, by=cast.priya, reader=None, says_who=False, what=PRIVATE[2], now=timezone.now())
        write(cast.room, cast.priya, now=timezone.now(), text=PRIVATE[3])
    cast.room.memberships.current().get(person=cast.dana).leave(now=timezone.now())
    Meeting.objects.filter(pk=cast.meeting.pk).update(starts_at="2026-02-03T18:00Z", ends_at="2026-02-03T20:00Z")
    return cast


def commit_to(cast, person, what, **readers):
    with wall.as_person(person):
        due_on = (timezone.now() + timedelta(days=9)).date()
        return commit(cast.room, person, due_on=due_on, now=timezone.now(), what=what, **readers)


def say(cast, person, said, given=None):
    """Answer as somebody; a yes gives all that is asked for, unless said which."""
    with wall.as_person(person):
        everything = [words.pk for words in archives.offered(cast.room, person)]
        chosen = everything if given is None else given
        archives.answer(cast.archive, by=person, said=said, given=chosen, now=timezone.now())


def answered(cast, priya="yes", sam="yes", jo="no"):
    for person, said in ((cast.priya, priya), (cast.sam, sam), (cast.jo, jo)):
        say(cast, person, said)


def made(cast):
    export = archives.make(cast.archive, now=timezone.now())
    exports.make(export.pk, now=timezone.now())
    export.refresh_from_db()
    return export


def whole(cast):
    return opened(exports.fetch(made(cast), now=timezone.now()))


def test_it_holds_the_words_of_a_yes_and_neither_name_nor_word_of_a_no(cast):
    answered(cast)

    files = whole(cast)

    for text in files.values():
        assert [CANARY in text, SAMS in text, "Priya Nair" in text, "Sam Okoro" in text] == [True] * 4
        hidden = (JOS, "Jo Bell", DANAS, "Dana Fox", "@example.org", *PRIVATE)
        assert [word for word in hidden if word in text] == []
    assert set(files) == {"group-archive.json", "group-archive.html"}


def test_it_tells_the_facts_of_all(cast):
    answered(cast)

    told = json.loads(whole(cast)["group-archive.json"])

    assert told["Meetings held"][0]["hot seats"] == 1
    assert told["Commitments in all"][0]["made"] == 6
    assert sorted({row["who"] for row in told["Memberships"]}) == [
        "A former member", "A member", "Priya Nair", "Sam Okoro"
    ]  # fmt: skip
    dates = [row for row in told["Commitments"] if row["who"] in ("A member", "A former member")]
    assert [set(row) for row in dates] == [{"who", "made", "due"}] * 2
    assert {row.get("role") for row in told["Memberships"] if row["who"].startswith("A ")} == {None}


def test_when_all_say_no_it_has_no_word_and_no_name(cast):
    answered(cast, "no", "no", "no")

    text = "".join(whole(cast).values())

    assert [word for word in (CANARY, SAMS, JOS, DANAS, "Priya", "Sam", "Jo ", "Dana", *PRIVATE) if word in text] == []


def test_one_may_withhold_single_words(cast):
    answered(cast)
    with wall.as_person(cast.priya):
        kept = [words.pk for words in archives.offered(cast.room, cast.priya) if "decide" in words.answers]
    say(cast, cast.priya, "yes", kept)

    told = json.loads(whole(cast)["group-archive.json"])

    assert [row["decide"] for row in told["Hot seats and briefs"]] == [CANARY]
    assert [row for row in told["Commitments"] if "what" in row and row["who"] == "Priya Nair"] == []


def test_nobody_gives_what_somebody_else_wrote(cast):
    answered(cast)
    with wall.as_person(cast.jo):
        theirs = [words.pk for words in archives.offered(cast.room, cast.jo)]
    say(cast, cast.priya, "yes", theirs)

    assert JOS not in "".join(whole(cast).values())


def test_what_is_written_anew_or_for_fewer_after_the_yes_stays_out(cast):
    answered(cast)
    with wall.as_person(cast.priya):
        brief = cast.meeting.hot_seats.get().brief
        say(cast, cast.priya, "yes", [cast.commitment.words_id, brief.words_id])
        cast.commitment.reword(now=timezone.now(), what="what I would rather not")
        brief.take_back(now=timezone.now())

    text = "".join(whole(cast).values())

    assert [word for word in (CANARY, "what I would rather not") if word in text] == []


def test_it_waits_for_everybody_and_says_for_whom(cast, client):
    say(cast, cast.priya, "yes")
    client.force_login(cast.priya)

    answer = client.post(f"/archives/{cast.archive.pk}/make/", follow=True)

    assert "These have not answered: " in (text := answer.content.decode())
    assert ("Jo Bell" in text, "Sam Okoro" in text, "Dana" in text) == (True, True, False)
    assert Export.objects.exists() is False


def test_whoever_joined_meanwhile_is_waited_for(cast):
    answered(cast)
    make_member(cast.room, "Uma Roy")

    with pytest.raises(archives.NotNow, match="Uma Roy"):
        archives.make(cast.archive, now=timezone.now())


def test_an_answer_can_be_changed_until_it_is_made(cast):
    answered(cast)
    say(cast, cast.sam, "no")
    assert SAMS not in "".join(whole(cast).values())

    with pytest.raises(archives.NotNow):
        say(cast, cast.sam, "yes")


def test_after_its_days_nothing_is_answered_or_made(cast):
    answered(cast)
    late = cast.archive.closes_at

    with pytest.raises(archives.NotNow):
        archives.make(cast.archive, now=late)
    assert archives.ask(cast.room, by=cast.sam, now=late) != cast.archive


def test_leaving_before_it_is_made_takes_the_words_out(cast):
    answered(cast)
    cast.room.memberships.current().get(person=cast.sam).leave(now=timezone.now())

    text = "".join(whole(cast).values())

    assert [word for word in (SAMS, "Sam Okoro") if word in text] == []


@pytest.mark.parametrize("goes", ["sam", "priya"])
def test_leaving_shuts_a_file_that_is_made(cast, goes):
    answered(cast)
    export = made(cast)
    cast.room.memberships.current().get(person=getattr(cast, goes)).leave(now=timezone.now())
    export = Export.objects.get(pk=export.pk)

    assert exports.fetch(export, now=timezone.now()) is None


def test_coming_back_does_not_bring_a_consent_back(cast):
    answered(cast)
    cast.room.memberships.current().get(person=cast.sam).leave(now=timezone.now())
    back = make_member(cast.room, person=cast.sam)
    cast.room.memberships.current().filter(person=back).update(joined_at=timezone.now())

    with pytest.raises(archives.NotNow, match="Sam Okoro"):
        archives.make(cast.archive, now=timezone.now())


def test_erasure_takes_the_file_away(cast):
    answered(cast)
    export = made(cast)
    erasure.erase(cast.sam, now=timezone.now())

    assert exports.cache.get(exports.place(export)) is None
    assert exports.fetch(Export.objects.get(pk=export.pk), now=timezone.now()) is None


def test_it_is_asked_for_answered_made_told_and_fetched(cast, client):
    for person in (cast.priya, cast.sam, cast.jo):
        confirmed(client, person)
        assert client.post(f"/archives/{cast.archive.pk}/answer/", {"said": "no"}).status_code == 302
    confirmed(client, cast.priya)
    client.post(f"/archives/{cast.archive.pk}/make/")
    export = Export.objects.get()
    tasks.make_export(export.pk)
    clock.tick(now=database_now())

    page = client.get(f"/groups/{cast.room.slug}/archive/").content.decode()
    assert f"/settings/your-words/{export.pk}/" in page
    answer = client.get(f"/settings/your-words/{export.pk}/")
    assert "group-archive.json" in opened(answer.content)
    assert 'filename="group-archive.zip"' in answer["Content-Disposition"]
    letters = [letter for letter in mail.outbox if "archive" in letter.subject]
    assert [letter.to for letter in letters] == [[cast.priya.email]]
    noted = set(AuditEvent.objects.filter(act__contains="archive").values_list("act", flat=True))
    assert noted == {"answered_archive", "asked_archive", "made_archive"}


def test_nobody_but_the_asker_fetches_it_and_it_is_not_their_own_export(cast, client):
    answered(cast)
    export = made(cast)
    answers = []
    for role in ("facilitator", "unsigned", "former", "admin", "operator", "outsider"):
        confirmed(client, cast.people[role])
        answers.append(client.get(f"/settings/your-words/{export.pk}/").status_code)
    confirmed(client, cast.priya)

    assert answers == [404] * 6
    assert f"/{export.pk}/" not in client.get("/settings/your-words/").content.decode()


def test_every_member_but_the_asker_gets_one_mail(cast):
    archives.ask(cast.room, by=cast.sam, now=timezone.now())
    clock.tick(now=database_now())

    asked = sorted(letter.to[0] for letter in mail.outbox if letter.subject == "May your words go into an archive?")
    assert asked == ["jo@example.org", "sam@example.org"]


def test_the_page_tells_nobody_what_another_answered(cast, client):
    answered(cast)
    pages = {}
    for said in ("yes", "no"):
        say(cast, cast.sam, said)
        client.force_login(cast.jo)
        pages[said] = client.get(f"/groups/{cast.room.slug}/archive/").content.decode()

    assert [SAMS in page or CANARY in page or "Sam Okoro" in page for page in pages.values()] == [False, False]


def test_an_answer_that_names_what_is_not_ones_own_is_refused_beside_its_field(cast, client):
    client.force_login(cast.priya)

    answer = client.post(f"/archives/{cast.archive.pk}/answer/", {"said": "yes", "given": ["1"]})

    assert (answer.status_code, "Something here has changed" in answer.content.decode()) == (422, True)
