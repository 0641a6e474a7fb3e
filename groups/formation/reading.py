"""What does an instance file say? Reads `formation-bench/1` into a pool; nonsense is refused in a sentence."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from groups.formation import week
from groups.formation.pool import ONLINE, POWERS, WEIGHTS, Facilitator, Person, Pool, Rules, Running

SMALLEST, LARGEST = 3, 12
Named = TypeVar("Named", Person, Facilitator, Running)


class UnreadablePool(ValueError):
    """What was handed in is no pool; the message says in a sentence what to mend."""


def read(instance: Mapping[str, Any]) -> Pool:
    """Turn a decoded instance into a pool."""
    try:
        return pool(instance)
    except KeyError as error:
        raise UnreadablePool(f"The instance lacks {error} or holds it in another shape.") from error
    except (TypeError, ValueError, AttributeError) as error:
        if isinstance(error, UnreadablePool):
            raise
        raise UnreadablePool(f"The instance holds something in a shape it cannot have: {error}.") from error


def pool(instance: Mapping[str, Any]) -> Pool:
    rules = rules_of(instance["config"])
    # In the order of their ids, so that a shuffled file is the same pool.
    people = by_id(person(each, rules.length) for each in instance["people"])
    places = numbered(each.id for each in people)
    facilitators = by_id(facilitator(each, rules.length) for each in instance["facilitators"])
    numbered(each.id for each in facilitators)
    running = by_id(running_group(each, places) for each in instance.get("existing_groups", ()))
    numbered(each.id for each in running)
    numbered(people[place].id for each in running for place in each.members)
    return Pool(
        people,
        facilitators,
        running,
        rules,
        apart=pairs(instance.get("keep_apart", ()), places),
        together=pairs(instance.get("keep_together", ()), places),
        met=pairs(instance.get("past_mates", ()), places),
        under=keepers_apart(instance.get("facilitator_apart", ()), places, kept_by(facilitators, running)),
    )


def rules_of(config: Mapping[str, Any]) -> Rules:
    weights = WEIGHTS | dict(config.get("weights", {}))
    rules = Rules(config["min_size"], config["max_size"], config["duration_cells"], weights)
    if not is_whole(rules.smallest, rules.largest) or not SMALLEST <= rules.smallest <= rules.largest <= LARGEST:
        raise UnreadablePool(f"A group has {SMALLEST} to {LARGEST} members, and its smallest size comes first.")
    if not is_whole(rules.length) or not 1 <= rules.length <= 48:
        raise UnreadablePool("A meeting lasts from half an hour to a day.")
    if (
        not is_whole(*weights.values())
        or set(weights) != set(WEIGHTS)
        or sum(weights.values()) != 100
        or min(weights.values()) < 0
    ):
        raise UnreadablePool(f"The weights are those of {', '.join(WEIGHTS)}; none is below 0 and they add up to 100.")
    return rules


def person(raw: Mapping[str, Any], length: int) -> Person:
    formats, city = words(raw, "formats"), word(raw, "city", needed=False)
    return Person(
        id=word(raw, "id"),
        starts=week.starts(free(raw), length),
        languages=words(raw, "languages"),
        formats=(formats & {ONLINE}) | ({f"in_person@{city}"} if city and "in_person" in formats else set()),
        stage=whole(raw, "stage", 0, 9),
        revenue=whole(raw, "revenue", 0, 9),
        industry=word(raw, "industry"),
        market=word(raw, "market", needed=False),
        expertise=words(raw, "expertise"),
        themes=words(raw, "themes"),
        strong=frozenset(power for power in POWERS if whole(raw["powers"] | {"id": raw["id"]}, power, 0, 5) >= 4),
        offset=whole(raw, "utc_offset_min", -1440, 1440) // 30,
        zone=word(raw, "tz", needed=False) or "UTC",
    )


def facilitator(raw: Mapping[str, Any], length: int) -> Facilitator:
    online = {ONLINE} if raw.get("online", True) else set()
    return Facilitator(
        id=word(raw, "id"),
        starts=week.starts(free(raw), length),
        languages=words(raw, "languages"),
        formats=frozenset(online | {f"in_person@{city}" for city in words({"cities": [], **raw}, "cities")}),
        capacity=whole(raw, "capacity", 0, 10_000),
    )


def running_group(raw: Mapping[str, Any], places: Mapping[str, int]) -> Running:
    return Running(
        id=word(raw, "id"),
        members=tuple(sorted(place_of(member, places) for member in raw["members"])),
        start=whole(raw, "slot", 0, week.CELLS - 1),
        language=word(raw, "language"),
        format=way(raw),
        most=whole(raw, "max_size", 0, LARGEST),
        facilitator=word(raw, "facilitator", needed=False),
    )


def free(raw: Mapping[str, Any]) -> int:
    stretches = raw["free"]
    for stretch in stretches:
        if not isinstance(stretch, list) or len(stretch) != 2 or not is_whole(*stretch):
            raise UnreadablePool(f"{raw['id']}: a free stretch is two whole numbers, its first half hour and its end.")
        first, end = stretch
        if not 0 <= first < end <= first + week.CELLS or first >= week.CELLS:
            raise UnreadablePool(f"{raw['id']}: {first} to {end} is no stretch of a week of {week.CELLS} half hours.")
    return week.cells(stretches)


def way(raw: Mapping[str, Any]) -> str:
    found = word(raw, "format")
    if found != ONLINE and not found.partition("in_person@")[2]:
        raise UnreadablePool(f"{raw['id']}: a group meets online or in_person@ a city, not {found!r}.")
    return found


def word(raw: Mapping[str, Any], name: str, *, needed: bool = True) -> Any:
    """Read a text; one that is not needed may be missing or empty."""
    value = raw[name] if needed else raw.get(name) or None
    if not isinstance(value, str) and (needed or value is not None):
        raise UnreadablePool(f"{raw['id']}: {name} is a text, not {value!r}.")
    return value


def words(raw: Mapping[str, Any], name: str) -> frozenset[str]:
    value = raw[name]
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise UnreadablePool(f"{raw['id']}: {name} is a list of texts, not {value!r}.")
    return frozenset(value)


def is_whole(*values: object) -> bool:
    return all(isinstance(value, int) and not isinstance(value, bool) for value in values)


def whole(raw: Mapping[str, Any], name: str, least: int, most: int) -> int:
    value = raw[name]
    if not is_whole(value) or not least <= value <= most:
        raise UnreadablePool(f"{raw['id']}: {name} is a whole number from {least} to {most}, not {value!r}.")
    return value


def by_id(values: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(sorted(values, key=lambda each: each.id))


def pairs(raw: Iterable[Iterable[str]], places: Mapping[str, int]) -> frozenset[tuple[int, int]]:
    """Read pairs of people, each in order; someone paired with themselves says nothing."""
    found = [sorted(place_of(one, places) for one in pair) for pair in raw]
    if any(len(pair) != 2 for pair in found):
        raise UnreadablePool("A pair is two people.")
    return frozenset((one, other) for one, other in found if one != other)


def kept_by(facilitators: Iterable[Facilitator], running: Iterable[Running]) -> set[str]:
    """List who keeps groups, or could."""
    return {each.id for each in facilitators} | {each.facilitator for each in running if each.facilitator}


def keepers_apart(
    raw: Iterable[Iterable[str]], places: Mapping[str, int], keepers: Collection[str]
) -> frozenset[tuple[int, str]]:
    """Read pairs of a person and a facilitator, in either order."""
    found = set()
    for one, other in raw:
        both = {(place, keeper) for place, keeper in ((one, other), (other, one)) if place in places}
        fitting = {(places[place], keeper) for place, keeper in both if keeper in keepers}
        if not fitting:
            raise UnreadablePool(f"{one} and {other} are no person and facilitator of this pool.")
        found |= fitting
    return frozenset(found)


def place_of(id_: str, places: Mapping[str, int]) -> int:
    if id_ not in places:
        raise UnreadablePool(f"{id_} is named, but is not among the people.")
    return places[id_]


def numbered(ids: Iterable[str]) -> dict[str, int]:
    """Number what has an id, and see that no id comes twice."""
    places: dict[str, int] = {}
    for id_ in ids:
        if id_ in places:
            raise UnreadablePool(f"{id_} comes twice.")
        places[id_] = len(places)
    return places
