"""Who runs a programme and who keeps its groups: named, told, and taken out again?"""

import pytest

from groups import free_times, naming, running
from groups.models import AuditEvent, Facilitator
from groups.tests.makers import (
    NOON,
    make_facilitator,
    make_group,
    make_member,
)
from groups.tests.told import acts, text
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db


def test_facilitators_are_named_by_address_changed_and_taken_out(client, harbour):
    told = {"groups_at_most": 3, "languages": ["en", "de"], "online": "on", "cities": "London, Leeds"}
    client.post("/programmes/harbour/facilitators/", told | {"email": "bea@example.org"})
    keeper = Facilitator.objects.get()
    client.post(f"/facilitators/{keeper.pk}/change/", told | {"groups_at_most": 4})
    changed = Facilitator.objects.get()
    client.post(f"/facilitators/{keeper.pk}/dismiss/")

    assert (keeper.person.email, keeper.cities, changed.groups_at_most) == ("bea@example.org", ["London", "Leeds"], 4)
    assert not Facilitator.objects.exists()
    assert [event.act for event in AuditEvent.objects.order_by("at", "pk")] == [
        "named_facilitator",
        "changed_facilitator",
        "dismissed_fac",
    ]


def test_whoever_is_named_hears_of_it_once_and_no_longer_when_taken_out(client, harbour, nadia):
    for _ in range(2):
        keeper = running.name_facilitator(harbour, "bea@example.org", by=nadia, now=NOON)
        running.name_admin(harbour, "omar@example.org", by=nadia, now=NOON)
    running.name_facilitator(harbour, nadia.email, by=nadia, now=NOON)
    mails = {mail.kind: mail for mail in Delivery.objects.all()}

    running.dismiss_facilitator(keeper, by=nadia, now=NOON)

    assert sorted(mails) == ["named_admin", "named_facilitator"]
    assert Delivery.objects.count() == 2
    assert naming.still_runs(mails["named_admin"], now=NOON)
    assert not naming.still_keeps(mails["named_facilitator"], now=NOON)


def test_a_facilitator_needs_a_place_to_keep_groups_in(client, harbour):
    told = {"groups_at_most": 3, "languages": ["en"], "email": "bea@example.org", "cities": " , "}

    assert client.post("/programmes/harbour/facilitators/", told).status_code == 422


def test_their_free_times_are_said_in_words_by_their_own_clock(client, harbour, nadia):
    keeper = running.name_facilitator(harbour, "bea@example.org", by=nadia, now=NOON)
    free_times.keep(keeper.person, {"morning": {1, 3}, "midday": {1}})

    shown = text(client.get("/programmes/harbour/facilitators/"))

    assert "Tue, 9:00 am to 2:00 pm; Thu, 9:00 am to 12:00 pm" in shown
    assert "Keeps 0 of at most 2 groups" in shown


def test_a_facilitators_places_are_what_they_take_less_what_they_keep(client, harbour, nadia):
    group = make_group(programme=harbour)
    keeper = running.name_facilitator(harbour, make_facilitator(group).email, by=nadia, now=NOON, groups_at_most=3)
    make_member(group)

    shown = text(client.get("/programmes/harbour/"))

    assert "The facilitators take 2 more groups: room for 10 to 14 people." in shown
    assert Facilitator.objects.with_kept().get(pk=keeper.pk).kept == 1


def test_a_second_admin_is_named_and_each_group_reads_by_whom(client, harbour):
    group = make_group(programme=harbour)

    client.post("/programmes/harbour/admins/", {"email": "omar@example.org"})

    assert sorted(harbour.admins.values_list("email", flat=True)) == ["nadia@example.org", "omar@example.org"]
    assert [event.act for event in group.audit_events.all()] == ["changed_role"]
    assert "Nadia Haddad named as an admin Someone" in acts()


def test_the_last_admin_cannot_go(client, harbour, nadia):
    answer = client.post(f"/programmes/harbour/admins/{nadia.pk}/dismiss/", follow=True)

    assert "Add somebody else first" in text(answer)
    assert list(harbour.admins.all()) == [nadia]


def test_whoever_goes_sees_the_programme_no_more(client, harbour, nadia):
    running.name_admin(harbour, "omar@example.org", by=nadia, now=NOON)

    answer = client.post(f"/programmes/harbour/admins/{nadia.pk}/dismiss/")

    assert answer.url == "/today/"
    assert client.get("/programmes/harbour/").status_code == 404
