"""What does a mail scanner change that opens every link, runs scripts and posts every form it finds? Nothing."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection
from django.urls import resolve

from groups.tests.makers import make_person
from peergroups.outbox.kinds import KINDS
from peergroups.tests.cast import gather
from peergroups.tests.doors import addresses
from peergroups.tests.test_mails import told, written

pytestmark = pytest.mark.django_db(transaction=True)

# What asking for a code writes for anybody at any time, and what a visitor's browser gets: no person wanted less.
NOISE = {"django_session"}
SIGNING_IN = {"account_login", "account_request_login_code", "account_confirm_login_code", "account_reset_password"}
about = pytest.fixture(told)
POST = """(n) => { const form = document.forms[n];
  for (const box of form.elements)
    if (box.name && !box.value) box.value = box.type === "email" ? "scanner@example.org" : "1";
  HTMLFormElement.prototype.submit.call(form); }"""


def rows():
    """Read every row of every table, as the database holds it."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} - NOISE
    with connection.cursor() as cursor:
        return {table: everything(cursor, table) for table in sorted(tables)}


def changed(before):
    """Say in which tables a row came, went or changed."""
    after = rows()
    return {table: set(after[table]) ^ set(before[table]) for table in after if after[table] != before[table]}


def everything(cursor, table):
    cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
    return [text for (text,) in cursor.fetchall()]


def links(sent):
    """Find every address that a mail names, in its text, its looks and its head."""
    looks = [part.content for part in sent.alternatives]
    text = "\n".join([sent.body, *looks, *sent.extra_headers.values()])
    return sorted({found.rstrip(">.,)") for found in re.findall(r"https?://[^\s\"<>]+", text)})


def scan(visitor, waiting):
    """Open each link and what it leads to, let scripts run, and post each form found; return the pages that had one."""
    seen, pages = set(), set()
    while waiting:
        address = waiting.pop(0)
        seen.add(plain(address))
        forms, page = look(visitor, address), plain(visitor.page.url)
        waiting += [found for found in own_links(visitor) if plain(found) not in {*seen, *map(plain, waiting)}]
        for n in range(0 if page in pages else forms):
            look(visitor, address)
            with visitor.page.expect_navigation():
                visitor.page.evaluate(POST, n)
            pages.add(page)
    return {resolve(urlsplit(page).path).view_name for page in pages}


def plain(address):
    """Take away where a page leads afterwards: signing in is one page, and the same forms, for whatever is wanted."""
    parts = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "next"]
    return parts._replace(query=urlencode(query)).geturl()


def look(visitor, address):
    """Open a page as a scanner does, and say how many forms it has."""
    visitor.open(address)
    return visitor.page.evaluate("document.forms.length")


def own_links(visitor):
    found = visitor.page.evaluate("[...document.links].map((link) => link.href.split('#')[0])")
    return [address for address in found if urlsplit(address).hostname == "localhost"]


@pytest.fixture
def letters_of_each_kind(site, about):
    return [written(kind, *about[kind]) for kind in sorted(KINDS)]


def test_a_scanner_changes_nothing(visit, letters_of_each_kind):
    before, scanner = rows(), visit()
    found = sorted({link for letter in letters_of_each_kind for link in links(letter)})

    pages = scan(scanner, found)

    assert pages == {*SIGNING_IN, "groups:invitation", "groups:apply", "stop_mails"}
    assert changed(before) == {}
    assert [more.to for more in mail.outbox if more.to != ["scanner@example.org"]] == []


def test_it_answers_nothing_where_one_answers_without_signing_in(visit, site):
    cast = gather()
    before, scanner = rows(), visit()
    names = ["accountability:check_in", "groups:asked", "meetings:vote_by_link"]

    pages = scan(scanner, [site + addresses.address(name, cast) for name in names])

    assert pages - SIGNING_IN == {*names, "groups:apply"}  # to which the sign-in page leads while one may apply
    assert changed(before) == {}


def test_a_change_would_have_been_noticed():
    before = rows()

    make_person("Scanner Bot")

    assert set(changed(before)) == {"groups_person", "account_emailaddress"}
