"""Is a word lost, or the clock wrong, when the web server and Redis are killed in the midst of a meeting?

Real ones: our web server and a Redis of their own, killed as a power cut would, and a browser that saw it all.
"""

import socket
import subprocess

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from groups import wall
from groups.models import Words
from groups.tests.makers import make_member, make_room
from meetings.live import attending, leading
from meetings.tests.makers import make_meeting, make_seat
from peergroups.embedded import valkey
from peergroups.embedded.home import Home
from peergroups.outbox.tests.sink import free_port
from peergroups.tests.browser import PATIENCE, PHONE, Visitor
from peergroups.tests.processes import kill, start, wait_until

pytestmark = pytest.mark.django_db(transaction=True)

WEB = ["-m", "gunicorn", "peergroups.wsgi", "--workers=1", "--threads=2", "--log-level=error", "--no-control-socket"]
LEFT = """(() => { const [minutes, seconds] = document.getElementById("clock").textContent.split(":").map(Number);
  return 60 * minutes + seconds; })()"""


class House:
    """A web server and a Redis that can be killed and started again, on the same two ports."""

    def __init__(self, folder, sink, monkeypatch):
        self.sink = sink
        self.folder, self.web, self.redis = folder, free_port(), free_port()
        monkeypatch.setenv("REDIS_URL", f"redis://127.0.0.1:{self.redis}/0")
        self.address = f"http://localhost:{self.web}"
        monkeypatch.setenv("SITE_URL", self.address)
        self.running = []

    def open(self):
        program = valkey.program(Home.at(settings.VAR_DIR))
        options = ["--bind", "127.0.0.1", "--port", str(self.redis), "--dir", str(self.folder), "--save", ""]
        forgetful = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL, start_new_session=True)
        web = start([*WEB, f"--bind=127.0.0.1:{self.web}"], self.sink)
        self.running = [forgetful, web]
        wait_until(lambda: answers(self.redis) and answers(self.web))

    def kill(self):
        for process in self.running:
            kill(process)


def answers(port):
    try:
        socket.create_connection(("localhost", port), timeout=1).close()
    except OSError:
        return False
    return True


@pytest.fixture
def house(tmp_path, sink, monkeypatch):
    house = House(tmp_path, sink, monkeypatch)
    house.open()
    yield house
    house.kill()


@pytest.fixture
def sitting():
    """Sam leads, Priya has the hot seat that is on, Arun is there."""
    group, sam, priya = make_room()
    arun, now = make_member(group, "Arun Rao"), timezone.now()
    meeting = make_meeting(group, now, now=now)
    make_seat(meeting, priya, now=now)
    sitting = leading.start(meeting, sam, now=now)
    attending.arrive(sitting, arun, private=True, now=now)
    leading.turn_to(sitting, sitting.stretches.get(step="solutions"), now=now)
    return sitting


def noted(person):
    with wall.as_person(person):
        return [words.answers["note"] for words in Words.objects.filter(note__isnull=False)]


def left(sitting):
    """Return how many seconds the part that is on has left, by the rows alone."""
    sitting.refresh_from_db()
    return (sitting.current.length - sitting.current.used - (timezone.now() - sitting.running_since)).total_seconds()


def test_no_word_typed_more_than_two_seconds_ago_is_lost_and_the_clock_is_right(chromium, house, sitting, monkeypatch):
    monkeypatch.setattr(settings, "SITE_URL", house.address)
    arun = sitting.here.exclude(person=sitting.leader).get().person
    faults = []
    context = chromium.new_context(base_url=house.address, viewport=PHONE)
    phone = Visitor(context, faults)
    phone.come_in_as(arun, Client())
    phone.open(sitting.meeting.get_live_url())
    box = phone.page.get_by_label("Your notes for Priya")
    box.press_sequentially("She talks and talks, ")
    box.press_sequentially("so fast that whoever writes never stops", delay=80)
    house.kill()
    assert [text.startswith("She talks and talks,") for text in noted(arun)] == [True]

    box.press_sequentially(" to breathe")
    phone.sees("No connection just now")
    before = phone.page.evaluate(LEFT)
    phone.page.wait_for_timeout(1500)  # its clock goes on by itself, and shows whole seconds
    assert phone.page.evaluate(LEFT) < before
    house.open()
    saved = box.locator("xpath=ancestor::form").locator("[data-saved]")
    expect(saved).to_have_attribute("data-state", "kept", timeout=PATIENCE)
    expect(phone.page.get_by_text("No connection just now")).to_be_hidden(timeout=PATIENCE)

    assert noted(arun) == [box.input_value()]
    assert box.input_value().endswith("stops to breathe")
    assert abs(phone.page.evaluate(LEFT) - left(sitting)) <= 1
    phone.page.reload()
    assert abs(phone.page.evaluate(LEFT) - left(sitting)) <= 1
    assert {fault for fault in faults if "Failed to fetch" not in fault} == set()
    context.close()
