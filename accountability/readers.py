"""Who reads a commitment, its line, a goal, what not to do, what came of a hot seat? Its owner says so."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accountability.models import Commitment, FollowUp, Goal, Holding, LookBack
from groups.models import Words
from groups.readers import Kind, register


def shelf(group):
    return reverse("accountability:list")


def narrowed(commitment):
    """Take the line along: to the same readers, or where it had another one, to its owner alone."""
    said = commitment.follow_up_said
    if said is None or said.words is None:
        return
    rung, reader = commitment.words.audience, commitment.words.reader
    if said.words.is_wider_than(rung):
        said.words.narrow(rung, reader)
    elif said.words.audience == rung and said.words.reader != reader:
        said.words.narrow(Words.Audience.ME)


register(
    Kind(
        noun="commitment",
        title=lambda: _("Your commitment"),
        counted=lambda n: ngettext("%(n)d commitment", "%(n)d commitments", n) % {"n": n},
        written_by=lambda person: Commitment.objects.of(person).values_list("words", flat=True),
        shelf=shelf,
        place=lambda commitment: commitment.get_absolute_url(),
        narrowed=narrowed,
    )
)
register(
    Kind(
        noun="follow_up",
        title=lambda: _("Your line on how it went"),
        counted=lambda n: ngettext("%(n)d line on how it went", "%(n)d lines on how it went", n) % {"n": n},
        written_by=lambda person: FollowUp.objects.filter(commitment__person=person).values_list("words", flat=True),
        shelf=shelf,
        place=lambda said: said.commitment.get_absolute_url(),
    )
)
register(
    Kind(
        noun="holding",
        title=lambda: _("What not to do when you are held to something"),
        counted=lambda n: ngettext("%(n)d line on what not to do", "%(n)d lines on what not to do", n) % {"n": n},
        written_by=lambda person: Holding.objects.filter(place__person=person).values_list("words", flat=True),
        shelf=lambda group: reverse("accountability:hold_me", args=[group.slug]),
        place=lambda held: reverse("accountability:hold_me", args=[held.group.slug]),
    )
)
register(
    Kind(
        noun="look_back",
        title=lambda: _("How it went after your hot seat"),
        counted=lambda n: ngettext("%(n)d answer after a hot seat", "%(n)d answers after hot seats", n) % {"n": n},
        written_by=lambda person: LookBack.objects.filter(read_back__seat__person=person).values_list(
            "words", flat=True
        ),
        shelf=shelf,
        place=lambda said: reverse("accountability:look_back", args=[said.read_back.seat_id]),
        narrowed=lambda said: said.close(),
    )
)
register(
    Kind(
        noun="goal",
        title=lambda: _("Your goal"),
        counted=lambda n: ngettext("%(n)d goal", "%(n)d goals", n) % {"n": n},
        written_by=lambda person: Goal.objects.of(person).values_list("words", flat=True),
        shelf=lambda group: reverse("accountability:plan"),
        place=lambda goal: f"{reverse('accountability:plan')}#goal-{goal.pk}",
    )
)
