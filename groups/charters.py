"""How does a group change what it agreed on? The facilitator writes the next version, and every member signs it."""

from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from django.db import transaction

from groups.audit import Act, note
from groups.models import Charter, Group, Person


@dataclass(frozen=True)
class Change:
    """One paragraph that was added, or taken out."""

    is_new: bool
    text: str


def paragraphs(text: str) -> list[str]:
    """Cut a text at its empty lines."""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def changes(before: str, after: str) -> list[Change]:
    """List what is gone and what is new, in the order of the text."""
    old, new = paragraphs(before), paragraphs(after)
    found = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            found += [Change(False, text) for text in old[i1:i2]] + [Change(True, text) for text in new[j1:j2]]
    return found


def changed(before: Charter, text: str, opening: str) -> list[Change]:
    """List what another version would change, the opening line first."""
    return changes(before.opening, opening) + changes(before.text, text)


@transaction.atomic
def propose(group: Group, *, text: str, opening: str, by: Person, now: datetime) -> Charter:
    """Make the next version; whoever writes it signs it with that, the room opens to the others once they do."""
    Group.objects.select_for_update().get(pk=group.pk)
    version = group.charters.latest("version").version + 1
    charter = group.charters.create(
        version=version, text="\n\n".join(paragraphs(text)), opening=opening, written_at=now
    )
    note(Act.CHANGED_CHARTER, now=now, actor=by, group=group, about=charter)
    group.memberships.current().get(person=by).sign(charter, now=now)
    return charter
