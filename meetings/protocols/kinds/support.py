"""How is somebody supported without being fixed? A case clinic.

Support, a case clinic. Short form 5, 3-5, 1, 5, 12, 5; long form 60: intention 10-15, stillness 2, mirroring 10.

Source: sessionlab.com/methods/case-clinic; microsolidarity.cc. Dialogue and closing of the long form are ours. From
emotional support (nipspeersupport.org; peersupportcircles.org): the listener thanks, fixes nothing and gives
advice only when asked.
"""

from meetings.protocols.values import Protocol, Says, Step, Voice
from peergroups.kit.marking import _

SUPPORT = Protocol(
    "support",
    _("Nobody fixes anything. No advice unless the presenter asks for it."),
    (
        Step("tell", _("Tell it"), Voice.PRESENTER, _("What weighs on you? Nobody interrupts."), 5, 10, 3),
        Step(
            "clarify",
            _("Clarify"),
            Voice.ALL,
            _("Ask only what you need to be able to follow."),
            3,
            5,
            1,
            Says.QUESTIONS,
        ),
        Step("stillness", _("Stillness"), Voice.NOBODY, _("Let it sink in."), 1, 2, 1, Says.NOTHING),
        Step(
            "mirror",
            _("Mirror"),
            Voice.PEERS,
            _("What did you see and feel as you listened? The presenter only listens."),
            5,
            10,
            2,
            Says.IMAGES,
        ),
        Step(
            "dialogue",
            _("Talk"),
            Voice.ALL,
            _("The presenter says what they heard and leads on. Stay with what is there."),
            12,
            25,
            5,
        ),
        Step(
            "close",
            _("Close"),
            Voice.ALL,
            _("A sentence each, and thanks. Who needs more help than a group can give hears where it is."),
            5,
            8,
            3,
            reads_back=True,
        ),
    ),
)
