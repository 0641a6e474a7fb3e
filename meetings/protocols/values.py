"""What is a protocol made of? Steps with who speaks, what may be said, what has to be there first, and how long.

Texts are marked here and translated where they are shown.
"""

from dataclasses import dataclass
from enum import StrEnum

from peergroups.kit.marking import _


class Voice(StrEnum):
    """Who speaks in a step."""

    PRESENTER = "presenter"
    PEERS = "peers"
    ALL = "all"
    NOBODY = "nobody"


class Says(StrEnum):
    """What may be said in a step: the rule that a guardrail keeps, softly."""

    ANYTHING = "anything"
    QUESTIONS = "questions"  # no statement, no advice in the dress of a question
    ANSWERS = "answers"  # statements only in answer to a question
    EXPERIENCE = "experience"  # I did, I felt; never you should
    IMAGES = "images"  # images and feelings; no advice
    PRAISE = "praise"  # what excites, no doubts yet
    BUILDING = "building"  # on what is there
    NOTHING = "nothing"


class Gate(StrEnum):
    """What has to be there before a step begins, however much time is left."""

    TIME = "time"  # only that the step before is over
    CAUSE_NAMED = "cause_named"  # the real question, in a sentence, to which the presenter says yes
    TURNED_AWAY = "turned_away"  # the presenter listens, and takes no part
    SIDES_TAKEN = "sides_taken"  # two peers argue, one for each option


RULES: dict[Says, str] = {
    Says.QUESTIONS: _("Questions only. Whoever wants to say something finds the question behind it."),
    Says.ANSWERS: _("Questions first. A statement is made only in answer to one."),
    Says.EXPERIENCE: _("“I did”, “I felt”. Never “you should”."),
    Says.IMAGES: _("Images and feelings. No advice."),
    Says.PRAISE: _("What speaks for it. Doubts wait."),
    Says.BUILDING: _("Build on what is there: “yes, and”."),
    Says.NOTHING: _("Nobody speaks."),
}
GATES: dict[Gate, str] = {
    Gate.CAUSE_NAMED: _("Begins once the real question is named and the presenter says: that is it."),
    Gate.TURNED_AWAY: _("Begins once the presenter has turned away or muted."),
    Gate.SIDES_TAKEN: _("Begins once somebody has taken each side."),
}


@dataclass(frozen=True)
class Step:
    """One part of a protocol: `least` to `most` are its minutes in practice, under `floor` it is no step any more."""

    key: str
    title: str
    speaks: Voice
    prompt: str
    least: int
    most: int
    floor: int
    says: Says = Says.ANYTHING
    gate: Gate = Gate.TIME
    is_optional: bool = False
    reads_back: bool = False  # from here on the presenter says what they heard and what follows from it

    @property
    def rule(self) -> str:
        """What may be said, in a sentence; empty where anything may."""
        return RULES.get(self.says, "")

    @property
    def opening(self) -> str:
        """What has to be there first, in a sentence; empty where only time decides."""
        return GATES.get(self.gate, "")


@dataclass(frozen=True)
class Protocol:
    """The steps for one kind of help, and the rule that makes it this kind."""

    help: str
    rule: str
    steps: tuple[Step, ...]

    def steps_in(self, minutes: int) -> tuple[Step, ...]:
        """Leave out what is optional where its minutes would be taken from the others."""
        enough = minutes >= sum(step.least for step in self.steps)
        return self.steps if enough else tuple(step for step in self.steps if not step.is_optional)

    def step(self, key: str) -> Step | None:
        """Return the step of this key; none where it has no such step."""
        return next((step for step in self.steps if step.key == key), None)

    @property
    def names_a_cause(self) -> bool:
        """Say whether a step of it waits for the real question."""
        return any(step.gate == Gate.CAUSE_NAMED for step in self.steps)

    @property
    def floor(self) -> int:
        """The fewest minutes in which it can be done."""
        return sum(step.floor for step in self.steps if not step.is_optional)
