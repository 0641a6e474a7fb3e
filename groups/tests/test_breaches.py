"""Does a report go step by step, from what somebody saw to what is on record, and by whose turn it is?"""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from groups import breaches
from groups.models import Breach
from groups.tests.breaches import A_DAY, SECRET, decided, gather, page, post, taken, text, told
from peergroups.outbox import sending
from peergroups.outbox.ledger import database_now
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return database_now()


@pytest.fixture
def room():
    return gather()


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


@pytest.mark.parametrize(("gone", "stays"), [("priya", "jo"), ("jo", "priya")])
def test_when_one_of_two_has_left_nothing_more_is_decided(client, room, gone, stays):
    breach = told(room, "jo")
    taken(breach, room.jo, breaches.talk, timezone.localdate(database_now(), room.clock))
    room.memberships.get(person=getattr(room, gone)).leave(now=database_now())

    answer = post(client, getattr(room, stays), breach, "decide", outcome="no_breach", words="We spoke.")

    breach.refresh_from_db()
    assert ("has left the group" in text(answer), breach.decided_at) == (True, None)


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
