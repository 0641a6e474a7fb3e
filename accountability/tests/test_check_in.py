"""What does the link of a nudge open, to whom, for how long, and how much does it weigh?"""

import gzip
import re
from datetime import timedelta
from pathlib import Path

import brotli
import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from accountability import links
from accountability.models import Commitment, FollowUp
from accountability.tests.makers import make_commitment, make_follow_up
from accountability.views import check_ins
from groups import wall
from groups.tests.makers import make_facilitator, make_group, make_member
from meetings.tests.makers import make_meeting

pytestmark = pytest.mark.django_db
CSS = Path(__file__).resolve().parents[2] / "static" / "css" / "app.css"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def commitment(now):
    """Priya's of Mill Street, with the canary in its words."""
    group = make_group()
    make_facilitator(group)
    return commit(group, make_member(group), now)


def commit(group, person, now):
    due_on = (now + timedelta(days=3)).date()
    return make_commitment(group, person, "Canary in the mill", due_on=due_on, now=now)


@pytest.fixture
def link(commitment, now):
    return links.link([commitment], now)


def said():
    return list(FollowUp.objects.values_list("outcome", "by_link"))


def tap(client, link, outcome, commitment, line=""):
    return client.post(link, {"commitment": commitment.pk, "outcome": outcome, "line": line})


def test_opening_it_shows_a_day_and_a_first_name_and_changes_nothing(client, commitment, link):
    page = client.get(link)

    text = page.content.decode()
    assert [word for word in ("Canary", "Nair", "Sam", "Mill") if word in text] == []
    assert ("How did it go, Priya?" in text, page["Cache-Control"], page["X-Robots-Tag"]) == (
        True,
        "no-store",
        "noindex",
    )
    assert ("sessionid" in client.cookies, said()) == (False, [])


def test_a_tap_is_kept_and_may_be_made_again_and_changed_and_taken_back(client, commitment, link):
    for outcome in ("not_yet", "not_yet", "done"):
        page = tap(client, link, outcome, commitment)
        assert (page.status_code, said()) == (200, [(outcome, True)])
    assert "You said: Done" in page.content.decode()

    tap(client, link, "take back", commitment)
    assert said() == []


def test_whoever_says_not_yet_finds_the_way_on_and_a_button_for_a_line(client, commitment, link):
    way_on, button = "Sign in to carry it over or make it smaller", "Save the line"
    before = client.get(link).content.decode()

    pages = [before, *(tap(client, link, outcome, commitment).content.decode() for outcome in ("not_yet", "done"))]

    assert [(way_on in page, button in page) for page in pages] == [(False, False), (True, True), (False, True)]


def test_whoever_is_signed_in_it_is_the_owner_who_speaks(client, commitment, link):
    client.force_login(make_member(commitment.group, "Arun Rao"))

    tap(client, link, "done", commitment, line="It went well")

    with wall.as_person(commitment.person):
        assert FollowUp.objects.get().words.author == commitment.person


def test_a_line_is_kept_and_not_shown_again_and_outlives_another_tap(client, commitment, link):
    page = tap(client, link, "partly", commitment, line="Two of three")
    tap(client, link, "done", commitment)

    assert "Two of three" not in page.content.decode() + client.get(link).content.decode()
    with wall.as_person(commitment.person):
        assert FollowUp.objects.get().line == "Two of three"


def test_several_are_told_apart_by_when_they_were_said(client, commitment, now):
    other = commit(commitment.group, commitment.person, now - timedelta(hours=1))
    link = links.link([commitment, other], now)

    tap(client, link, "done", other)

    assert [row.commitment for row in FollowUp.objects.all()] == [other]
    assert client.get(link).content.decode().count("You said it on") == 2


def test_no_other_commitment_is_spoken_of_by_it_nor_this_one_in_its_place(client, commitment, link, now):
    other = commit(commitment.group, commitment.person, now)

    page = tap(client, link, "done", other, line="It went well")

    assert (page.status_code, said()) == (409, [])
    assert "You had written: It went well" in page.content.decode()


def test_a_button_of_one_that_was_carried_over_meanwhile_answers_no_other(client, commitment, now):
    other = commit(commitment.group, commitment.person, now - timedelta(hours=1))
    link = links.link([commitment, other], now)
    carry_over(other, now)

    page = tap(client, link, "done", other)

    assert (page.status_code, said()) == (409, [])
    assert tap(client, link, "done", commitment).status_code == 200


@pytest.mark.parametrize("outcome", ["done", "take back"])
def test_one_that_is_carried_over_while_its_answer_is_on_the_way_says_so(rf, commitment, now, outcome):
    request = rf.post("/", {"commitment": commitment.pk, "outcome": outcome})
    request.user = AnonymousUser()
    found = links.behind(links.token([commitment], now), now)
    carry_over(Commitment.objects.get(pk=commitment.pk), now)

    page = check_ins.answered(request, found, {"commitments": found.commitments, "outcomes": FollowUp.Outcome})

    assert (page.status_code, said()) == (409, [])


def leave(commitment, now):
    commitment.group.membership_of(commitment.person).leave(now=now)


def rejoin(commitment, now):
    leave(commitment, now)
    make_member(commitment.group, person=commitment.person)


def rest(commitment, now):
    type(commitment.person).objects.filter(pk=commitment.person_id).update(is_active=False)


def move(commitment, now):
    commitment.reschedule(commitment.due_on + timedelta(days=1), now=now)


def carry_over(commitment, now):
    with wall.as_person(commitment.person):
        commitment.follow_up("not_yet", now=now)
        commitment.carry_over(due_on=commitment.due_on + timedelta(days=7), what="Canary again", now=now)
    FollowUp.objects.all().delete()


def meet(commitment, now):
    meeting = make_meeting(commitment.group, now + timedelta(days=1), now=now)
    type(meeting).objects.filter(pk=meeting.pk).update(starts_at=timezone.now())


@pytest.mark.parametrize("end", [leave, rejoin, rest, move, carry_over, meet])
def test_it_dies(client, commitment, link, now, end):
    end(commitment, now)

    answers = [client.get(link), tap(client, link, "done", commitment)]

    assert ([answer.status_code for answer in answers], said()) == ([410, 410], [])


def test_it_is_good_for_thirty_days(client, commitment, now):
    months_old, younger = (links.link([commitment], now - timedelta(days=days)) for days in (31, 29))

    assert [client.get(link).status_code for link in (months_old, younger)] == [410, 200]


@pytest.mark.parametrize("forged", ["x", "1.2.3", "é", "{}x", "x{}"])
def test_a_forged_link_opens_nothing(client, commitment, link, forged):
    token = links.token([commitment], timezone.now())

    assert client.get(f"/c/{forged.format(token)}/").status_code == 410


@pytest.mark.parametrize(
    "typed", [{}, {"outcome": "failed"}, {"outcome": "done", "line": "x" * 501}, {"commitment": "a"}]
)
def test_rubbish_changes_nothing_and_keeps_what_was_typed(client, commitment, link, typed):
    page = client.post(link, typed)

    assert (page.status_code, said()) == (422, [])
    assert typed.get("line", "") in page.content.decode()


def test_a_forged_form_of_another_site_is_refused(commitment, link):
    careful = Client(enforce_csrf_checks=True)

    assert (careful.post(link, {"outcome": "done"}).status_code, said()) == (403, [])


def test_it_comes_in_seconds_on_a_bad_line(client, commitment, link):
    """One page, one style sheet, one drawing: at 4 kB a second with half a second for each way there, under four."""
    make_follow_up(commitment, "partly", "A line", now=timezone.now())
    page = client.get(link).content
    asked_for = re.findall(r'(?:src|href)="(/static[^"]+)"', page.decode())

    assert sorted(Path(one).suffix for one in asked_for) == [".css", ".svg"]
    assert len(gzip.compress(page)) + len(brotli.compress(CSS.read_bytes())) <= 12_000
