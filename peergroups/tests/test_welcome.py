"""Is a newcomer led through what is to be done, free to leave it, and nobody else asked?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups import free_times
from groups.founding import invite
from groups.models import Person
from groups.tests.makers import make_facilitator, make_group, make_member, make_person
from meetings.tests.makers import make_meeting

pytestmark = pytest.mark.django_db
LINE = "Finish your welcome"


@pytest.fixture
def room():
    return make_group()


@pytest.fixture
def ravi(client, room):
    """Ravi, who has just said yes."""
    asked = invite(room, "ravi@example.org", by=make_facilitator(room), now=timezone.now())
    client.force_login(asked.person)
    client.post(asked.get_absolute_url(), {"name": "Ravi Menon", "time_zone": "Europe/London"})
    return asked.person


def states(client):
    """Say which steps are done; the calendar, which is up to everybody, comes last."""
    *steps, calendar = client.get("/welcome/").context["steps"]
    assert calendar.is_optional
    return [step.is_done for step in steps]


def leads_to(client):
    return client.get("/welcome/next/")["Location"]


def test_who_joins_is_led_there(client, room):
    asked = invite(room, "ravi@example.org", by=make_facilitator(room), now=timezone.now())
    client.force_login(asked.person)

    answer = client.post(asked.get_absolute_url(), {"name": "Ravi Menon", "time_zone": "Europe/London"})

    assert answer["Location"] == "/welcome/"


def test_who_joins_a_second_group_is_led_to_its_charter(client, room):
    person = make_person(welcomed_at=timezone.now())
    asked = invite(room, person.email, by=make_facilitator(room), now=timezone.now())
    client.force_login(person)

    answer = client.post(asked.get_absolute_url(), {"name": "Priya", "time_zone": "UTC"})

    assert answer["Location"] == f"/groups/{room.slug}/charter/"


def test_each_step_is_kept_at_once_and_leads_to_the_next(client, room, ravi):
    charter = f"/groups/{room.slug}/charter/"
    assert (states(client), leads_to(client)) == ([True, False, False], "/settings/free-times/")

    assert client.post("/settings/free-times/", {"late": ["1"]})["Location"] == "/welcome/next/"
    assert (states(client), leads_to(client)) == ([True, True, False], charter)

    assert client.post(f"{charter}sign/")["Location"] == "/welcome/next/"
    assert (states(client), leads_to(client)) == ([True, True, True], "/welcome/")


def test_a_calendar_is_offered_and_its_page_leads_back(client, ravi):
    assert 'href="/welcome/"' in client.get("/settings/calendar/").content.decode()

    client.post("/settings/calendar/renew/")

    assert client.get("/welcome/").context["steps"][-1].is_done
    client.post("/welcome/finish/")
    assert 'href="/welcome/"' not in client.get("/settings/calendar/").content.decode()


def test_whoever_was_seated_without_a_name_gives_it_here(client, room):
    client.force_login(make_member(room, person=Person.objects.create_user("jo@example.org", name="")))
    assert leads_to(client) == "/welcome/you/"

    refused = client.post("/welcome/you/", {"name": "", "business": "Bread", "time_zone": "UTC"})
    kept = client.post("/welcome/you/", {"name": "Jo Bell", "business": "Bread", "time_zone": "UTC"})

    assert (refused.status_code, "Bread" in refused.content.decode()) == (422, True)
    assert (kept["Location"], leads_to(client)) == ("/welcome/next/", "/settings/free-times/")


def test_it_can_be_left_and_today_leads_back(client, room, ravi):
    assert LINE in client.get("/today/").content.decode()

    today = client.post("/welcome/finish/", follow=True).content.decode()

    assert LINE not in today
    assert "The room opens once you have signed the charter." in today


def test_it_ends_with_the_day_of_the_first_meeting(client, room, ravi):
    now = timezone.now()
    make_meeting(room, now + timedelta(days=9), now=now)
    client.post(f"/groups/{room.slug}/charter/sign/")

    assert "You are set. You first meet on " in client.post("/welcome/finish/", follow=True).content.decode()


def test_without_a_day_it_says_how_one_hears_of_it(client, room, ravi):
    client.post(f"/groups/{room.slug}/charter/sign/")

    assert "as soon as your group has a day to meet" in client.post("/welcome/finish/", follow=True).content.decode()


def test_finishing_twice_keeps_the_first_moment(client, ravi):
    client.post("/welcome/finish/")
    first = Person.objects.get(pk=ravi.pk).welcomed_at
    client.post("/welcome/finish/")

    assert Person.objects.get(pk=ravi.pk).welcomed_at == first


def test_who_was_here_before_is_not_asked(client, room):
    client.force_login(make_member(room, welcomed_at=timezone.now()))

    assert LINE not in client.get("/today/").content.decode()


def test_who_sits_nowhere_is_not_asked(client):
    client.force_login(make_person())

    assert LINE not in client.get("/today/").content.decode()


def test_no_other_member_sees_when_somebody_can_meet(client, room, ravi):
    free_times.keep(ravi, {"late": {0, 1, 2, 3, 4, 5, 6}})
    client.force_login(make_member(room, welcomed_at=timezone.now()))

    pages = [
        client.get(where).content.decode() for where in (f"/groups/{room.slug}/", "/today/", "/settings/free-times/")
    ]

    assert [page for page in pages if " checked" in page or ("Late" in page and "Ravi" in page)] == []
