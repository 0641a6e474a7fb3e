"""Can one become anybody by a button, read everybody's mail, and do neither where it is no demo?"""

import re
from datetime import UTC, datetime

import pytest
from django.core.mail import EmailMultiAlternatives

from groups.models import Person
from peergroups.demo import cast, story

pytestmark = pytest.mark.django_db

NOW = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)  # a charter signed long ago is closed


@pytest.fixture(autouse=True)
def demo(settings, tmp_path):
    settings.DEMO = True
    settings.MAIL_DIR = tmp_path / "mail"
    settings.EMAIL_BACKEND = "peergroups.kit.mailbox.FileBackend"


@pytest.fixture
def told():
    story.tell(now=NOW)


def send(subject="Moved to Friday", to="priya@example.org"):
    letter = EmailMultiAlternatives(subject, "At http://localhost:8000/meetings/5/\n", to=[to])
    letter.attach_alternative('<html><head></head><body style="margin:0">See it</body></html>', "text/html")
    letter.send()


def names(page):
    return re.findall(r'name="person" value="[^"]*">([^<]*)</button>', page.content.decode())


def test_everybody_has_one_button_and_the_named_come_first(client, told):
    shown = names(client.get("/demo/"))

    assert [name.split()[0].lower() for name in shown[:6]] == list(cast.NAMED)
    assert sorted(shown) == sorted(Person.objects.values_list("name", flat=True))


def test_an_empty_demo_says_how_to_fill_it(client):
    assert "manage.py demo" in client.get("/demo/").content.decode()


def test_a_button_signs_in(client, told):
    answer = client.post("/demo/", {"person": "priya@example.org"})

    assert (answer.status_code, answer.url) == (302, "/today/")
    assert client.session["_auth_user_id"] == str(Person.objects.get(email="priya@example.org").pk)


@pytest.mark.parametrize(("wanted", "reached"), [("/settings/", "/settings/"), ("https://evil.example/", "/today/")])
def test_one_goes_on_to_the_page_one_wanted_if_it_is_ours(client, told, wanted, reached):
    assert client.post("/demo/", {"person": "leo@example.org", "next": wanted}).url == reached


def test_everybody_has_a_today(client, told):
    answers = {}
    for person in Person.objects.all():
        client.force_login(person)
        answers[person.name] = client.get("/today/").status_code

    assert answers == dict.fromkeys(Person.objects.values_list("name", flat=True), 200)


def test_nobody_else_can_be_chosen(client, told):
    Person.objects.create_user("real@example.org", name="Not of the cast")

    assert client.post("/demo/", {"person": "real@example.org"}).status_code == 404


def test_the_mail_of_all_is_read_newest_first(client):
    send("First")
    send("Second")

    assert re.findall(r'<a href="/demo/mail/[^"]+">(\w+)</a>', client.get("/demo/mail/").content.decode()) == [
        "Second",
        "First",
    ]


def test_a_mail_shows_its_text_and_its_looks_in_a_frame(client):
    send()
    (address,) = re.findall(r'href="(/demo/mail/[^"]+)"', client.get("/demo/mail/").content.decode())
    page = client.get(address)
    looks = client.get(f"{address}html/")

    assert 'href="http://localhost:8000/meetings/5/"' in page.content.decode()
    assert f'src="{address}html/"' in page.content.decode()
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert b'<base target="_top">' in looks.content
    assert "style-src 'unsafe-inline'" in looks["Content-Security-Policy"]
    assert "script-src" not in looks["Content-Security-Policy"]
    assert looks["X-Frame-Options"] == "SAMEORIGIN"


def test_a_mail_that_is_not_there_is_missing(client):
    assert client.get("/demo/mail/nothing/").status_code == 404


@pytest.mark.parametrize("address", ["/demo/", "/demo/mail/", "/demo/mail/x/", "/demo/mail/x/html/"])
def test_elsewhere_there_is_no_demo(client, settings, told, address):
    settings.DEMO = False

    assert client.get(address).status_code == 404
    assert client.post("/demo/", {"person": "priya@example.org"}).status_code == 404
