"""What does an admin ask of a draft? The programme's rules, and where this one draft departs from them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from groups.formation.pool import WEIGHTS
from groups.models import Programme


class Where(TextChoices):
    ANYWHERE = "anywhere", _("Online or in one city")
    ONLINE = "online", _("Online only")
    IN_PERSON = "in_person", _("In one city only")


class Matter(IntegerChoices):
    NOT = 0, _("Does not matter")
    USUAL = 1, _("As much as the programme says")
    TWICE = 2, _("Twice as much")


def weighed(weights: Mapping[str, int], matters: Mapping[str, int]) -> dict[str, int] | None:
    """Weigh each part so many times as usual, a hundred in all; where nothing matters there is nothing to weigh."""
    asked = {name: weights[name] * matters[name] for name in weights}
    total = sum(asked.values())
    if not total:
        return None
    found = {name: 100 * part // total for name, part in asked.items()}
    short = sorted(found, key=lambda name: (-(100 * asked[name] % total), name))[: 100 - sum(found.values())]
    return {name: part + (name in short) for name, part in found.items()}


@dataclass(frozen=True)
class Terms:
    """Rules of one draft. That all share a time, a language and a way to meet is never up for choice."""

    smallest: int = 5
    largest: int = 7
    minutes: int = 120
    weights: Mapping[str, int] = field(default_factory=lambda: dict(WEIGHTS))
    where: str = Where.ANYWHERE.value
    competitors: bool = False  # whether they may share a group
    together: bool = True  # whether those who should sit together must

    @classmethod
    def of(cls, programme: Programme) -> "Terms":
        """Begin with what the programme asks of every group."""
        return cls(programme.smallest, programme.largest, programme.minutes, dict(programme.weights))

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Terms":
        return cls(**kept)

    def kept(self) -> dict[str, Any]:
        """Write them down beside the draft."""
        return asdict(self)

    @property
    def cells(self) -> int:
        """How many half hours a meeting takes."""
        return -(-self.minutes // 30)

    def breaks_rules_of(self, programme: Programme) -> bool:
        """Say whether it wants a written reason: other sizes than the programme's, or competitors at one table."""
        return self.competitors or self.smallest < programme.smallest or self.largest > programme.largest
