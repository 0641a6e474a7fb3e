"""How do questions alone help? By action learning.

Questions only: action learning.

Present 2, clarify 5-10, helping questions 10-15, sum up 2, resources 5, action 2.
Source: personal-coaching-information.com; wial.org. The round of resources is optional there and here.
"""

from meetings.protocols.values import Protocol, Says, Step, Voice
from peergroups.kit.marking import _

QUESTIONS = Protocol(
    "questions",
    _("Statements only in answer to a question. The coach may interrupt."),
    (
        Step("present", _("Present"), Voice.PRESENTER, _("Tell it in your words. Nobody interrupts."), 2, 2, 1),
        Step("clarify", _("Clarify"), Voice.ALL, _("Ask for what you need to understand it."), 5, 10, 3, Says.ANSWERS),
        Step(
            "help",
            _("Helping questions"),
            Voice.ALL,
            _("Ask what the presenter may not have asked themselves. Short, open, one at a time."),
            10,
            15,
            6,
            Says.ANSWERS,
        ),
        Step("sum_up", _("Sum up"), Voice.PRESENTER, _("What is the question now?"), 2, 2, 1, reads_back=True),
        Step(
            "resources",
            _("Resources"),
            Voice.PEERS,
            _("A person to meet, a text, a tool: one each."),
            5,
            5,
            3,
            is_optional=True,
        ),
        Step("action", _("Action"), Voice.PRESENTER, _("What will you do, and by when?"), 2, 2, 1),
    ),
)
