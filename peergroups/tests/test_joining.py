"""Does whoever was asked get in by the link of their mail, whose browser ever it is, and no thief with it?"""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache

from groups.founding import invite
from groups.models import Invitation, Person
from groups.tests.makers import make_facilitator, make_group
from meetings.tests.makers import make_meeting
from peergroups import clock
from peergroups.outbox import ledger
from peergroups.tests.browser import PHONE, newest_mail
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


class Thumb:
    """Somebody on a phone: each tap and each box typed into counts."""

    def __init__(self, visitor):
        self.visitor, self.page, self.taps, self.fields = visitor, visitor.page, 0, 0

    def arrive(self, letter):
        self.visitor.arrive_from(letter)
        self.taps += 1

    def tap(self, name, role="button"):
        self.page.get_by_role(role, name=name).click()
        self.taps += 1

    def tick(self, part, day):
        self.page.get_by_role("group", name=part).get_by_label(day).check()
        self.taps += 1

    def type(self, label, text):
        self.visitor.fill(label, text)
        self.fields += 1


@pytest.fixture
def in_lisbon(site):
    """Ravi, asked into a group in Lisbon that meets in nine days; his phone is in London."""
    group, now = make_group(zone="Europe/Lisbon"), ledger.database_now()
    make_meeting(group, now + timedelta(days=9), now=now)
    invite(group, RAVI, by=make_facilitator(group), now=now)
    clock.tick(now=now)


def join(thumb):
    """From the link in the mail to Today, with nothing left to do."""
    thumb.arrive(newest_mail(RAVI))
    thumb.type("E-mail", RAVI)
    thumb.tap("Send me a code")
    thumb.page.get_by_role("heading", name="Enter the code").wait_for()
    thumb.type("Code", newest_mail(RAVI).subject[:6])
    thumb.tap("Continue")
    thumb.type("Your name", "Ravi Menon")
    thumb.type("Your business", "Restores clocks and watches in Greenwich")
    thumb.tap("Sign this and join")
    thumb.tap("Continue", role="link")
    for day in ("Tue", "Wed", "Thu"):
        thumb.tick("Evening", day)
    thumb.tap("Save and continue")
    thumb.tap("Sign the charter")
    thumb.tap("Go to Today")
    thumb.visitor.sees("You are set. You first meet on")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_joining_takes_eleven_taps_and_four_boxes_on_a_phone(visit, in_lisbon, scripts):
    """At a quarter of a minute each that is under four minutes for the slowest thumb, and under three for most."""
    thumb = Thumb(visit(viewport=PHONE, java_script_enabled=scripts, has_touch=True, is_mobile=True))

    join(thumb)

    ravi = Person.objects.get(email=RAVI)
    assert (thumb.taps, thumb.fields) == (11, 4)
    assert ravi.time_zone == ("Europe/London" if scripts else "Europe/Lisbon")  # the phone's clock, or the group's
    assert list(ravi.free_times.values_list("begins", "ends")) == [(48 * day + 34, 48 * day + 40) for day in (1, 2, 3)]
