"""What are the phones of a meeting like? Their time goes on with the server's; some are used by keyboard, or heard."""

import re
from time import monotonic

from django.test import Client
from playwright.sync_api import expect

from peergroups.tests.axe import judge
from peergroups.tests.browser import PHONE

LATER = "window.later = 0; { const now = Date.now; Date.now = () => now() + window.later; }"
# A browser without a screen has none to keep on.
WAKES = """Object.defineProperty(navigator, "wakeLock", { value: { request: async (kind) => {
  if (kind !== "screen") throw kind;
} } });"""
CLOCK = "document.getElementById('clock').textContent"
HEARD = """window.heard = []; document.addEventListener("DOMContentLoaded", () => {
  const voice = document.querySelector("[data-voice]");
  const hear = () => heard.push(voice.textContent);
  if (voice) new MutationObserver(hear).observe(voice, { childList: true });
});"""
FOCUSED = """(() => {
  const at = document.activeElement, shown = getComputedStyle(at).outlineStyle !== "none";
  return [at.textContent.trim().replace(/\\s+/g, " "), at.tagName, shown && at.matches(":focus-visible")];
})()"""
MOVES = (
    """[...document.querySelectorAll(".button")].some((one) => parseFloat(getComputedStyle(one).transitionDuration))"""
)
COUNTS = re.compile(r"^(\d+):(\d\d)$")
STOPS = 80  # more than any page of a meeting has
ROOM = {"phone": PHONE}


class Phone:
    """Somebody in the meeting, with a browser of their own."""

    def __init__(self, visitor, person, meeting):
        self.visitor, self.person, self.meeting, self.page = visitor, person, meeting, visitor.page
        visitor.context.add_init_script(LATER)
        visitor.context.add_init_script(HEARD)
        visitor.context.add_init_script(WAKES)
        visitor.come_in_as(person, Client())
        self.come()

    def come(self):
        self.visitor.open(self.meeting.get_live_url())

    def tap(self, name):
        """Press what changes the room."""
        self.find("button", name)

    def follow(self, name):
        """Come to another page by a link."""
        with self.page.expect_navigation():
            self.find("link", name)

    def send(self, name):
        """Come to another page by a button."""
        with self.page.expect_navigation():
            self.find("button", name)

    def find(self, role, name):
        self.page.get_by_role(role, name=name).first.click()

    def sees(self, text):
        self.visitor.sees(text)

    def is_in(self, part):
        expect(self.page.locator("[data-part]"), self.person.name).to_have_text(part)

    def seconds(self):
        """Return what the clock shows."""
        minutes, rest = COUNTS.match(self.page.evaluate(CLOCK)).groups()
        return 60 * int(minutes) + int(rest)

    def heard(self):
        """Return what was said aloud since it was asked last."""
        return self.page.evaluate("heard.splice(0)")

    def stays_awake(self):
        """Ask for a screen that does not go dark, which no phone does by itself."""
        button = self.page.get_by_role("button", name="Keep my screen on")
        expect(button).not_to_have_attribute("aria-pressed", "true")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")

    def moves(self):
        """Say whether anything changes little by little."""
        return self.page.evaluate(MOVES)

    def box(self, label):
        return self.page.get_by_label(label)

    def is_saved(self, label):
        expect(self.box(label).locator("xpath=ancestor::form").locator("[data-saved]")).to_have_attribute(
            "data-state", "kept"
        )


class Keys(Phone):
    """Somebody who uses nothing but the keyboard."""

    def reach(self, name):
        """Go on from stop to stop until the one of that name; each shows where one is."""
        for _stop in range(STOPS):
            self.page.keyboard.press("Tab")
            text, tag, shown = self.page.evaluate(FOCUSED)
            assert shown or tag in ("BODY", "HTML"), f"Nobody sees that {text or tag} has the focus."
            if text == name or text.startswith(f"{name}:") or (name.endswith(" ") and text.startswith(name)):
                return
        raise AssertionError(f"No way to {name} by Tab on {self.page.url}")

    def find(self, role, name):
        self.reach(name)
        self.page.keyboard.press("Enter")

    def tap(self, name):
        """Press what changes the room, and stay where one was, not at the top of the page."""
        self.reach(name)
        self.tap_here()

    def tap_here(self, key="Enter"):
        """Press where one is."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            self.page.keyboard.press(key)
        self.page.wait_for_timeout(50)  # the answer is here; what it changes is drawn in a moment
        text, tag, _shown = self.page.evaluate(FOCUSED)
        assert tag != "BODY", f"The focus is lost by {text}"


class Room:
    """All the phones, on which time goes on together."""

    def __init__(self, time_machine, phones):
        self.time, self.by = time_machine, phones

    def __getitem__(self, name):
        return self.by[name]

    def later(self, **time):
        """Let time pass for the server and for each phone."""
        seconds = sum({"minutes": 60, "seconds": 1}[unit] * amount for unit, amount in time.items())
        self.time.shift(seconds)
        for phone in self.by.values():
            phone.page.evaluate(f"window.later += {1000 * seconds}")

    def all_are_in(self, part, *but):
        for name, phone in self.by.items():
            if name not in but:
                phone.is_in(part)

    def agree(self):
        """Compare the clocks, once none stands still: they differ by a second at most, and by what it took to look."""
        for phone in self.by.values():
            expect(phone.page.locator("#clock"), phone.person.name).to_have_text(COUNTS)
        began = monotonic()
        shown = [phone.seconds() for phone in self.by.values()]
        assert max(shown) - min(shown) <= 1 + monotonic() - began, shown

    def is_usable(self, *names):
        """Let everybody named be able to use the page that they see."""
        faults = [
            f"{name} at {self[name].page.url}, {fault}" for name in names for fault in judge(self[name].page, ROOM)
        ]
        assert faults == [], faults
