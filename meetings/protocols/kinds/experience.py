"""What do others know from having stood there? An experience share, of EO and YPO.

Experience share, of EO and YPO: present, clarifying questions only for the first half, each shares, read-back.

Source: ardentmentoring.org (YPO forum presentation guidelines); resultsmatter.blogspot.com, 2007/05. 50 in all.
How these are shared out, and the 30 of a shorter slot, are ours: as long for questions as for sharing.
"""

from meetings.protocols.values import Protocol, Says, Step, Voice
from peergroups.kit.marking import _

EXPERIENCE = Protocol(
    "experience",
    _("“I did”, “I felt”, never “you should”. Specifics; how, not why. All notes go to the presenter."),
    (
        Step(
            "present",
            _("Present"),
            Voice.PRESENTER,
            _("What happens, how it affects you and how you feel about it."),
            5,
            10,
            3,
        ),
        Step(
            "clarify",
            _("Clarifying questions"),
            Voice.ALL,
            _("Ask how, not why. No stories yet."),
            9,
            15,
            4,
            Says.QUESTIONS,
        ),
        Step(
            "share",
            _("Each shares"),
            Voice.PEERS,
            _("One after the other: a time when you stood there yourself, what you did and how it went."),
            9,
            15,
            4,
            Says.EXPERIENCE,
        ),
        Step(
            "read_back",
            _("Read back"),
            Voice.PRESENTER,
            _("What did you hear, how do you feel now, and did you get what you needed?"),
            4,
            6,
            2,
            reads_back=True,
        ),
        Step("action", _("Action"), Voice.PRESENTER, _("What will you do, or not, and by when?"), 3, 4, 2),
    ),
)
