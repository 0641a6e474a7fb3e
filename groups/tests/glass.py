"""A room that an admin asks to read from outside, and what the admins of its programme do."""

from datetime import timedelta

from django.contrib.postgres.functions import TransactionNow
from django.urls import reverse
from django.utils import timezone

from groups import glass as glasses
from groups import wall
from groups.models import GlassPage, Words
from groups.tests.makers import make_group, make_member, make_person, make_programme, make_second_pair_of_eyes
from groups.words import write

SECRET = "canary in the mill"
WHY = "Somebody may be in danger."
HOUR = timedelta(hours=1)


def gather(now):
    """Mill Street, where Priya wrote for all, for herself and for Arun; Nadia and Omar run the programme."""
    nadia, omar = make_person("Nadia Haddad"), make_second_pair_of_eyes()
    group = make_group(programme=make_programme(nadia, omar))
    group.nadia, group.omar, group.priya, group.arun = nadia, omar, make_member(group), make_member(group, "Arun Rao")
    with wall.as_person(group.priya):
        write(group, group.priya, now=now, text=SECRET)
        write(group, group.priya, now=now, audience=Words.Audience.ME, text="for me")
        Words.objects.create(
            group=group, author=group.priya, reader=group.arun, audience="reader", written_at=now, body='{"text": "x"}'
        )
    return group


def asked(room, at, *, hours=24):
    """Make Nadia's request as it was made at a time, with the line in the log that reading it needs."""
    glass = glasses.ask(room, by=room.nadia, reason=WHY, hours=hours, now=at)
    page(glass, timezone.now().date())
    return glass


def page(glass, day):
    GlassPage.objects.create(glass=glass, first_day=day, last_day=day, read_at=TransactionNow())


def opened(room, at, **more):
    glass = asked(room, at, **more)
    glasses.confirm(glass, by=room.omar, now=at)
    glass.refresh_from_db()
    return glass


def today(group):
    return timezone.localdate(timezone.now(), group.clock)


def read_by(person):
    with wall.as_person(person):
        return [words.answers["text"] for words in Words.objects.all()]


def posted(client, person, name, thing, **given):
    client.force_login(person)
    return client.post(reverse(f"groups:{name}", args=[thing]), given)


def page_of(client, person, room, name="glass"):
    client.force_login(person)
    return client.get(reverse(f"groups:{name}", args=[room.slug])).content.decode()
