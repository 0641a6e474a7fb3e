"""Do the pages of an admin stay lean when a thousand people want in, and the bench quick?"""

import gzip
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.intake import importing
from groups.seating import proposing, reviewing
from groups.tests.makers import make_group, make_member, make_person, make_programme
from peergroups.demo import throng
from peergroups.tests.test_budgets import PACKED_BYTES, QUERIES

pytestmark = pytest.mark.django_db

NOW = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
PEOPLE, ROWS = 1_000, 2_000


def addresses(cohort, draft, batch, room):
    """Name each page that an admin of a large intake comes by."""
    programme = cohort.programme
    one = cohort.applications.order_by("pk")[0]
    here, wanted, drafted = f"/programmes/{programme.slug}/", f"/cohorts/{cohort.pk}/", draft.get_absolute_url()
    group = draft.plan_steps.get().plan["groups"][0]
    yield from (here + page for page in ("", "people/", "people/?q=ada", "people/import/", "people/invite/", "alumni/"))
    yield from (here + page for page in ("facilitators/", "conflicts/", "conflicts/set/", "proposals/", "log/"))
    yield from (wanted + page for page in ("", "forming/", "forming/compare/", "applications/?state=all"))
    yield f"/applications/{one.pk}/review/"
    yield from (f"/imports/{batch.pk}/", f"/imports/{batch.pk}/columns/")
    yield from (drafted, f"{drafted}groups/{group['key']}/", f"{drafted}people/{group['members'][0]}/")
    yield from (f"{drafted}print/", f"{drafted}review/", f"/groups/{room.slug}/open-seat/")


def test_every_page_of_an_admin_is_within_its_budget_with_a_thousand_applicants(client):
    nadia = make_person("Nadia Haddad", welcomed_at=NOW)
    cohort = throng.fill(make_programme(nadia), by=nadia, now=NOW, people=PEOPLE)
    client.force_login(nadia)
    draft, other = [throng.lay(cohort, by=nadia, now=NOW, begin=begin) for begin in (0, 3)]
    for group in reviewing.plan_of(other, reviewing.current(other), nadia):
        proposing.propose(other, group, "", "As many as there are", by=nadia, now=NOW)

    heavy = {}
    for address in addresses(cohort, draft, listed(cohort, nadia), running(cohort)):
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        cost = (answer.status_code, len([one for one in queries if "SAVEPOINT" not in one["sql"]]))
        cost += (len(gzip.compress(answer.content)),)
        if answer.status_code != 200 or cost[1] > QUERIES or cost[2] > PACKED_BYTES:
            heavy[address] = cost

    assert heavy == {}
    turned = client.post(f"{draft.get_absolute_url()}review/", {"page": "2", "name_g1": "Amber Row"})
    assert (turned.status_code, turned.content.count(b'value="Amber Row"')) == (200, 1)


def listed(cohort, by):
    """Hand in a list as long as it may be, ready to be confirmed."""
    rows = (f"Ann Lee {n},ann.{n}@example.org,bakery" for n in range(ROWS))
    batch = importing.begin(cohort, "\n".join(["name,e-mail,trade", *rows]), decision="", by=by, now=datetime.now(UTC))
    importing.match(batch, {0: "name", 1: "email", 2: "trade"})
    return batch


def running(cohort):
    room = make_group("Quay", programme=cohort.programme)
    for number in range(4):
        make_member(room, f"Mia{number} Ray")
    room.memberships.update(joined_at=NOW)
    return room
