"""How do peers advise somebody? Nobody suggests anything before the real question is named.

Peer advice: Vistage issue processing. Present 2-3, clarify 5-10, root cause 5-10, solutions 10-15, commit 5.

Source: skillspool.org (Vistage chair toolkit, issue processing); lifeasagoble, 2008. No solutions before the cause.
"""

from meetings.protocols.values import Gate, Protocol, Says, Step, Voice
from peergroups.kit.marking import _

ADVICE = Protocol(
    "advice",
    _("No solutions before the real question is named."),
    (
        Step("present", _("Present"), Voice.PRESENTER, _("Tell it in your words. Nobody interrupts."), 2, 3, 1),
        Step(
            "clarify",
            _("Clarify"),
            Voice.ALL,
            _("Ask for what you need to understand it: facts, numbers, people, dates."),
            5,
            10,
            3,
            Says.QUESTIONS,
        ),
        Step(
            "root",
            _("Find the real question"),
            Voice.ALL,
            _("What is the real question? Offer it in a sentence until the presenter says: that is it."),
            5,
            10,
            3,
        ),
        Step(
            "solutions",
            _("Solutions"),
            Voice.PEERS,
            _("One suggestion each, in turn. The presenter takes notes and does not answer."),
            10,
            15,
            5,
            gate=Gate.CAUSE_NAMED,
        ),
        Step(
            "commit",
            _("Commit"),
            Voice.PRESENTER,
            _("What did you hear, and what will you do by when? “Nothing” and “later” are answers too."),
            5,
            5,
            3,
            reads_back=True,
        ),
    ),
)
