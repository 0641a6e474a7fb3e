"""Who sees what of mine? Counted from what is kept now, group by group, by who reads it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.belongings import own_audiences
from groups.models import Group, Membership, Person, Words
from groups.readers import KINDS, OTHER, Kind

ME, READER, GROUP = Words.LADDER
Audience = tuple[str, int | None]


@dataclass(frozen=True)
class Sight:
    """One sentence: who reads, and how much of what, each with the page on which it stands."""

    who: str
    what: list[tuple[str, str]]


@dataclass(frozen=True)
class Room:
    """What one group sees; one that was left is closed to its former member, so nothing there has a page."""

    group: Group
    left: bool
    sights: list[Sight]


def rooms(person: Person) -> list[Room]:
    """Tell of each group a person is in, or was in and left words there."""
    counts = counted(person)
    here = set(person.memberships.current().values_list("group", flat=True))
    groups = list(Group.objects.filter(pk__in=here | set(counts)).order_by("name", "pk"))
    readers = people_in(groups)
    found = []
    for group in groups:
        left = group.pk not in here
        told = sights(group, person, counts.get(group.pk, {}), readers.get(group.pk, {}), left=left)
        found.append(Room(group, left, list(told)))
    return found


def counted(person: Person) -> dict[int, dict[Audience, Counter[str]]]:
    """Count a person's words by group, by who reads them, and by kind."""
    kinds = {key: kind.noun for kind in KINDS.values() for key in kind.written_by(person)}
    found: dict[int, dict[Audience, Counter[str]]] = {}
    for words in own_audiences():
        of_group = found.setdefault(words.group_id, {})
        of_group.setdefault((words.audience, words.reader_id), Counter())[kinds.get(words.pk, OTHER.noun)] += 1
    return found


def people_in(groups: list[Group]) -> dict[int, dict[int, Person]]:
    """The people whose signature opens each group to them, by group and key."""
    found: dict[int, dict[int, Person]] = {}
    for place in Membership.objects.signed().filter(group__in=groups).select_related("person"):
        found.setdefault(place.group_id, {})[place.person_id] = place.person
    return found


def sights(
    group: Group, person: Person, counts: dict[Audience, Counter[str]], people: dict[int, Person], *, left: bool
) -> Iterator[Sight]:
    """Say it sentence by sentence, the most readers first."""
    others = {key: other for key, other in people.items() if key != person.pk}
    for (audience, reader), kinds in sorted(counts.items(), key=lambda entry: -Words.LADDER.index(entry[0][0])):
        what = [of(kind, kinds[kind.noun], group, left=left) for kind in [*KINDS.values(), OTHER] if kinds[kind.noun]]
        yield Sight(who(audience, others.get(reader or 0), others, left=left), what)


def of(kind: Kind, many: int, group: Group, *, left: bool) -> tuple[str, str]:
    return kind.counted(many), "" if left else kind.shelf(group)


def who(audience: str, reader: Person | None, others: dict[int, Person], *, left: bool) -> str:
    """Name those who read; a reader who has left reads no more."""
    if audience == GROUP:
        many = {"n": len(others)}
        if left:
            return ngettext("Its %(n)d member still reads:", "Its %(n)d members still read:", len(others)) % many
        return ngettext("You and %(n)d other read:", "You and all %(n)d others read:", len(others)) % many
    if audience == READER and reader:
        named = {"name": reader}
        return (_("%(name)s still reads:") if left else _("You and %(name)s read:")) % named
    return _("Nobody reads:") if left else _("Only you read:")
