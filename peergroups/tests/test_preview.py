"""Does the preview show every role's pages, save nothing, keep nothing, and reach nobody who is real?"""

import re
import time

import pytest
from django.apps import apps
from django.db import InternalError, connection

from groups import links, wall
from groups.as_seen import looking_only
from groups.models import Person
from peergroups.preview import ROLES
from peergroups.tests.cast import CANARY, gather

pytestmark = pytest.mark.django_db(transaction=True)

AT = "/manage/preview"
MOST_PAGES = 60


@pytest.fixture
def cast(client):
    """A real room with words in it, whose admin looks at the preview."""
    cast = gather()
    client.force_login(cast.people["admin"])
    return cast


def leads(html):
    return set(re.findall(r'href="([^"#?]+)', html))


def walk(client, role):
    """Follow every link from the role's first page, and return what each page says."""
    start = f"{AT}/{role}/"
    seen, waiting = {}, [start]
    while waiting and len(seen) < MOST_PAGES:
        page = client.get(path := waiting.pop(0), follow=True)
        seen[path] = page
        found = {link for link in leads(page.content.decode()) if link.startswith(start)}
        waiting += sorted(found - {*seen, *waiting})
    return seen


@pytest.mark.parametrize("role", ROLES)
def test_every_link_of_a_preview_leads_to_a_page_of_it_with_nobody_real_and_nothing_of_it_stays(client, cast, role):
    before = rows()

    pages = walk(client, role)

    assert rows() == before
    real = [CANARY, cast.room.slug + "/", *Person.objects.filter(is_operator=True).values_list("name", flat=True)]
    real += Person.objects.values_list("email", flat=True)
    told = {path: page.content.decode() for path, page in pages.items()}
    assert {path: page.status_code for path, page in pages.items() if page.status_code not in (200, 404)} == {}
    assert [(path, word) for path, text in told.items() for word in real if word in text] == []
    assert len(pages) > 5
    assert [path for path, text in told.items() if "Leave preview" not in text] == []
    answers = answers_to_forms(client, told.values())
    assert [answer.status_code for answer in answers] == [403] * len(answers)
    assert all("Nothing was saved" in answer.content.decode() for answer in answers)
    assert len(answers) > 4 or role != "member"
    assert rows() == before


def answers_to_forms(client, told):
    """Send every form that has an address of its own."""
    forms = {action for text in told for action in re.findall(rf'<form[^>]* action="({AT}[^"]+)"', text)}
    return [client.post(action, {"name": "Mallory", "what": "x", "outcome": "done"}) for action in sorted(forms)]


def test_each_link_leaves_by_the_one_door_alone(client, cast):
    html = client.get(f"{AT}/member/").content.decode()

    outside = {link for link in leads(html) if not link.startswith((f"{AT}/", "/static/"))}

    assert outside == {"/"}


def rows():
    """Count every table but those that note that a session is in use."""
    models = [model for model in apps.get_models() if model._meta.app_label not in ("sessions", "usersessions")]
    return {model._meta.label: model._base_manager.count() for model in models}


def test_a_form_without_an_address_of_its_own_changes_nothing_either(client, cast):
    client.post(f"{AT}/member/settings/", {"name": "Mallory", "business": "", "time_zone": "UTC"})

    assert not Person.objects.filter(name="Mallory").exists()


def elsewhere(cast):
    token = links.secret(cast.invitation.pk, cast.invitation.issue)
    return [
        f"groups/{cast.room.slug}/",
        f"groups/{cast.room.slug}/charter/",
        f"meetings/{cast.meeting.pk}/",
        f"commitments/{cast.commitment.pk}/change/",
        f"matters/{cast.breach.pk}/" if hasattr(cast, "breach") else "nowhere/",
        f"invitations/{token}/",
        "manage/admin/",
        "manage/preview/member/",
        "manage/styleguide/",
        "accounts/email/",
        "accounts/logout/",
        "demo/",
        "nowhere/",
    ]


@pytest.mark.parametrize("role", ["member", "admin"])
def test_what_is_real_is_not_there(client, cast, role):
    answers = {path: client.get(f"{AT}/{role}/{path}") for path in elsewhere(cast)}

    assert {path: answer.status_code for path, answer in answers.items() if answer.status_code != 404} == {}
    assert [path for path, answer in answers.items() if CANARY in answer.content.decode()] == []


def test_a_role_that_nobody_has_is_not_there(client, cast):
    assert client.get(f"{AT}/operator/").status_code == 404


def test_the_cast_stays_in_its_own_transaction(client, cast):
    """Whoever asks at the same time sees none of it, and the next request is again the admin's own."""
    client.get(f"{AT}/member/")

    assert "Nadia" in client.get("/today/").content.decode()
    with wall.as_person(cast.people["member"]):
        assert not Person.objects.filter(email__endswith="@preview.invalid").exists()


def test_while_a_page_is_shown_nothing_can_be_written(cast):
    with pytest.raises(InternalError, match="read-only"), looking_only(cast.people["admin"].pk):
        Person.objects.filter(pk=cast.people["admin"].pk).update(name="Mallory")


def test_after_a_page_was_shown_who_asks_is_again_who_asked(cast):
    with wall.as_person(cast.people["admin"]), connection.cursor() as cursor:
        with looking_only(cast.people["member"].pk):
            pass
        cursor.execute("SELECT current_setting('app.person_id'), current_setting('transaction_read_only')")
        assert cursor.fetchone() == (str(cast.people["admin"].pk), "off")


def test_it_answers_within_a_second(client, cast):
    client.get(f"{AT}/member/")  # the first one reads templates
    begun = time.process_time()

    client.get(f"{AT}/member/")

    assert time.process_time() - begun < 1
