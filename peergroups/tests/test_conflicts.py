"""Do the pages of conflicts take what is meant, say how to mend what is not, and keep who declared to themselves?"""

import pytest
from django.urls import reverse

from groups.intake import conflicts
from groups.models import Conflict
from groups.tests.makers import NOON, make_person
from peergroups.tests.cast import gather

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return gather()


def url(name, thing):
    return reverse(f"groups:{name}", args=[thing.slug if hasattr(thing, "slug") else thing.pk])


def open_as(client, cast, role, name, thing, **asked):
    client.force_login(cast.people[role])
    return client.get(url(name, thing), asked)


def post_as(client, cast, role, name, thing, **typed):
    client.force_login(cast.people[role])
    return client.post(url(name, thing), typed, follow=True)


def test_an_applicant_names_somebody_and_reads_it_again(client, cast):
    page = post_as(
        client, cast, "invited", "declare", cast.application, whom="Quay Brewing", kind="customer", why="They buy hops"
    )

    text = page.content.decode()
    assert [said for said in ("Quay Brewing", "They buy hops", "You named 2") if said not in text] == []


def test_an_applicant_is_not_told_whom_an_admin_took_a_line_for(client, cast):
    page = open_as(client, cast, "invited", "declare", cast.application).content.decode()

    assert "Leo at the quay" in page
    assert "Leo Hart" not in page


def test_what_is_missing_is_asked_for_and_what_was_typed_stays(client, cast):
    page = post_as(client, cast, "invited", "declare", cast.application, whom="", kind="", why="Half typed")

    text = page.content.decode()
    assert page.status_code == 422
    wanted = ("Write a name or a business.", "Choose what it is.", "Half typed")
    assert [said for said in wanted if said not in text] == []


def test_nobody_names_more_than_can_be_looked_at(client, cast):
    for number in range(conflicts.AT_MOST):
        conflicts.declare(cast.application, kind="close", whom=f"Cousin {number}", now=NOON)

    page = post_as(client, cast, "invited", "declare", cast.application, whom="One more", kind="close")

    assert page.status_code == 422
    assert "You have named 21 already." in page.content.decode()


def test_nobody_else_takes_it_back(client, cast):
    answers = [
        post_as(client, cast, role, "take_back_conflict", cast.conflict).status_code
        for role in ("outsider", "admin", "operator")
    ]

    assert answers == [404, 403, 404]
    assert Conflict.objects.filter(pk=cast.conflict.pk).exists()


def test_an_admin_reads_the_pair_without_who_said_it(client, cast):
    page = open_as(client, cast, "admin", "conflicts", cast.room.programme).content.decode()

    assert "Leo Hart and ravi@example.org" in page
    assert "said in private" in page
    assert "Leo at the quay" not in page
    assert "named by" not in page.lower()


def test_an_admin_finds_who_is_meant(client, cast):
    line = conflicts.declare(cast.application, kind="boss", whom="Jo at the mill", now=NOON)
    page = open_as(client, cast, "admin", "match_conflict", line)
    assert "Jo Bell" in page.content.decode()

    post_as(client, cast, "admin", "match_conflict", line, other=cast.people["unsigned"].pk)

    line.refresh_from_db()
    assert line.other == cast.people["unsigned"]


def test_a_person_that_was_not_found_cannot_be_chosen(client, cast):
    line = conflicts.declare(cast.application, kind="boss", whom="Jo at the mill", now=NOON)

    page = post_as(client, cast, "admin", "match_conflict", line, other=make_person("Al Far").pk)

    assert page.status_code == 422
    assert "Choose who is meant, or nobody yet." in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"one": "Leo", "other": "Nobody Such"}, "Nobody here has this name or address."),
        ({"one": "Leo Hart", "other": "leo@example.org"}, "That is the same person twice."),
        ({"one": "Leo Hart", "other": "e"}, "More than one person fits:"),
        ({"one": "Leo Hart", "other": "nadia@example.org"}, "This is you."),
        ({"one": "", "other": ""}, "Write a name or an address."),
    ],
)
def test_a_pair_that_cannot_be_is_refused_in_words(client, cast, typed, said):
    page = post_as(client, cast, "admin", "conflict_set", cast.room.programme, kind="boss", **typed)

    assert page.status_code == 422
    assert said in page.content.decode()


def test_an_admin_sets_and_lifts_a_pair(client, cast):
    typed = {"one": "leo@example.org", "other": "Priya Nair", "kind": "boss"}
    post_as(client, cast, "admin", "conflict_set", cast.room.programme, **typed)
    row = Conflict.objects.get(source="admin")

    page = post_as(client, cast, "admin", "lift_conflict", row)

    assert "Lifted. They sit as it comes." in page.content.decode()
    assert Conflict.objects.standing().filter(pk=row.pk).count() == 0


def test_what_was_declared_is_overridden_with_a_reason_only(client, cast):
    refused = [
        post_as(client, cast, "admin", name, cast.conflict, reason="").content.decode()
        for name in ("lift_conflict", "override_conflict")
    ]
    assert "Override it with a reason" in refused[0]
    assert "Write why they may sit together." in refused[1]

    page = post_as(client, cast, "admin", "override_conflict", cast.conflict, reason="Leo sells the boat")

    assert "Leo sells the boat" in page.content.decode()
    assert not Conflict.objects.apart().exists()


def test_a_guess_is_taken_over_or_set_aside(client, cast):
    leo, jo = cast.people["outsider"], cast.people["unsigned"]
    for verdict in ("none", "apart"):
        post_as(client, cast, "admin", "judge_guess", cast.room.programme, one=leo.pk, other=jo.pk, verdict=verdict)

    assert list(Conflict.objects.filter(source="admin", lifted_at=None).values_list("kind", flat=True)) == [
        "competitor"
    ]


def test_an_admin_who_becomes_one_of_the_two_loses_sight_of_it(client, cast):
    """Whoever is named learns nothing: not from the map, the pair's own address, or the numbers."""
    cast.room.programme.admins.add(cast.people["outsider"])

    page = open_as(client, cast, "outsider", "conflicts", cast.room.programme).content.decode()

    assert "Nobody is kept apart" in page
    assert [
        open_as(client, cast, "outsider", name, cast.conflict).status_code for name in ("conflict", "match_conflict")
    ] == [404, 404]


def test_no_page_of_the_other_one_tells_of_it(client, cast):
    client.force_login(cast.people["outsider"])

    pages = [
        client.get(address).content.decode() for address in ("/today/", "/settings/", "/settings/mails/", "/groups/")
    ]

    assert [page for page in pages if "ravi" in page or "at the quay" in page] == []
