"""Which kinds of mail are there? Each app registers its own, with the question that keeps it true."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from django.apps import apps

from peergroups.kit.questions import Rows

if TYPE_CHECKING:
    from peergroups.outbox.models import Delivery


ALWAYS = ""  # of safety, and of a meeting that is moved or called off: nobody wants to miss these


class StillTrue(Protocol):
    """Says whether the mail should still go: asked under the row's lock, just before it is sent."""

    def __call__(self, delivery: "Delivery", *, now: datetime) -> bool: ...


class Waits(Protocol):
    """Says until when the mail has to wait, or `now`: asked under the row's lock, before anything else."""

    def __call__(self, delivery: "Delivery", *, now: datetime) -> datetime: ...


class Riders(Protocol):
    """Gives what else is owed to the same person that this mail says as well; locked, and sent with it."""

    def __call__(self, delivery: "Delivery", *, now: datetime) -> "list[Delivery]": ...


class Facts(Protocol):
    """Gives the templates their facts: dates, names, links, never what people wrote in a room."""

    def __call__(self, delivery: "Delivery", *, now: datetime) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with a mail; without a name it is one more form of the mail itself, for programs to act on."""

    content: str
    mimetype: str
    name: str = ""


class Encloses(Protocol):
    """Gives the files that go with a mail; like its templates, they hold facts and no words."""

    def __call__(self, delivery: "Delivery") -> list[Enclosure]: ...


def nothing(delivery: "Delivery") -> list[Enclosure]:
    return []


def at_once(delivery: "Delivery", *, now: datetime) -> datetime:
    return now


def by_day(delivery: "Delivery", *, now: datetime) -> datetime:
    """Wait until its person's quiet hours are over, unless the mail would be of no use then."""
    wishes = apps.get_model("outbox.Wishes").of(delivery.person)
    over_at: datetime = wishes.quiet.over_at(now, delivery.person.time_zone)
    return over_at if over_at <= delivery.useless_after else now


def alone(delivery: "Delivery", *, now: datetime) -> "list[Delivery]":
    return []


class KindTaken(Exception):
    """Two kinds of mail want the same name."""


@dataclass(frozen=True)
class Kind:
    """One kind of mail; its templates are APP/mail/NAME.subject.txt, NAME.txt and NAME.html."""

    name: str
    app: str
    still_true: StillTrue | Callable[..., bool]
    context: Facts | Callable[..., Mapping[str, Any]]
    brings: tuple[str, ...] = ()  # what is read along with the thing the mail is about, as `select_related` names it
    encloses: Encloses | Callable[..., list[Enclosure]] = nothing
    waits: Waits | Callable[..., datetime] = at_once
    riders: Riders | Callable[..., "list[Delivery]"] = alone
    topic: str = "group"  # what people choose by; ALWAYS cannot be stopped
    called: str = ""  # in the list of one's mails, marked for translation; kinds without it are not told apart there

    def template(self, ending: str) -> str:
        return f"{self.app}/mail/{self.name}.{ending}"

    @property
    def may_be_stopped(self) -> bool:
        return self.topic != ALWAYS


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; called while the apps start."""
    if KINDS.setdefault(kind.name, kind) != kind:
        raise KindTaken(kind.name)


@cache
def things(kind: str, about_type: str) -> Rows:
    """Return the question for what mails of a kind are about, whoever may see it."""
    brings = KINDS[kind].brings
    everything = apps.get_model(about_type)._base_manager.all()
    rows = everything.select_related(*brings) if brings else everything
    return Rows(lambda pk: rows.filter(pk=pk), int)
