"""Which words does an admin find when they write to an applicant? Friendly ones, to be changed before they leave."""

from typing import Any

from django.template import Context, Engine
from django.utils import translation
from django.utils.translation import gettext_lazy

from groups.models import Application, Letter, Person, Programme
from peergroups.outbox import letters as outbox

BLANK = gettext_lazy("(say why, in a sentence)")  # stands where an admin has still to write something


PROPOSED = {
    Application.Decision.ACCEPTED: "groups/letters/accepted.txt",
    Application.Decision.WAITLISTED: "groups/letters/waitlisted.txt",
    Application.Decision.DECLINED: "groups/letters/declined.txt",
}


def proposed(application: Application, decision: str) -> str:
    """Propose what to say with a decision."""
    return written(PROPOSED[Application.Decision(decision)], {"programme": application.programme, "blank": BLANK})


def proposed_why(application: Application) -> str:
    """Propose what to say to somebody who has no group after ninety days; this is sent if nobody changes it."""
    undecided, waiting = "groups/letters/why_undecided.txt", "groups/letters/why_waiting.txt"
    return written(waiting if application.decision else undecided, {"programme": application.programme})


def proposed_asking(programme: Programme) -> str:
    """Propose what to say to whoever is asked to apply."""
    return written("groups/letters/asked.txt", {"programme": programme})


def facts(programme: Programme, text: str, author: Person | None) -> dict[str, Any]:
    """Gather what the mail is made of: the words between a greeting and the name of whoever wrote them."""
    return {"sender_name": programme.name, "programme": programme, "words": text, "author": author}


def preview(kind: str, person: Person, programme: Programme, text: str, author: Person) -> dict[str, str]:
    """Write a mail as it will arrive, by the very templates that send it."""
    with translation.override(person.language):
        known = {**outbox.site(), "person": person, **facts(programme, text, author)}
        subject = " ".join(written(f"groups/mail/{kind}.subject.txt", known).split())
        return {"subject": subject, "text": written(f"groups/mail/{kind}.txt", known)}


def written(template: str, known: dict[str, Any]) -> str:
    """Render a text as text."""
    return Engine.get_default().get_template(template).render(Context(known, autoescape=False)).strip()


def why_of(application: Application) -> Letter | None:
    """Return what an admin wrote for the ninetieth day."""
    return application.letters.standing().filter(purpose=Letter.Purpose.WHY).select_related("author").first()
