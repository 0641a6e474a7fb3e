"""What stands in the archive of a group? Its facts, and the words that their authors let into it."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from groups import belongings, wall
from groups.belongings import Rows
from groups.models import Archive, Consent, Group, Person, Words

FACTS: dict[str, Callable[[Group], Rows]] = {}


def fact(heading: str):
    """Register what an app can tell of a group as a whole, without a word anybody wrote."""

    def register(tell):
        FACTS[heading] = tell
        return tell

    return register


def of(archive: Archive) -> dict[str, Rows]:
    """Gather the group's facts, then the rows of those with a name, then all that has none, in the order of its dates.

    By person, even in a random order, nameless rows of one part would lead to those of another, and so to somebody.
    """
    told = {heading: list(tell(archive.group)) for heading, tell in FACTS.items()}
    gathered: dict[str, Rows] = defaultdict(list)
    for named, who, parts in people(archive):
        for heading, rows in parts.items():
            told.setdefault(heading, []).extend({"who": who} | row for row in rows if named)
            gathered[heading].extend({"who": who} | row for row in rows if not named)
    for heading, rows in gathered.items():
        told[heading] += sorted(rows, key=lambda row: [str(value) for value in row.values()])
    return told


def people(archive: Archive) -> Iterator[tuple[bool, str, dict[str, Rows]]]:
    """Tell of everybody who ever sat there, and whether by name: as themselves with their yes, else by dates alone."""
    group, yes = archive.group, archive.consents.standing().filter(said=Consent.Said.YES)
    let = {consent.person_id: consent for consent in yes}
    here = set(group.memberships.current().values_list("person", flat=True))
    for person in Person.objects.filter(memberships__group=group, erased_at=None).distinct().order_by("name", "pk"):
        nameless = _("A member") if person.pk in here else _("A former member")
        if person.pk in let:
            yield True, person.name or nameless, with_words(group, person, let[person.pk])
        else:
            yield False, nameless, only_dates(belongings.in_group(group, person, {}))


def with_words(group: Group, person: Person, consent: Consent) -> dict[str, Rows]:
    """Read, as the person, the words they chose; what was written anew since, or is for fewer now, stays out.

    What went in is written down: the file is shut as soon as one of these texts is no longer as it was.
    """
    with wall.as_person(person):
        own = belongings.heard(group)
        given = {
            key: words for key, words in own.items() if key in consent.given and words.written_at <= consent.said_at
        }
        consent.given = list(given)
        consent.save(update_fields=["given"])
        return belongings.in_group(group, person, given)


def only_dates(parts: dict[str, Rows]) -> dict[str, Rows]:
    return {
        heading: [{label: value for label, value in row.items() if isinstance(value, date)} for row in rows]
        for heading, rows in parts.items()
    }


def offered(group: Group, person: Person) -> list[Words]:
    """Return the words of whoever asks that can go into an archive: heard by the whole group, and told of by a part."""
    own = belongings.heard(group)
    left = dict(own)
    belongings.in_group(group, person, left)
    return [words for key, words in own.items() if key not in left]
