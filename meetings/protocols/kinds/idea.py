"""How does a fresh idea grow? It is built further before it is doubted.

Fresh idea: pitch 3, what excites me 5, what would have to be true 8, build on 8, smallest test 4, read-back 2.

30 in all. Our design, from an article on peer networks and action learning; formats: theforumlauncher.com/2022/04.
"""

from meetings.protocols.values import Protocol, Says, Step, Voice
from peergroups.kit.marking import _

IDEA = Protocol(
    "idea",
    _("Build before doubt; it ends in a test."),
    (
        Step("pitch", _("Pitch"), Voice.PRESENTER, _("What is it, for whom, and why now?"), 3, 3, 2),
        Step(
            "excites",
            _("What excites me"),
            Voice.PEERS,
            _("One thing each that you would love to see."),
            5,
            5,
            2,
            Says.PRAISE,
        ),
        Step(
            "true",
            _("What would have to be true"),
            Voice.ALL,
            _("Ask what would have to be true for it to work."),
            8,
            8,
            4,
            Says.QUESTIONS,
        ),
        Step("build", _("Build on it"), Voice.PEERS, _("Make it better, simpler or smaller."), 8, 8, 4, Says.BUILDING),
        Step(
            "test",
            _("The smallest test"),
            Voice.ALL,
            _("What could you try within a week, and what would you learn?"),
            4,
            4,
            2,
        ),
        Step(
            "read_back",
            _("Read back"),
            Voice.PRESENTER,
            _("What do you take along, and what do you test?"),
            2,
            2,
            1,
            reads_back=True,
        ),
    ),
)
