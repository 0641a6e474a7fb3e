"""What does an admin see and do on the way to a draft, and what never shows?"""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.models import Draft
from groups.seating import drafting
from groups.seating.solving import solve
from groups.seating.tests.forming import address, page
from groups.seating.tests.makers import make_applicant, make_draft, make_intake, make_keeper
from peergroups.outbox import ledger, sending

pytestmark = pytest.mark.django_db
USUAL = {
    "smallest": 5,
    "largest": 7,
    "where": "anywhere",
    "no_competitors": "on",
    "together": "on",
    **dict.fromkeys(("stage", "industry", "theme", "revenue", "expertise", "powers", "fresh", "timezone"), 1),
}


def propose(client, cohort, **other):
    return client.post(address(cohort), USUAL | other)


def test_the_pool_is_told_at_a_glance(client, cohort):
    make_applicant(cohort, "Lone Soul", free=[(0, 8)])
    make_applicant(cohort, "Silent Sue", free=[], years=None, people=None, revenue=None)

    told = page(client, cohort)

    assert "6 people can be seated." in told
    assert "1 has no fitting time yet" in told
    assert "Is free only when no facilitator who suits them is" in told
    assert "years, people or turnover, when they could meet" in told


def test_proposing_makes_a_draft_under_the_rules_chosen(client, cohort):
    answer = propose(client, cohort, industry=2, stage=0, where="online")

    draft = Draft.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, address(cohort))
    assert (draft.state, draft.number, draft.seed, draft.waits) == ("waiting", 1, 0, 6)
    assert draft.terms["weights"] == {
        "stage": 0,
        "industry": 42,
        "theme": 21,
        "revenue": 11,
        "expertise": 11,
        "powers": 5,
        "fresh": 5,
        "timezone": 5,
    }
    assert "Online only, without regard to the same stage" in page(client, cohort)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"smallest": "two"}, "Enter a number of people from 3 to 12."),
        ({"largest": 99}, "Enter a number of people from 3 to 12."),
        ({"smallest": 7, "largest": 5}, "The most cannot be less than the fewest."),
        ({"where": "moon"}, "Choose how groups meet."),
        ({"stage": "9"}, "Choose how much it matters."),
        (dict.fromkeys(drafting.Terms().weights, 0), "Something has to matter"),
        ({"smallest": 4}, "Write why: these are not the rules of the programme."),
        ({"no_competitors": ""}, "Write why: these are not the rules of the programme."),
    ],
)
def test_rules_that_make_no_sense_say_what_to_mend(client, cohort, change, told):
    answer = propose(client, cohort, **change)

    assert (answer.status_code, Draft.objects.count()) == (422, 0)
    assert told in answer.content.decode()


def test_other_sizes_with_a_reason_are_kept_with_it(client, cohort):
    propose(client, cohort, smallest=4, reason="Four who know each other.")

    assert Draft.objects.get().reason == "Four who know each other."
    assert "Groups of 4 to 7: Four who know each other." in page(client, cohort)


def test_a_second_tap_finds_the_draft_that_waits(client, cohort):
    propose(client, cohort)
    propose(client, cohort)

    assert Draft.objects.count() == 1


def test_where_nothing_better_exists_none_is_made(client, cohort):
    make_draft(cohort)

    answer = client.post(address(cohort), USUAL, follow=True)

    assert Draft.objects.count() == 1
    assert "Draft 1 is of the same people under the same rules" in answer.content.decode()


def test_once_more_takes_another_seed(client, cohort):
    draft = make_draft(cohort)
    Draft.objects.update(proven=False)

    client.post(f"/drafts/{draft.pk}/again/")

    assert list(Draft.objects.order_by("number").values_list("number", "seed")) == [(1, 0), (2, 1)]


def test_with_nobody_to_seat_it_says_so(client):
    cohort = make_intake(0)
    client.force_login(cohort.programme.admins.get())

    answer = client.post(address(cohort), USUAL, follow=True)

    assert "Nobody is there to be seated" in answer.content.decode()


def test_a_running_draft_is_watched_and_asked_to_stop(client, cohort):
    draft = drafting.propose(cohort, by=cohort.programme.admins.get(), now=timezone.now())
    drafting.begin(draft, now=timezone.now())
    drafting.tell(draft, left_over=2, points=100, steps=3)

    watched = client.get(f"/drafts/{draft.pk}/progress/", headers={"HX-Request": "true"}).content.decode()
    client.post(f"/drafts/{draft.pk}/stop/")
    asked = client.get(f"/drafts/{draft.pk}/progress/", headers={"HX-Request": "true"}).content.decode()

    assert "4 of 6 have a seat" in watched
    assert 'hx-trigger="every 2s"' in watched
    assert ("Stop and keep" in watched, "Stop and keep" in asked) == (True, False)
    assert drafting.is_to_stop(draft)


def test_one_that_ended_is_not_asked_about_again(client, cohort):
    draft = make_draft(cohort)

    told = client.get(f"/drafts/{draft.pk}/progress/", headers={"HX-Request": "true"}).content.decode()

    assert ("hx-trigger" in told, "No better grouping exists" in told) == (False, True)


def test_one_that_nobody_begins_says_whom_to_ask(client, cohort):
    drafting.propose(cohort, by=cohort.programme.admins.get(), now=timezone.now() - timedelta(minutes=3))

    assert "Ask whoever runs the server" in page(client, cohort)


def test_stopping_one_that_has_not_begun_ends_it(client, cohort):
    draft = drafting.propose(cohort, by=cohort.programme.admins.get(), now=timezone.now())

    client.post(f"/drafts/{draft.pk}/stop/")

    assert "You stopped it before it had begun." in page(client, cohort)


def test_whoever_asked_gets_a_mail_if_it_took_a_while(cohort):
    draft = drafting.propose(cohort, by=cohort.programme.admins.get(), now=ledger.database_now() - timedelta(minutes=1))
    drafting.begin(draft, now=ledger.database_now())

    drafting.end(draft, solve(drafting.job(draft)), now=ledger.database_now())
    sending.drain(now=ledger.database_now())

    letter = mail.outbox[-1]
    assert (letter.subject, letter.to) == ("Draft 1 is ready", ["nadia@example.org"])
    assert "6 of 6 have a seat in it." in letter.body


def test_one_that_is_ready_at_once_sends_none(cohort):
    make_draft(cohort)

    assert not ledger.Delivery.objects.filter(kind="draft_ready").exists()


def test_the_pages_cost_as_many_questions_for_one_as_for_many(client, cohort):
    costs = []
    for count in (1, 3):
        for number in range(count):
            make_applicant(cohort, f"Lone{count}{number} Soul", free=[(0, 8)])
            make_applicant(cohort, f"Sue{count}{number} Silent", free=[])
            make_keeper(cohort.programme, f"K{count}{number} Keeper")
        for seed in range(2):
            make_draft(cohort, seed=10 * count + seed)
            Draft.objects.update(proven=False)
        costs.append([cost(client, cohort, more) for more in ("", "compare/")])

    assert costs[0] == costs[1]
    assert max(costs[0]) <= 25


def cost(client, cohort, more):
    with CaptureQueriesContext(connection) as asked:
        page(client, cohort, more)
    return len(asked)
