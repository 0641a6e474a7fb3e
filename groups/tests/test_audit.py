"""Does the log only grow, and is it read by those it concerns alone?"""

import pytest
from django.db import ProgrammingError, transaction

from groups import audit
from groups.models import AuditEvent
from groups.tests.makers import NOON, make_group, make_member, make_person, make_room

pytestmark = pytest.mark.django_db


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

    assert AuditEvent.objects.get().act == audit.Act.INVITED


def test_members_and_the_programmes_admins_read_it_and_nobody_else(event):
    nadia = make_person("Nadia Haddad")
    event.group.programme.admins.add(nadia)
    unsigned = make_member(event.group, "Jo Bell", signed=False)
    outsider = make_member(make_group("Quay", programme=event.group.programme), "Leo Hart")

    readers = [event.person, nadia, unsigned, outsider]

    assert [AuditEvent.objects.visible_to(reader).count() for reader in readers] == [1, 1, 0, 0]
