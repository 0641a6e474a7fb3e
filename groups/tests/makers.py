"""The smallest valid people and groups, for the tests of this app and of those above it."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from groups.founding import found_group, found_programme
from groups.models import Application, Cohort, Membership, Person
from peergroups.outbox.ledger import database_now

NOON = datetime(2026, 1, 13, 12, tzinfo=UTC)


def make_person(name="Priya Nair", **fields):
    given = {"email": f"{name.split()[0].lower()}@example.org", "time_zone": "Europe/London"}
    return Person.objects.create_user(name=name, **given | fields)


def make_second_pair_of_eyes(name="Omar Diaz", **fields):
    """Make a person whose account is old enough to agree to what another asked."""
    person = make_person(name, **fields)
    person.joined_at = NOON - timedelta(days=90)
    person.save(update_fields=["joined_at"])
    return person


def make_programme(*admins, name="Harbour"):
    programme = found_programme(name)
    programme.admins.set(admins)
    return programme


def make_cohort(opens_on, *, programme=None, name="Spring", **days):
    """Make an intake of six weeks whose groups meet for a year from a fortnight after the last answer."""
    days = {
        "closes_on": opens_on + timedelta(days=42),
        "answers_by": opens_on + timedelta(days=56),
        "starts_on": opens_on + timedelta(days=70),
        "ends_on": opens_on + timedelta(days=435),
    } | days
    return Cohort.objects.create(programme=programme or make_programme(), name=name, opens_on=opens_on, **days)


def make_application(person, cohort, *, now=NOON, **fields):
    """Send a person's wish to join a cohort."""
    given = {"began_at": now, "submitted_at": now, "wants": "Peers to think with"}
    return Application.objects.create(cohort=cohort, person=person, **given | fields)


def make_group(name="Mill Street", *, programme=None, zone="Europe/London"):
    return found_group(programme or make_programme(), name, zone=zone, now=NOON)


def make_member(group, name="Priya Nair", *, signed=True, role=Membership.Role.MEMBER, person=None, **fields):
    """Seat a person, new unless given, in a group."""
    person = person or make_person(name, **fields)
    place = group.admit(person, now=NOON, role=role)
    if signed:
        place.sign(group.charters.latest("version"), now=database_now())  # whose clock says how long it counts
    return person


def make_facilitator(group, name="Sam Okoro", **fields):
    return make_member(group, name, role=Membership.Role.FACILITATOR, **fields)


def make_room(group=None):
    """Make a group with a facilitator and a member, both signed."""
    group = group or make_group()
    return group, make_facilitator(group), make_member(group)


def confirmed(client, person):
    """Sign in as somebody who typed a code just now."""
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": timezone.now().timestamp()}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
