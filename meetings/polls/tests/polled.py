"""How does a test answer a poll, and see who is owed what?"""

from datetime import timedelta

from django.utils import timezone

from meetings.polls import asking

A_DAY = timedelta(days=1)


def say(poll, person, first, second, **how):
    asking.vote(poll, person, {poll.first.pk: first, poll.second.pk: second}, now=timezone.now(), **how)


def answers(poll, first="yes", second="maybe"):
    return {f"slot_{poll.first.pk}": first, f"slot_{poll.second.pk}": second}


def today(client, person):
    client.force_login(person)
    return client.get("/today/").content.decode()
