"""How does a group come to be? Named, with a charter to sign, and people asked to join it."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils.text import slugify

from groups import addresses, invitations
from groups.audit import Act, note
from groups.models import Cohort, Group, Invitation, InvitationSpent, Membership, Person, Programme
from peergroups.kit.ids import random_id


class InvitedThemselves(Exception):
    """Nobody lets themselves in: who looks after a group from outside stays outside its words."""


def found_programme(name: str) -> Programme:
    """Open a programme."""
    return Programme.objects.create(name=name, slug=free_slug(Programme, name))


def found_group(
    programme: Programme, name: str, *, zone: str, now: datetime, theme: str = "", cohort: Cohort | None = None
) -> Group:
    """Make a group with the first version of its charter; its people are admitted or invited."""
    group = Group.objects.create(
        programme=programme,
        cohort=cohort,
        name=name,
        slug=free_slug(Group, name),
        theme=theme,
        zone=zone,
        founded_at=now,
    )
    group.charters.create(version=1, text=render_to_string("groups/charter_default.txt").strip(), written_at=now)
    return group


@transaction.atomic
def found_group_by(admin: Person, programme: Programme, name: str, *, now: datetime, **fields: Any) -> Group:
    """Make a group by an admin's hand, with a line in the log."""
    group = found_group(programme, name, now=now, **fields)
    note(Act.FOUNDED_GROUP, now=now, actor=admin, group=group)
    return group


def free_slug(model: type[Group] | type[Programme], name: str) -> str:
    """Turn a name into an address; a name already taken gets a tail that says nothing about the other one."""
    slug = slugify(name)[:36] or "group"
    return f"{slug}-{random_id() % 10**8:08d}" if model.objects.filter(slug=slug).exists() else slug


@transaction.atomic
def invite(
    group: Group,
    email: str,
    *,
    by: Person,
    now: datetime,
    role: str = Membership.Role.MEMBER,
    is_peer: bool = True,
    reason: str = "",
) -> Invitation:
    """Ask somebody to join at their own address, and owe them the mail; asking again sends a new one."""
    person = person_at(email, zone=group.zone)  # a good guess, until they say
    if person == by:
        raise InvitedThemselves
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)  # of two who ask them at once, the second replaces
    withdraw_earlier_ones(group, person, by=by, now=now)
    if is_peer:
        make_room(group, reason, by=by, now=now)
    invitation = Invitation(group=group, person=person, invited_by=by, role=role, is_peer=is_peer, invited_at=now)
    invitation.issue_link(now=now)
    invitations.owe_mail(invitation, now=now)
    note(Act.INVITED, now=now, actor=by, group=group, person=person, about=invitation)
    return invitation


@transaction.atomic
def send_again(invitation: Invitation, *, by: Person, now: datetime) -> None:
    """Send a new link, which replaces the one before; what was answered or withdrawn meanwhile stays so."""
    invitation.look_again()
    if invitation.accepted_at or invitation.withdrawn_at:
        raise InvitationSpent
    if invitation.is_peer and not invitation.is_open(now):  # an open one has its seat kept already
        make_room(invitation.group, by=by, now=now)
    invitation.issue_link(now=now)
    invitations.owe_mail(invitation, now=now)
    note(Act.SENT_AGAIN, now=now, actor=by, group=invitation.group, person=invitation.person, about=invitation)


def make_room(group: Group, reason: str = "", *, by: Person, now: datetime) -> None:
    """See that one more peer has a seat beside those who sit there and those who were asked."""
    asked = group.invitations.open(now).filter(is_peer=True).count()
    group.make_room(group.memberships.peers().count() + asked + 1, reason, by=by, now=now)


def person_at(email: str, *, zone: str) -> Person:
    """Find whoever has an address, or make an account for it; asked by two at once, it is one account.

    One that was changed lately is still its owner's, who may take it back.
    """
    email = email.strip()
    having = Person.objects.filter(email__iexact=email)
    try:
        with transaction.atomic():
            known = having.first() or addresses.kept([email]).get(email)  # in this order: it is kept before it is free
            return known or Person.objects.create_user(email, name="", time_zone=zone)
    except IntegrityError:
        return having.get()


def withdraw_earlier_ones(group: Group, person: Person, *, by: Person, now: datetime) -> None:
    for earlier in group.invitations.unanswered().filter(person=person):
        earlier.withdraw(by=by, now=now)
