"""Does whoever was asked get in by the link of their mail, whose browser ever it is, and no thief with it?"""

import re

import pytest
from django.core.cache import cache

from groups.founding import invite
from groups.models import Invitation
from groups.tests.makers import make_facilitator, make_group
from peergroups import clock
from peergroups.outbox import ledger
from peergroups.tests.browser import newest_mail
from peergroups.tests.test_canaries import dump

pytestmark = pytest.mark.django_db(transaction=True)
RAVI = "ravi@example.org"


@pytest.fixture
def asked():
    """Ravi, asked in, with the mail in his box."""
    cache.clear()
    group = make_group()
    invitation = invite(group, RAVI, by=make_facilitator(group), now=ledger.database_now())
    clock.tick(now=ledger.database_now())
    return invitation


def path_in(letter):
    return re.search(r"^https?://[^/]+(/\S+)$", letter.body, re.MULTILINE).group(1)


def begin_to_sign_in(client):
    """Arrive by the link and ask for a code, as the page's own form does."""
    page = client.get(path_in(newest_mail(RAVI))).content.decode()
    wanted = re.search(r'name="next" value="([^"]+)"', page).group(1)
    client.post("/accounts/login/code/", {"email": RAVI, "next": wanted})
    return wanted


def test_a_stolen_dump_shows_no_link_that_opens_anything(client, asked):
    secret = asked.link.strip("/").rpartition("/")[2]
    begin_to_sign_in(client)  # what was wanted waits in the session, which the dump holds as well

    dumped = dump("--enable-row-security").stdout

    assert asked.link_hash in dumped
    assert secret not in dumped
    assert [word for word in re.findall(r"[\w-]{32,}", dumped) if Invitation.behind(word)] == []
