"""Can somebody choose the readers of what another wrote, or send a text up the ladder by the page that leads down?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from accountability.models import commit
from groups import wall
from groups.models import Words
from groups.tests.makers import make_facilitator, make_group, make_member
from groups.words import write
from peergroups.tests.cast import gather

pytestmark = pytest.mark.django_db
SAID = "canary on the ladder"
FRAGMENT = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def cast():
    """The room everybody tries, with a text of Tom's on each rung, one handed to the facilitator, and a report."""
    cast = gather()
    cast.tom, now = make_member(cast.room, "Tom Reed"), timezone.now()
    elsewhere = make_group("Bridge", programme=cast.room.programme)
    cast.people |= {
        "other facilitator": make_facilitator(elsewhere, "Ivy Lane"),
        "away": make_member(cast.room, "Bo Ek"),
    }
    place = cast.room.memberships.get(person=cast.people["away"])
    place.paused_at, place.returns_at = now - timedelta(days=1), now + timedelta(days=30)
    place.save()
    readers = {"me": None, "reader": cast.people["member"], "group": None, "handed": cast.people["facilitator"]}
    with wall.as_person(cast.tom):
        cast.texts = {
            rung: write(cast.room, cast.tom, now=now, audience=rung, reader=reader, text=SAID).pk
            for rung, reader in readers.items()
        }
        commitment = commit(cast.room, cast.tom, due_on=(now + timedelta(days=5)).date(), now=now, what=SAID)
        cast.texts["line"] = commitment.follow_up("partly", SAID, now=now).words_id
    cast.texts["report"] = cast.breach.report_id
    return cast


def standing(cast):
    with wall.unforced():
        return sorted(Words.objects.filter(pk__in=cast.texts.values()).values_list("pk", "audience", "reader"))


@pytest.mark.parametrize(
    "role",
    ["visitor", "outsider", "other facilitator", "former", "unsigned", "away", "facilitator", "admin", "operator"],
)
def test_nobody_opens_or_changes_the_readers_of_anothers_text(cast, client, role):
    before = standing(cast)
    if person := cast.people[role]:
        client.force_login(person)
    seen = []
    for words in cast.texts.values():
        for chosen in ("me", "group", str(person.pk) if person else "1", str(cast.people["outsider"].pk)):
            for more in ({}, FRAGMENT):
                seen.append(client.post(f"/words/{words}/readers/", {"readers": chosen}, **more))
        seen += [client.get(f"/words/{words}/readers/", **more) for more in ({}, FRAGMENT)]
        seen += [client.generic(method, f"/words/{words}/readers/") for method in ("PUT", "PATCH", "DELETE")]

    assert standing(cast) == before
    assert [answer.status_code for answer in seen if SAID in answer.content.decode()] == []
    assert {answer.status_code for answer in seen} <= {302, 403, 404}


@pytest.mark.parametrize("rung", ["me", "reader", "group", "handed", "line"])
def test_its_author_goes_neither_up_nor_outside_by_that_page(cast, client, rung):
    before = standing(cast)
    client.force_login(cast.tom)
    strangers = [cast.people[role].pk for role in ("outsider", "former", "admin", "operator", "unsigned")]
    forged = [*map(str, strangers), str(cast.tom.pk), "handed", "reader", "", "0", "-1", "9" * 30, "me\x00", "group"]
    answers = [
        client.post(
            f"/words/{cast.texts[rung]}/readers/",
            {"readers": chosen, "reader": strangers[0], "audience": "group", "readers_before": "me"},
            **more,
        ).status_code
        for chosen in forged
        for more in ({}, FRAGMENT)
    ]

    assert (standing(cast), set(answers)) == (before, {404 if rung == "handed" else 422})


def test_who_reported_changes_no_reader_of_the_report(cast, client):
    before = standing(cast)
    client.force_login(cast.people["member"])
    for chosen in ("me", "group", str(cast.tom.pk)):
        client.post(f"/words/{cast.texts['report']}/readers/", {"readers": chosen})

    assert standing(cast) == before
