"""What does each say or do now? One sentence for everybody in a part of a meeting, and one for each role in it.

The rules of the parts come from practice: charter line first, updates by turns, last time's commitments before anything
new, needs and leads without replies, new commitments with a date, the rating last. Steps of a hot seat speak for
themselves: see `meetings/protocols`.
"""

from peergroups.kit.marking import _

ALL = "all"
LEADS, TIMES, WRITES, WATCHES, PRESENTS = "facilitator", "timekeeper", "scribe", "observer", "presenter"

PARTS: dict[str, dict[str, str]] = {
    "opening": {
        ALL: _("Read the line together. Say that you are alone and that nothing is recorded."),
        LEADS: _("Read the group’s line aloud. Wait until everybody has said that they are in private."),
    },
    "updates": {
        ALL: _("Each in turn, without comments. What deserves more is parked for a hot seat."),
        LEADS: _("Name who speaks next. Offer to park what would need a hot seat."),
    },
    "review": {
        ALL: _("Each says what became of last time’s commitments: done, partly, not yet or changed."),
        LEADS: _("Ask about every open commitment, also of those who cannot be here. No blame, one lesson each."),
    },
    "hot_seat": {
        ALL: _("One person has the floor. Everybody else is here for them."),
        LEADS: _("Ask for the question in one sentence before anything else."),
        PRESENTS: _("Say your question in one sentence first."),
    },
    "troika": {
        ALL: _("In threes: share, clarify, then two consult while the third listens turned away."),
        LEADS: _("Call the change of turns. Whoever listens does not answer."),
    },
    "lightning": {
        ALL: _("One question for all. Nobody takes more than thirty seconds."),
        LEADS: _("Ask one question and go round. Nobody replies to an answer."),
    },
    "break": {
        ALL: _("Stand up, drink something, be back in time."),
        LEADS: _("Say when you go on, and begin then."),
    },
    "topic": {
        ALL: _("Talk about what was brought, and end with what follows from it."),
        LEADS: _("Ask whoever brought it what they need from the group."),
    },
    "needs": {
        ALL: _("One need and one lead each. Nobody replies now, you follow up afterwards."),
        LEADS: _("Go round once. Park what starts a conversation."),
    },
    "commitments": {
        ALL: _("Say what you will do, by when, and what the first step is. Or: none this month."),
        LEADS: _("Nobody leaves without a commitment or a clear “none this month”. Read each one back."),
    },
    "close": {
        ALL: _("Say how this was for you. Confirm the next date."),
        LEADS: _("Confirm the next date, then ask for the rating. End on time."),
    },
}
ROLES: dict[str, str] = {
    TIMES: _("Say aloud when half of the time is over, and when two minutes are left."),
    WRITES: _("Write down what the presenter may want to keep, in their words."),
    WATCHES: _("Listen for advice where questions were asked for. Name it kindly, afterwards."),
}
STEPS: dict[str, str] = {
    LEADS: _("Read the rule of this step aloud. Bring the group back to it when it slips."),
}


def now(kind: str) -> str:
    """Return what everybody does in a part."""
    return PARTS[kind][ALL]


def yours(kind: str, role: str, *, in_a_step: bool = False) -> str:
    """Return what one role says or does in a part; empty where it has nothing of its own."""
    if in_a_step and role in STEPS:
        return STEPS[role]
    own = "" if in_a_step else PARTS[kind].get(role, "")
    return own or ROLES.get(role, "")
