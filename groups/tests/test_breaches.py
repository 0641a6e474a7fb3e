"""Does a report reach those whom its writer chose and nobody else, step by step, with no name where none belongs?"""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from groups import breaches, helping, retention, wall
from groups import glass as glasses
from groups.belongings import of
from groups.models import AuditEvent, Breach, Words
from groups.tests.makers import make_facilitator, make_group, make_member, make_person, make_programme
from peergroups.outbox import sending
from peergroups.outbox.ledger import database_now
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db

SECRET = "canary in the mill"
A_DAY = timedelta(days=1)


@pytest.fixture
def now():
    return database_now()


@pytest.fixture
def room():
    """Mill Street: Sam keeps it, Priya reports, Arun is whom it is about, Jo sits there too; and those outside."""
    group = make_group(programme=make_programme(make_person("Nadia Haddad")))
    group.nadia, group.sam, group.priya = group.programme.admins.get(), make_facilitator(group), make_member(group)
    group.arun, group.jo = make_member(group, "Arun Rao"), make_member(group, "Jo Bell")
    group.otto = make_person("Otto Berg", is_operator=True)
    group.leo = make_member(make_group("Quay", programme=group.programme), "Leo Hart")
    group.dana = make_member(group, "Dana Fox")
    group.memberships.get(person=group.dana).leave(now=database_now())
    return group


PEOPLE = ("sam", "priya", "arun", "jo", "nadia", "otto", "leo", "dana")


def told(room, reader="sam", **more):
    """Let Priya report, to Sam alone unless another reader is named, or None for all."""
    given = {"reader": reader and getattr(room, reader), "says_who": False, "what": SECRET, "who": "Arun Rao"} | more
    with wall.as_person(room.priya):
        return breaches.report(room, by=room.priya, now=database_now(), **given)


def taken(breach, by, step, *given, now=None, **more):
    with wall.as_person(by):
        step(breach, *given, by=by, now=now or database_now(), **more)


def decided(breach, by):
    taken(breach, by, breaches.talk, timezone.localdate(database_now(), breach.group.clock))
    taken(breach, by, breaches.decide, "talked_through", what="We spoke. " + SECRET)


def page(client, person, breach):
    client.force_login(person)
    return client.get(reverse("groups:breach", args=[breach.pk]))


def text(answer):
    return answer.content.decode()


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
    assert {letter.subject for letter in mail.outbox} == {"Something needs you in Mill Street"}
    assert [word for word in ("canary", "report", "breach", "trust", "priya nair", "arun rao") if word in whole] == []


def test_each_further_step_is_told_to_the_other_one_of_two(room):
    breach = told(room, "sam")
    decided(breach, room.sam)

    owed = Delivery.objects.filter(kind="needs_you").values_list("person", flat=True)
    assert sorted(owed) == sorted([room.sam.pk, room.priya.pk, room.priya.pk])


def test_a_report_taken_back_is_not_announced(room):
    taken(told(room, "sam"), room.priya, breaches.withdraw)

    sending.drain(now=database_now())

    assert mail.outbox == []


def form(room, **typed):
    return {"what": SECRET, "who": "", "seen_by": str(room.sam.pk)} | typed


def test_a_member_reports_through_the_page_and_sees_what_happens_next(client, room):
    client.force_login(room.priya)

    answer = client.post(reverse("groups:report", args=[room.slug]), form(room, who=str(room.arun.pk)), follow=True)

    breach = Breach.objects.get()
    assert (breach.reader, breach.says_who) == (room.sam, False)
    assert [said in text(answer) for said in (SECRET, "It is about Arun Rao", "one of you two names a day")] == [
        True
    ] * 3


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"what": " "}, "Say in a sentence"),
        ({"seen_by": ""}, "Choose who reads this"),
        ({"seen_by": "nadia"}, "Choose who reads this"),
        ({"seen_by": "priya"}, "Choose who reads this"),
        ({"who": "leo"}, "Choose a name from the list"),
        ({"who": "sam"}, "This is the one it is about"),
        ({"what": "x" * 5001}, "at most 5,000"),
    ],
)
def test_what_makes_no_sense_is_answered_beside_its_field(client, room, typed, said):
    client.force_login(room.priya)
    typed = {key: str(getattr(room, value).pk) if hasattr(room, value) else value for key, value in typed.items()}

    answer = client.post(reverse("groups:report", args=[room.slug]), form(room, **typed))

    assert (answer.status_code, Breach.objects.count(), said in text(answer)) == (422, 0, True)


def post(client, person, breach, step, **typed):
    client.force_login(person)
    return client.post(reverse(f"groups:breach_{step}", args=[breach.pk]), typed, follow=True)


def test_the_steps_are_gone_through_one_by_one_with_their_days(client, room, now):
    breach = told(room, "sam")
    today = timezone.localdate(now, room.clock)

    assert "You talk on" in text(post(client, room.sam, breach, "talk", talk_on=today))
    assert "What came of it" in text(post(client, room.priya, breach, "decide", outcome="no_breach", words="None."))
    assert "It is closed." in text(post(client, room.sam, breach, "record"))

    breach.refresh_from_db()
    assert (breach.step, breach.talk_on, breach.outcome) == ("recorded", today, "no_breach")


@pytest.mark.parametrize("step", ["decide", "record"])
def test_no_step_is_taken_before_its_turn(client, room, step):
    breach = told(room, "sam")

    answer = post(client, room.sam, breach, step, outcome="no_breach", words="None.")

    breach.refresh_from_db()
    assert (breach.step, "Somebody else has taken this step" in text(answer)) == ("talk", True)


def test_nothing_is_decided_before_the_day_of_the_talk(client, room, now):
    breach = told(room, "sam")
    post(client, room.sam, breach, "talk", talk_on=timezone.localdate(now, room.clock) + A_DAY)

    answer = post(client, room.sam, breach, "decide", outcome="no_breach", words="None.")

    assert "has not come yet" in text(answer)


@pytest.mark.parametrize("days", [-1, 61])
def test_a_day_to_talk_lies_between_the_report_and_two_months_ahead(client, room, now, days):
    breach = told(room, "sam")

    answer = post(client, room.sam, breach, "talk", talk_on=timezone.localdate(now, room.clock) + days * A_DAY)

    assert (answer.status_code, "Choose a day from" in text(answer)) == (422, True)


@pytest.mark.parametrize("done", ["talk", "decide", "record"])
def test_whoever_reported_takes_it_back_at_any_step_and_its_words_are_shown_no_more(client, room, done):
    breach = told(room, "sam")
    if done != "talk":
        decided(breach, room.sam)

    post(client, room.priya, breach, "withdraw")

    assert Breach.objects.get().step == "withdrawn"
    assert SECRET not in text(page(client, room.sam, breach))


def test_nobody_else_takes_it_back(client, room):
    post(client, room.sam, breach := told(room, None), "withdraw")

    breach.refresh_from_db()
    assert breach.withdrawn_at is None


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


@pytest.mark.parametrize(("gone", "stays"), [("priya", "jo"), ("jo", "priya")])
def test_when_one_of_two_has_left_nothing_more_is_decided(client, room, gone, stays):
    breach = told(room, "jo")
    taken(breach, room.jo, breaches.talk, timezone.localdate(database_now(), room.clock))
    room.memberships.get(person=getattr(room, gone)).leave(now=database_now())

    answer = post(client, getattr(room, stays), breach, "decide", outcome="no_breach", words="We spoke.")

    breach.refresh_from_db()
    assert ("has left the group" in text(answer), breach.decided_at) == (True, None)


def test_what_support_sees_of_mails_does_not_tell_that_there_is_a_report(client, room):
    told(room, "sam")
    mails = reverse("groups:mails")
    given = helping.let(room.sam, room.nadia, [mails], now=database_now())
    client.force_login(room.nadia)

    answer = client.post(reverse("groups:look", args=[given.pk]), {"page": mails})

    assert "A mail about your group" in text(answer)
    assert "needs" not in text(answer)


def test_what_is_on_record_stays_so(client, room):
    breach = told(room, "sam")
    decided(breach, room.sam)
    for step in ("record", "withdraw", "talk"):
        post(client, room.priya, breach, step, talk_on=timezone.localdate())

    breach.refresh_from_db()
    assert breach.step == "recorded"


@pytest.mark.parametrize("who", ["arun", "jo"])
def test_of_a_report_to_all_the_others_read_and_do_not_act(client, room, who, now):
    breach = told(room, None)

    answer = post(client, getattr(room, who), breach, "talk", talk_on=timezone.localdate(now, room.clock))

    breach.refresh_from_db()
    assert (breach.talk_on, "Name this day" in text(answer)) == (None, False)


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


CHEATS = {
    "talk_before_deciding": {"decided_at": timezone.now(), "outcome": "no_breach"},
    "an_outcome_when_decided": {"outcome": "no_breach"},
    "decide_before_recording": {"recorded_at": timezone.now()},
}


@pytest.mark.parametrize("rule", CHEATS)
def test_the_database_keeps(room, rule):
    told(room, "sam")

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Breach.objects.update(**CHEATS[rule])
