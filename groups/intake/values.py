"""Where does each field of a list live? In the account, the profile, the application or the free times of a person."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from groups import vocabulary, zones
from groups.intake.cells import IN_PERSON, ONLINE, Value, Vocabulary
from groups.models import Application, FreeTime, Person, Profile

OF_PERSON = {"name": "name", "business": "business", "zone": "time_zone"}
OF_PROFILE = (
    *("role", "industry", "trade", "market", "years", "people", "revenue", "brings", "recently_did"),
    *("areas", "themes", "position", "expertise", "connections", "authority", "languages", "city"),
)
Values = dict[str, Value]
Row = Person | Profile | Application


def words() -> Vocabulary:
    """Gather what people may write for each choice, in letters that make no difference."""
    named = {"industry": vocabulary.INDUSTRIES, "areas": vocabulary.AREAS}
    named |= {"themes": vocabulary.THEMES, "languages": vocabulary.LANGUAGES}
    lists = {
        field: {**{str(label).casefold(): code for code, label in labels.items()}, **{code: code for code in labels}}
        for field, labels in named.items()
    }
    cities = {zone.rsplit("/", 1)[-1].casefold(): zone for zone in zones.zones()}
    return Vocabulary(
        lists=lists,
        revenues={str(label).casefold(): band for band, label in Profile.Revenue.choices},
        zones=cities | {zone.casefold(): zone for zone in zones.zones()},
    )


def of(person: Person, application: Application | None) -> Values:
    """Return all that is known of somebody, and nothing that is empty."""
    profile = getattr(person, "profile", None)
    found: dict[str, object] = {name: getattr(person, field) for name, field in OF_PERSON.items()}
    if profile is not None:
        found |= {name: getattr(profile, name) for name in OF_PROFILE}
        found["formats"] = [ONLINE] * profile.online + [IN_PERSON] * profile.in_person
    found["times"] = [(span.begins, span.ends) for span in person.free_times.all()]
    found["wants"] = application.wants if application else ""
    return {name: frozen(value) for name, value in found.items() if value not in ("", None, [], ())}


def frozen(value: object) -> Value:
    """Return a value as the reader of lists gives it."""
    if isinstance(value, list):
        return tuple(sorted(tuple(each) if isinstance(each, list) else each for each in value))
    return value  # type: ignore[return-value]


@dataclass
class Holders:
    """Where the values of one person are kept: rows read or made by the caller, and which of their fields changed."""

    person: Person
    profile: Profile
    application: Application | None = None
    changed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    spans: list[FreeTime] | None = None  # in place of all free times there are; None lets them be

    def put(self, told: Mapping[str, Value]) -> None:
        """Write values into their places, unsaved; nothing in the place of something empties it."""
        for name, value in told.items():
            if name in OF_PERSON:
                setattr(self.person, OF_PERSON[name], value or ("UTC" if name == "zone" else ""))
                self.changed["person"].add(OF_PERSON[name])
            elif name in OF_PROFILE:
                setattr(self.profile, name, as_kept(name, value))
                self.changed["profile"].add(name)
            elif name == "formats":
                ways = value if isinstance(value, tuple) and value else (ONLINE,)
                self.profile.online, self.profile.in_person = ONLINE in ways, IN_PERSON in ways
                self.changed["profile"] |= {"online", "in_person"}
            elif name == "wants" and self.application is not None:
                self.application.wants = str(value)
                self.changed["application"].add("wants")
            elif name == "times":
                self.spans = spans(self.person.pk, value)

    @property
    def rows(self) -> Iterator[tuple[Row, tuple[str, ...]]]:
        """Each row with those of its fields that changed."""
        rows = {"person": self.person, "profile": self.profile, "application": self.application}
        for holder, fields in self.changed.items():
            row = rows[holder]
            if row is not None:
                yield row, tuple(sorted(fields))


def keep(many: Sequence[Holders]) -> None:
    """Keep what was put into the places of many people, whoever is among them once.

    It is written field by field, so that nothing is lost that others write meanwhile.
    """
    alike: dict[tuple[type[Row], tuple[str, ...]], list[Row]] = defaultdict(list)
    for row, fields in (pair for holders in many for pair in holders.rows):
        if row._state.adding:
            row.save()
        elif isinstance(row, Application):
            row.save(update_fields=fields)  # a sealed text is written by saving its row
        else:
            alike[type(row), fields].append(row)
    for (model, fields), rows in alike.items():
        model._base_manager.bulk_update(rows, fields)  # type: ignore[arg-type]
    moved = [holders for holders in many if holders.spans is not None]
    FreeTime.objects.filter(person__in=[holders.person.pk for holders in moved]).delete()
    FreeTime.objects.bulk_create(span for holders in moved for span in holders.spans or ())


def as_kept(name: str, value: Value) -> object:
    """Return a value as its column keeps it; an empty one as a profile begins."""
    if value in ("", ()):
        return getattr(Profile(), name)
    return list(value) if isinstance(value, tuple) else value


def spans(person_id: int, value: Value) -> list[FreeTime]:
    """Return free times as rows, unsaved."""
    pairs = [pair for pair in value if isinstance(pair, tuple)] if isinstance(value, tuple) else []
    return [FreeTime(person_id=person_id, begins=begins, ends=ends) for begins, ends in pairs]


def packed(values: Mapping[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False)


def unpacked(text: str) -> dict[str, Value]:
    """Return what was packed; lists come back as they were."""
    return {name: frozen(value) for name, value in json.loads(text or "{}").items()}


def unpacked_pairs(text: str) -> dict[str, tuple[Value, Value]]:
    """Return what stood in each field before, and what came."""
    return {name: (frozen(old), frozen(new)) for name, (old, new) in json.loads(text or "{}").items()}
