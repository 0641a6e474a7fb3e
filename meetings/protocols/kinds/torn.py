"""Which of two is it? Peers argue the sides, the presenter listens and picks.

Torn between two: two sides argued by peers, the presenter listens and picks.

Source: theforumlauncher.com (debate format), which names no minutes: these are ours.
"""

from meetings.protocols.values import Gate, Protocol, Says, Step, Voice
from peergroups.kit.marking import _

TORN = Protocol(
    "torn",
    _("Two sides are argued by peers. The presenter listens, then picks."),
    (
        Step("present", _("Present"), Voice.PRESENTER, _("Which two, and what hangs on it?"), 3, 4, 2),
        Step(
            "clarify",
            _("Clarify"),
            Voice.ALL,
            _("Ask what you need in order to argue for either."),
            3,
            5,
            2,
            Says.QUESTIONS,
        ),
        Step(
            "sides",
            _("Two sides"),
            Voice.PEERS,
            _("One side, then the other, with half of the time each. The presenter listens."),
            10,
            16,
            6,
            gate=Gate.SIDES_TAKEN,
        ),
        Step("replies", _("Replies"), Voice.PEERS, _("Each side answers the best point of the other."), 4, 6, 2),
        Step(
            "pick",
            _("Pick"),
            Voice.PRESENTER,
            _("Which one, and what is the first step? Or what do you have to find out first?"),
            3,
            4,
            3,
            reads_back=True,
        ),
    ),
)
