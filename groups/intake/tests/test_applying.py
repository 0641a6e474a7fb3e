"""Is an application filled in and sent by its own person, in time and complete, and read by nobody else?"""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from groups import free_times
from groups.intake.tests.filled import ANSWERS, fill, send
from groups.models import Application, Profile
from groups.tests.makers import make_application, make_person
from peergroups.outbox import ledger, sending
from peergroups.outbox.models import Delivery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_tried_before")]

TODAY = timezone.now().date()


def test_what_was_said_stands_on_the_check_page(client, begun):
    fill(client, begun)

    page = client.get(f"/applications/{begun.pk}/check/").content.decode()

    said = ["Shah Clocks", "Clocks to churches", "7 years", "50,000 to 150,000", "Peers who sell abroad", "5 of 5"]
    assert [words for words in [*said, "Export, Sales", "3 times of a week (Berlin)"] if words not in page] == []
    assert "Still missing" not in page


def test_a_complete_one_is_sent_with_a_mail_that_says_when_one_hears(client, begun):
    fill(client, begun)

    page = send(client, begun)

    assert "Your application is sent" in page
    assert [(row.kind, row.person) for row in Delivery.objects.all()] == [("application_sent", begun.person)]


def test_sending_twice_is_sending_once(client, begun):
    fill(client, begun)
    send(client, begun)
    first = Application.objects.get().submitted_at

    send(client, begun)

    assert (Application.objects.get().submitted_at, Delivery.objects.count()) == (first, 1)


@pytest.mark.parametrize("part", ANSWERS)
def test_without_one_of_its_parts_it_is_not_sent_and_the_part_is_named(client, begun, part):
    fill(client, begun, {name: typed for name, typed in ANSWERS.items() if name != part})

    page = send(client, begun)

    assert "Something is still missing" in page
    assert f'href="/applications/{begun.pk}/{part}/"' in page[page.index("Still missing") :]
    assert Application.objects.get().submitted_at is None


def test_a_clock_that_is_in_no_list_is_refused_and_nothing_ticked_is_lost(client, begun):
    answer = client.post(f"/applications/{begun.pk}/times/", {"time_zone": "Mars/Base", "evening": ["1", "2"]})

    assert answer.status_code == 422
    assert "Choose a time zone from the list." in answer.content.decode()
    assert answer.content.decode().count(" checked") == 2


def test_two_times_of_a_week_are_too_few(client, begun):
    fill(client, begun, ANSWERS | {"times": {"time_zone": "Europe/Berlin", "evening": ["1", "2"]}})

    assert "Something is still missing" in send(client, begun)


def test_in_person_needs_a_city(client, begun):
    fill(client, begun, ANSWERS | {"place": {"languages": ["en"], "meets": ["in_person"], "city": ""}})
    assert "Your city</a>" in send(client, begun)

    fill(client, begun, {"place": {"languages": ["en"], "meets": ["in_person"], "city": "Leeds"}})

    assert "Your application is sent" in send(client, begun)


def test_each_step_is_kept_as_far_as_it_is_filled(client, begun):
    fill(client, begun, {"business": {"name": "Ravi Shah", "market": "Clocks to churches"}})

    found = Profile.objects.get()
    assert (found.market, found.role, found.shown.count("market")) == ("Clocks to churches", "", 0)


def test_a_draft_is_kept_while_one_types(client, begun):
    answer = client.post(f"/applications/{begun.pk}/give-and-take/", {"brings": "Ten"}, headers={"x-autosave": "1"})

    assert (answer.status_code, Profile.objects.get().brings) == (204, "Ten")


def test_what_is_refused_loses_nothing_that_was_typed(client, begun):
    typed = {"years": "seven", "people": "3", "revenue": "2"}

    answer = client.post(f"/applications/{begun.pk}/stage/", typed)

    page = answer.content.decode()
    assert (answer.status_code, 'value="seven"' in page, 'value="3"' in page) == (422, True, True)
    assert "Enter whole years, such as 4" in page


def test_at_first_ones_group_sees_all_but_what_is_for_admins(client, begun):
    shown = set(Profile.objects.get().shown)

    assert {"market", "revenue", "position", "brings"} <= shown
    assert not {"email", "wants", "windows", "name"} & shown


def test_a_box_unticked_hides_that_answer_and_no_other(client, begun):
    fill(client, begun, {"stage": {"years": "7", "shown": ["years"]}})

    shown = Profile.objects.get().shown
    assert ("years" in shown, "revenue" in shown, "market" in shown) == (True, False, True)


def test_nobody_shows_a_field_that_is_never_shown(client, begun):
    answer = client.post(f"/applications/{begun.pk}/give-and-take/", {"brings": "x", "shown": ["wants", "email"]})

    assert (answer.status_code, "wants" in Profile.objects.get().shown) == (422, False)


def test_it_can_be_changed_after_it_was_sent_until_the_last_day(client, begun, cohort):
    fill(client, begun)
    send(client, begun)
    fill(client, begun, {"give-and-take": {"brings": "More", "wants": "Less"}})
    type(cohort).objects.update(opens_on=TODAY - timedelta(days=9), closes_on=TODAY - timedelta(days=2))

    late = client.post(f"/applications/{begun.pk}/give-and-take/", {"brings": "Late", "wants": "Late"})

    assert (late["Location"], Application.objects.get().wants) == (f"/applications/{begun.pk}/", "Less")
    assert Profile.objects.get().brings == "More"


def test_what_was_begun_in_time_is_not_sent_late(client, begun, cohort):
    fill(client, begun)
    type(cohort).objects.update(opens_on=TODAY - timedelta(days=9), closes_on=TODAY - timedelta(days=2))

    page = send(client, begun)

    assert "The days to apply are over." in page
    assert Application.objects.get().submitted_at is None


@pytest.mark.parametrize("path", ["", "business/", "check/", "send/", "take-back/"])
def test_another_persons_application_is_not_there(client, begun, path):
    client.force_login(make_person("Leo Hart"))

    answers = [client.get(f"/applications/{begun.pk}/{path}"), client.post(f"/applications/{begun.pk}/{path}", {})]

    assert {answer.status_code for answer in answers} <= {404, 405}
    assert 404 in {answer.status_code for answer in answers}


def test_an_unsent_one_is_not_there_for_the_admins(client, begun):
    admin = make_person("Nadia Haddad")
    begun.programme.admins.add(admin)
    client.force_login(admin)

    assert client.get(f"/applications/{begun.pk}/").status_code == 404


@pytest.mark.parametrize("part", ["conflict", "contact", "windows", "x"])
def test_there_are_no_other_parts(client, begun, part):
    assert client.get(f"/applications/{begun.pk}/{part}/").status_code == 404


NASTY = ["😀" * 300, "é" * 6000, "a\r\nBcc: all@evil.test", "\x00", "<script>alert(1)</script>", "-1", "1e400"]


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("part", ANSWERS)
def test_nothing_typed_breaks_a_step(client, begun, part, nasty):
    answer = client.post(f"/applications/{begun.pk}/{part}/", dict.fromkeys(ANSWERS[part], nasty))

    assert answer.status_code in (302, 422)
    assert client.get(f"/applications/{begun.pk}/check/").status_code == 200
    assert "<script>alert" not in client.get(f"/applications/{begun.pk}/check/").content.decode()


def test_what_one_wants_is_sealed_and_in_no_mail(client, begun):
    fill(client, begun)
    send(client, begun)
    sending.drain(now=ledger.database_now())

    with connection.cursor() as cursor:
        cursor.execute("SELECT wants FROM groups_application")
        assert "Peers" not in cursor.fetchone()[0]
    assert [letter.subject for letter in mail.outbox] == ["We have your application"]
    assert [word for word in ("Peers", "Clocks", "export") if word in str(mail.outbox[0].message())] == []


def test_the_week_says_how_many_others_could_meet_once_that_gives_nobody_away(client, begun, cohort):
    def tuesday_evening():
        page = client.get(f"/applications/{begun.pk}/times/").content.decode()
        return "<small>5+</small>" in page

    others = [make_person(f"Guest{n} Hall") for n in range(5)]
    for other in others:
        free_times.keep(other, {"evening": {1}})
    for other in others[:4]:
        make_application(other, cohort)
    make_application(others[4], cohort, submitted_at=None)
    assert not tuesday_evening()

    Application.objects.filter(person=others[4]).update(submitted_at=timezone.now())

    assert tuesday_evening()
