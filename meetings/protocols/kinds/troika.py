"""What do two others say when one turns away? Troika consulting.

Troika consulting: 1-2 share, 1-2 clarify, 4-5 consult with the client turned away, 1-2 the client reflects.

Source: care-full-courses.com (lesson 5-2); leanstorydesign.com/en/troika-consulting;
liberatingstructures-uncovered.com/troika-consulting.
"""

from meetings.protocols.values import Gate, Protocol, Says, Step, Voice
from peergroups.kit.marking import _

TROIKA = Protocol(
    "troika",
    _("The presenter listens and does not defend."),
    (
        Step("share", _("Share"), Voice.PRESENTER, _("What is it, and what help do you want?"), 1, 2, 1),
        Step("clarify", _("Clarify"), Voice.ALL, _("Ask what you need to know."), 1, 2, 1, Says.QUESTIONS),
        Step(
            "consult",
            _("Consult"),
            Voice.PEERS,
            _("Talk about it among yourselves, as if the presenter were not there."),
            4,
            5,
            3,
            gate=Gate.TURNED_AWAY,
        ),
        Step(
            "reflect",
            _("Reflect"),
            Voice.PRESENTER,
            _("What was of use, and what will you do?"),
            1,
            2,
            1,
            reads_back=True,
        ),
    ),
)
