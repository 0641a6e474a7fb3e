"""How do many lives unfold side by side? Each waits for its next moment; the earliest goes on first."""

from collections.abc import Iterator
from datetime import datetime
from heapq import heappop, heappush
from itertools import count

Life = Iterator[datetime]  # a generator: it yields the moment it waits for, and goes on once that has come


class Timeline:
    """Plays lives in the order of time, up to the present; what lies beyond has not happened yet."""

    def __init__(self) -> None:
        self.waiting: list[tuple[datetime, int, Life]] = []
        self.arrival = count()  # decides between two lives that wait for the same moment

    def begin(self, life: Life) -> None:
        """Let a life run to the first moment it waits for."""
        moment = next(life, None)
        if moment is not None:
            heappush(self.waiting, (moment, next(self.arrival), life))

    def run(self, *, until: datetime) -> None:
        while self.waiting and self.waiting[0][0] <= until:
            _moment, _arrival, life = heappop(self.waiting)
            self.begin(life)
