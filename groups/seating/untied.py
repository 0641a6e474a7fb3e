"""Which wishes to sit together can no draft heed? Those about somebody whose group takes nobody in."""

from collections.abc import Collection, Iterator

from django.db.models import Q

from groups.models import Conflict, Membership, Person, Programme

Untied = tuple[int, int, str]  # who waits, who sits, and the name of their group


def untied(programme: Programme, waiting: Collection[int], pool: Collection[int], reader: Person) -> list[Untied]:
    """List who waits and is tied to somebody outside the pool, as far as this admin may know."""
    ties = Conflict.objects.filter(programme=programme).seen_by_admin(reader).together()
    rows = ties.filter(Q(one__in=waiting) | Q(other__in=waiting)).values_list("one", "other")
    pairs = {pair for row in rows for pair in both_ways(*row) if pair[0] in waiting and pair[1] not in pool}
    sitting = Membership.objects.peers().filter(group__programme=programme, person__in={other for _one, other in pairs})
    rooms = dict(sitting.order_by("-group__name").values_list("person", "group__name"))
    return sorted((one, other, rooms[other]) for one, other in pairs if other in rooms)


def both_ways(one: int, other: int) -> Iterator[tuple[int, int]]:
    yield one, other
    yield other, one
