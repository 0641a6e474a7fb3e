"""How does a facilitator ask members for what is missing? In a mail of their own words, one a day to each at most."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Group, Membership, Person
from meetings.awaited import Awaited
from meetings.models import Letter, Meeting, Poll
from meetings.polls import links
from peergroups.kit.wallclock import local_day
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

KIND = "facilitator_writes"
OF_USE_FOR = timedelta(days=3)
Matter = Letter.Matter

# What a facilitator finds in the mail, to be changed before it leaves.
PROPOSED = {
    Matter.ANSWER: gettext_lazy(
        "Will you be with us next time? One press says so, yes or no. Then I can plan who has how much time."
    ),
    Matter.BRIEF: gettext_lazy(
        "Your hot seat is near, and the group has nothing to read yet. Ten minutes are enough: begin with the one"
        " question you want answered. If you would rather have it another time, tell me."
    ),
    Matter.UPDATE: gettext_lazy(
        "A few lines on how you have been give us more time for what matters when we meet. It takes five minutes,"
        " and all but your biggest challenge may stay open."
    ),
    Matter.TIMES: gettext_lazy(
        "We are looking for a time to meet, and I do not know yet what suits you. It takes a minute."
    ),
    Matter.WORD: gettext_lazy(
        "I have not heard from you lately and would like to know how you are. Is there anything that makes it hard to"
        " take part? Ring me or write to me whenever it suits you. It stays between us."
    ),
}


@dataclass(frozen=True)
class Occasion:
    """What a letter is about: a matter of a meeting or of a poll, or nothing but one person."""

    group: Group
    matter: str
    meeting: Meeting | None = None
    poll: Poll | None = None
    person: Person | None = None

    def awaits(self, now: datetime) -> list[Membership]:
        """Return to whom it can go: those whose word is still missing."""
        if thing := self.meeting or self.poll:
            return Awaited([self.meeting] if self.meeting else [], [self.poll] if self.poll else [], now).of(
                self.matter, thing
            )
        return list(self.group.memberships.signed().filter(person=self.person).select_related("person"))

    def is_over(self, now: datetime) -> bool:
        """Say whether it is too late to ask."""
        if self.meeting:
            return not self.meeting.is_open(now)
        return self.poll is not None and not self.poll.takes_answers(now)

    def useless_after(self, now: datetime) -> datetime:
        if self.meeting:
            return self.meeting.starts_at
        return self.poll.closes_at if self.poll else now + OF_USE_FOR

    def button(self) -> str:
        """Name what the mail's button does."""
        return {
            Matter.ANSWER: _("Say whether you come"),
            Matter.BRIEF: _("Write your brief"),
            Matter.UPDATE: _("Write your update"),
            Matter.TIMES: _("Send my times"),
            Matter.WORD: _("See how to reach me"),
        }[Matter(self.matter)]

    def opens(self, reader: Person, author: Person) -> str:
        """Return what the button opens."""
        if self.poll:
            return links.link(self.poll, reader)
        if self.meeting is None:
            return reverse("groups:person", args=[author.pk])
        page = {Matter.BRIEF: "brief", Matter.UPDATE: "update"}.get(Matter(self.matter), "detail")
        return reverse(f"meetings:{page}", args=[self.meeting.pk])


@transaction.atomic
def send(occasion: Occasion, to: Iterable[Membership], text: str, *, by: Person, now: datetime) -> list[Person]:
    """Write to each, and return whom: whoever was written to about it today already gets no second mail."""
    today = local_day(now, occasion.group.zone)
    about = {"group": occasion.group, "matter": occasion.matter, "meeting": occasion.meeting, "poll": occasion.poll}
    letters = []
    for place in to:
        given = {"author": by, "text": text, "written_at": now}
        letter, is_new = Letter.objects.get_or_create(**about, person=place.person, written_on=today, defaults=given)
        if is_new:
            letters.append(letter)
    until = occasion.useless_after(now)
    ledger.owe_all([ledger.Owed(each.person_id, KIND, each, today, now, until) for each in letters], now=now)
    return [letter.person for letter in letters]


def occasion_of(letter: Letter) -> Occasion:
    return Occasion(letter.group, letter.matter, letter.meeting, letter.poll, letter.person)


def still_true(delivery: Delivery, *, now: datetime) -> bool:
    """Say whether its words are there, and what they ask for is still missing."""
    letter = delivery.about
    if letter.emptied_at or not letter.author.is_active:
        return False
    occasion = occasion_of(letter)
    return not occasion.is_over(now) and delivery.person_id in {place.person_id for place in occasion.awaits(now)}


def facts(delivery: Delivery) -> dict[str, Any]:
    """Gather what the mail is made of: the facilitator's words to this one member."""
    letter = delivery.about
    occasion = occasion_of(letter)
    return {
        "author": letter.author,
        "words": letter.text,
        "button_label": occasion.button(),
        "button_url": occasion.opens(delivery.person, letter.author),
    }


def forget(*, now: datetime) -> None:
    """Delete the words of those that have left, or never will."""
    owed = Delivery.objects.owed().filter(kind=KIND).values("about_id")
    for letter in Letter.objects.unsent().exclude(pk__in=owed):
        letter.empty(now=now)
