"""The room in which something may have left: its people, and what they do about it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from groups import breaches, wall
from groups.tests.makers import make_facilitator, make_group, make_member, make_person, make_programme
from peergroups.outbox.ledger import database_now

SECRET = "canary in the mill"
A_DAY = timedelta(days=1)


def gather():
    """Mill Street: Sam keeps it, Priya reports, Arun is whom it is about, Jo sits there too; and those outside."""
    group = make_group(programme=make_programme(make_person("Nadia Haddad")))
    group.nadia, group.sam, group.priya = group.programme.admins.get(), make_facilitator(group), make_member(group)
    group.arun, group.jo = make_member(group, "Arun Rao"), make_member(group, "Jo Bell")
    group.otto = make_person("Otto Berg", is_operator=True)
    group.leo = make_member(make_group("Quay", programme=group.programme), "Leo Hart")
    group.dana = make_member(group, "Dana Fox")
    group.memberships.get(person=group.dana).leave(now=database_now())
    return group


def told(room, reader="sam", **more):
    """Let Priya report, to Sam alone unless another reader is named, or None for all."""
    given = {"reader": reader and getattr(room, reader), "says_who": False, "what": SECRET, "who": "Arun Rao"} | more
    with wall.as_person(room.priya):
        return breaches.report(room, by=room.priya, now=database_now(), **given)


def taken(breach, by, step, *given, now=None, **more):
    with wall.as_person(by):
        step(breach, *given, by=by, now=now or database_now(), **more)


def decided(breach, by):
    taken(breach, by, breaches.talk, timezone.localdate(database_now(), breach.group.clock))
    taken(breach, by, breaches.decide, "talked_through", what="We spoke. " + SECRET)


def page(client, person, breach):
    client.force_login(person)
    return client.get(reverse("groups:breach", args=[breach.pk]))


def text(answer):
    return answer.content.decode()


def post(client, person, breach, step, **typed):
    client.force_login(person)
    return client.post(reverse(f"groups:breach_{step}", args=[breach.pk]), typed, follow=True)
