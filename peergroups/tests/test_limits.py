"""Are those stopped who try too often, in words, and nobody else, even while Redis is away?"""

import os

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from groups.models import Invitation
from groups.tests.makers import make_facilitator, make_group
from peergroups.kit.limits import address, limited

pytestmark = pytest.mark.django_db

LINK, AWAY = "/invitations/forged-{}/", "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def nobody_tried_before():
    cache.clear()


@pytest.fixture
def sam(client):
    """A facilitator at their page of invitations, as `sam(n)` asks the n-th guest."""
    group = make_group()
    client.force_login(make_facilitator(group))

    def invite(n, address="guest{}@example.org"):
        return client.post(f"{group.get_absolute_url()}invite/", {"email": address.format(n), "role": "facilitator"})

    return invite


def test_who_guesses_links_is_told_to_wait(client):
    guesses = [client.get(LINK.format(n)).status_code for n in range(21)]

    assert guesses == [404] * 20 + [429]


def test_waiting_is_asked_for_in_words(client):
    for n in range(20):
        client.get(LINK.format(n))

    response = client.get(LINK.format(20))

    assert "Wait a little" in response.content.decode()
    assert 0 < int(response["Retry-After"]) <= 600


def test_others_may_go_on_while_one_waits(client):
    for n in range(20):
        client.get(LINK.format(n))

    assert client.get(LINK.format(20), REMOTE_ADDR="10.0.0.9").status_code == 404


def test_an_address_that_no_proxy_of_ours_named_is_not_counted(client):
    guesses = {client.get(LINK.format(n), headers={"x-forwarded-for": f"10.0.0.{n}"}).status_code for n in range(21)}

    assert guesses == {404, 429}


def test_behind_a_proxy_each_visitor_is_counted_alone(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    guesses = [client.get(LINK.format(n), headers={"x-forwarded-for": f"10.0.0.{n}"}).status_code for n in range(21)]

    assert set(guesses) == {404}


def test_behind_a_proxy_nobody_chooses_where_they_come_from(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    forged = [f"10.0.0.{n}, 192.0.2.7" for n in range(21)]  # the proxy adds who it is that asks

    guesses = [client.get(LINK.format(1), headers={"x-forwarded-for": said}).status_code for said in forged]

    assert guesses == [404] * 20 + [429]


def test_a_person_invites_twenty_a_day(sam):
    answers = [sam(n).status_code for n in range(21)]

    assert answers == [302] * 20 + [429]
    assert Invitation.objects.count() == 20


def test_a_mistake_is_no_invitation(sam):
    for n in range(20):
        sam(n, address="nobody{}")

    assert sam(1).status_code == 302


def test_a_refused_page_gives_its_try_back(rf):
    @limited("1/minute", by=address, counting={200})
    def shut(request):
        raise PermissionDenied

    for _try in range(3):
        with pytest.raises(PermissionDenied):
            shut(rf.get("/"))


def test_two_at_the_same_moment_do_not_share_the_last_try(rf):
    inside = []

    @limited("1/minute", by=address, counting={200})
    def door(request):
        inside.append(len(inside))
        door(request)  # another request, while this one has not ended
        return HttpResponse()

    answers = [door(rf.get("/")).status_code for _try in range(2)]

    assert (answers, inside) == ([200, 429], [0])


def test_nobody_is_stopped_while_redis_is_away(client, settings, caplog):
    settings.REDIS_URL = AWAY

    guesses = {client.get(LINK.format(n)).status_code for n in range(21)}

    assert guesses == {404}
    assert "Nobody is counted: Redis does not answer (ConnectionError)" in caplog.messages


def test_each_worker_of_the_tests_counts_for_itself(settings):
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))

    assert settings.REDIS_URL.rpartition("/")[2] == str(worker + 1)
