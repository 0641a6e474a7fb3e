"""Which protocols are there? One for each kind of help, with the minutes and rules of those who practise it.

A short seat takes a step under its least minutes, down to a floor of ours; where a source names no minutes, it is said
which are ours. The seven differ in what comes between telling and reading back, and in what may be said there.
"""

from meetings.protocols.values import Gate, Protocol, Says, Step, Voice


def _(text: str) -> str:
    """Mark a text for translation."""
    return text


def advice() -> Protocol:
    """Peer advice: Vistage issue processing. Present 2-3, clarify 5-10, root cause 5-10, solutions 10-15, commit 5.

    Source: skillspool.org (Vistage chair toolkit, issue processing); lifeasagoble, 2008. No solutions before the cause.
    """
    return Protocol(
        "advice",
        _("No solutions before the cause is named."),
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
                _("Find the cause"),
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
            ),
        ),
    )


def questions() -> Protocol:
    """Questions only: action learning.

    Present 2, clarify 5-10, helping questions 10-15, sum up 2, resources 5, action 2.
    Source: personal-coaching-information.com; wial.org. The round of resources is optional there and here.
    """
    return Protocol(
        "questions",
        _("Statements only in answer to a question. The coach may interrupt."),
        (
            Step("present", _("Present"), Voice.PRESENTER, _("Tell it in your words. Nobody interrupts."), 2, 2, 1),
            Step(
                "clarify", _("Clarify"), Voice.ALL, _("Ask for what you need to understand it."), 5, 10, 3, Says.ANSWERS
            ),
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
            Step("sum_up", _("Sum up"), Voice.PRESENTER, _("What is the question now?"), 2, 2, 1),
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


def experience() -> Protocol:
    """Experience share, of EO and YPO: present, clarifying questions only for the first half, each shares, read-back.

    Source: ardentmentoring.org (YPO forum presentation guidelines); resultsmatter.blogspot.com, 2007/05. 50 in all.
    How these are shared out, and the 30 of a shorter slot, are ours: as long for questions as for sharing.
    """
    return Protocol(
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
            ),
            Step("action", _("Action"), Voice.PRESENTER, _("What will you do, or not, and by when?"), 3, 4, 2),
        ),
    )


def idea() -> Protocol:
    """Fresh idea: pitch 3, what excites me 5, what would have to be true 8, build on 8, smallest test 4, read-back 2.

    30 in all. Our design, from an article on peer networks and action learning; formats: theforumlauncher.com/2022/04.
    """
    return Protocol(
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
            Step(
                "build", _("Build on it"), Voice.PEERS, _("Make it better, simpler or smaller."), 8, 8, 4, Says.BUILDING
            ),
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
            ),
        ),
    )


def support() -> Protocol:
    """Support, a case clinic. Short form 5, 3-5, 1, 5, 12, 5; long form 60: intention 10-15, stillness 2, mirroring 10.

    Source: sessionlab.com/methods/case-clinic; microsolidarity.cc. Dialogue and closing of the long form are ours. From
    emotional support (nipspeersupport.org; peersupportcircles.org): the listener thanks, fixes nothing and gives
    advice only when asked.
    """
    return Protocol(
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
            ),
        ),
    )


def troika() -> Protocol:
    """Troika consulting: 1-2 share, 1-2 clarify, 4-5 consult with the client turned away, 1-2 the client reflects.

    Source: care-full-courses.com (lesson 5-2); leanstorydesign.com/en/troika-consulting;
    liberatingstructures-uncovered.com/troika-consulting.
    """
    return Protocol(
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
            Step("reflect", _("Reflect"), Voice.PRESENTER, _("What was of use, and what will you do?"), 1, 2, 1),
        ),
    )


def torn() -> Protocol:
    """Torn between two: two sides argued by peers, the presenter listens and picks.

    Source: theforumlauncher.com (debate format), which names no minutes: these are ours.
    """
    return Protocol(
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
            ),
        ),
    )


PROTOCOLS: dict[str, Protocol] = {
    made.help: made for made in (advice(), questions(), experience(), idea(), support(), troika(), torn())
}
