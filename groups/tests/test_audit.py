"""Does the log only grow, and is it read by those it concerns alone?"""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from groups import audit
from groups.founding import invite
from groups.models import AuditEvent
from groups.tests.makers import NOON, make_group, make_member, make_person, make_room

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


@pytest.fixture
def event():
    group, sam, priya = make_room()
    return audit.note(audit.Act.INVITED, now=NOON, actor=sam, group=group, person=priya)


VERBS = {
    "update": lambda: AuditEvent.objects.update(act=audit.Act.LEFT),
    "delete": lambda: AuditEvent.objects.all()._raw_delete("default"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_changes_the_log(event, verb):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        VERBS[verb]()

    event.refresh_from_db()
    assert event.act == audit.Act.INVITED


def test_members_and_the_programmes_admins_read_it_and_nobody_else(event):
    nadia = make_person("Nadia Haddad")
    event.group.programme.admins.add(nadia)
    unsigned = make_member(event.group, "Jo Bell", signed=False)
    outsider = make_member(make_group("Quay", programme=event.group.programme), "Leo Hart")

    readers = [event.person, nadia, unsigned, outsider]

    assert [event in AuditEvent.objects.visible_to(reader) for reader in readers] == [True, True, False, False]


def acts(group):
    events = group.audit_events.order_by("act", "actor__name")
    return list(events.values_list("act", "actor__name", "person__name"))


def test_what_is_done_with_a_group_stands_in_its_log():
    group, sam, priya = make_room()
    invitation = invite(group, "ravi@example.org", by=sam, now=LATER)
    invitation.withdraw(by=sam, now=LATER)
    group.membership_of(priya).leave(now=LATER)
    group.start(by=sam, reason="They know one another.", now=LATER)

    assert acts(group) == [
        ("gave_reason", "Sam Okoro", None),
        ("invited", "Sam Okoro", ""),
        ("joined", "Priya Nair", None),
        ("joined", "Sam Okoro", None),
        ("left", "Priya Nair", None),
        ("signed", "Priya Nair", None),
        ("signed", "Sam Okoro", None),
        ("started", "Sam Okoro", None),
        ("withdrew", "Sam Okoro", ""),
    ]


def test_doing_it_twice_is_one_line():
    group, _sam, priya = make_room()
    place = group.membership_of(priya)
    for _again in range(2):
        place.sign(group.charter, now=NOON)
        place.leave(now=NOON)

    assert group.audit_events.filter(actor=priya).count() == 3


def test_the_log_speaks_in_words_and_names_no_address(client, event):
    invite(event.group, "ravi@example.org", by=event.actor, now=LATER)
    client.force_login(event.person)

    page = client.get(f"/groups/{event.group.slug}/log/").content.decode()

    assert "Sam Okoro invited Priya Nair" in page
    assert "Sam Okoro invited Someone" in page
    assert "ravi@" not in page


def test_a_page_of_the_log_has_25_lines(client, event):
    for minutes in range(30):
        audit.note(audit.Act.INVITED, now=LATER + timedelta(minutes=minutes), actor=event.actor, group=event.group)
    client.force_login(event.person)

    pages = [client.get(f"/groups/{event.group.slug}/log/?page={n}").content.decode() for n in (1, 2)]

    assert [page.count("<small>") for page in pages] == [25, 10]


def refused(group):
    return list(group.audit_events.filter(act="refused").values_list("actor__name", flat=True))


def test_whoever_is_refused_at_a_room_is_noted_once(client):
    group, _sam, _priya = make_room()
    client.force_login(make_member(make_group("Quay", programme=group.programme), "Leo Hart"))

    for path in ("", "", "charter/", "start/"):
        client.get(f"/groups/{group.slug}/{path}")

    assert refused(group) == ["Leo Hart"]


def test_a_wrong_turn_of_a_member_is_no_refusal(client):
    group, _sam, priya = make_room()
    client.force_login(priya)

    answers = [client.get(f"/groups/{name}/invite/").status_code for name in (group.slug, "nowhere")]

    assert (answers, refused(group)) == ([403, 404], [])
