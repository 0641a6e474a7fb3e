"""When is somebody free, by the programme's clock and all year? Read from what they ticked by their own."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from groups.formation import week
from groups.models import FreeTime
from groups.seating.year import Year


@dataclass
class Clock:
    """Turns people's free times into half hours of the programme's week that hold all year."""

    year: Year
    free: dict[int, int] = field(default_factory=dict)  # by person: half hours of the week by their own clock

    def read(self, people: Iterable[int]) -> None:
        """Fetch the free times of these people."""
        for person, begins, ends in FreeTime.objects.filter(person__in=people).values_list("person", "begins", "ends"):
            self.free[person] = self.free.get(person, 0) | week.cells([(begins, ends)])

    def hours(self, person: int, zone: str, busy: int = 0) -> list[list[int]]:
        """Tell somebody's hours as stretches, without those that are taken."""
        return [list(stretch) for stretch in week.ranges(self.year.free(self.free.get(person, 0), zone) & ~busy)]
