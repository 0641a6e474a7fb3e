"""How do the tests look at the pages as people do? In Chromium, with nothing forbidden, nothing foreign, no error."""

import os
import re
import shutil
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import expect, sync_playwright

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
FLAGS = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost", "--disable-dev-shm-usage", "--disable-gpu"]
BROWSERS = ("chromium-headless-shell", "chromium")
PATIENCE = 30_000  # milliseconds for any one thing to appear, also where two slow cores do everything at once


@pytest.fixture(scope="module")
def chromium():
    """Start one browser for a file of tests; it ends with the file, because its event loop would disturb others."""
    expect.set_options(timeout=PATIENCE)
    named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)  # or Playwright's own
    flags = FLAGS if os.geteuid() else [*FLAGS, "--no-sandbox"]
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the loop is the browser's; ours stays synchronous
        browser = playwright.chromium.launch(executable_path=named, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def site(request, transactional_db, settings, uncollected):
    """Serve the house on a free port, and let its mails link there."""
    cache.clear()  # the limits on how often one may ask for a code
    settings.SITE_URL = request.getfixturevalue("live_server").url
    return settings.SITE_URL


@pytest.fixture
def visit(chromium, site):
    """Open a browser of one's own for each visitor; whatever goes wrong in any of them fails the test."""
    faults, contexts = [], []

    def opened(**how):
        context = chromium.new_context(base_url=site, timezone_id="Europe/London", locale="en-GB", **how)
        contexts.append(context)
        return Visitor(context, faults)

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


class Visitor:
    """A person at a browser: what they press, fill in and see, named as it is written on the page."""

    def __init__(self, context, faults):
        context.set_default_timeout(PATIENCE)
        self.context, self.faults, self.page = context, faults, context.new_page()
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("request", self.watch)
        self.page.on("response", self.judge)

    def hear(self, message):
        """Take an error or a refusal of the security policy as a fault; loading is judged by its answer."""
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"{self.page.url}: {message.text}")

    def watch(self, request):
        if urlsplit(request.url).hostname not in ("localhost", None):
            self.faults.append(f"{self.page.url} asks elsewhere: {request.url}")

    def judge(self, response):
        """A page may be refused or missing; what it is made of may not."""
        is_page = response.request.resource_type == "document" or response.status in (409, 422)
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self.faults.append(f"{response.status} {response.url}")

    def open(self, address):
        return self.page.goto(address).status

    def arrive_from(self, letter):
        """Follow the one link of a mail, in a fresh tab as a mail reader does."""
        self.page.goto("about:blank")
        self.open(re.search(r"^http\S+$", letter.body, re.MULTILINE).group())

    def press(self, name):
        self.page.get_by_role("button", name=name).click()

    def follow(self, name):
        self.page.get_by_role("link", name=name).first.click()

    def fill(self, label, text):
        self.page.get_by_label(label).fill(text)

    def choose(self, label):
        self.page.get_by_label(label, exact=True).check()

    def sees(self, text):
        """Wait until a text is there to be read."""
        self.page.get_by_text(text).first.wait_for()

    def heading(self):
        return self.page.get_by_role("heading", level=1).inner_text()

    def come_in_as(self, person, client):
        """Skip the door, where a test is about something else."""
        client.force_login(person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": settings.SITE_URL}])

    def sign_in(self, email):
        """Ask for a code on the page of doors, read it in the mail and type it."""
        self.fill("E-mail", email)
        self.press("Send me a code")
        self.page.get_by_role("heading", name="Enter the code").wait_for()
        self.fill("Code", newest_mail(email).subject[:6])
        self.press("Continue")
        self.page.wait_for_url(lambda url: "/accounts/" not in url)


def mails_to(email):
    return [letter for letter in mail.outbox if letter.to == [email]]


def newest_mail(email):
    return mails_to(email)[-1]
