"""Can one read everybody's mail where there is a demo, and is one told how to fill it?"""

import re

import pytest
from django.core.mail import EmailMultiAlternatives

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def send(subject="Moved to Friday", to="priya@example.org"):
    letter = EmailMultiAlternatives(subject, "At http://localhost:8000/meetings/5/\n", to=[to])
    letter.attach_alternative('<html><head></head><body style="margin:0">See it</body></html>', "text/html")
    letter.send()


def test_an_empty_demo_says_how_to_fill_it(client):
    assert "manage.py demo" in client.get("/demo/").content.decode()


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
