"""Does what somebody wrote fit the step, and what could stand there instead? A nudge, never a no.

Only the sentence written last is judged, by how it begins and ends: nothing is understood, nothing is sent anywhere,
and what is not English is left alone. Where in doubt it says nothing: a nudge that is wrong costs more than one not
given.
"""

import re
from dataclasses import dataclass

from meetings.protocols.values import Says
from peergroups.kit.marking import _

FEWEST = 3  # words, before anything is said of a sentence
SENTENCE_BEGINS = re.compile(r"(?<=[.?!…])\s+")
ENGLISH = re.compile(
    r"\b(the|an?|you|your|i|it|it’s|is|are|was|to|of|and|we|my|they|he|she|this|that|should|must|what|how|not|in|for|their)\b"
)
WH = re.compile(r"(what|how|who|whom|whose|when|where|which|why)\b(?! an? )")
VERB_FIRST = re.compile(
    r"(is|are|was|were|do|does|did|can|could|would|will|has|have|had|may|might|should)(n’t)? "
    r"(you|your|it|its|they|he|she|we|i|the|there|this|that|these|those|any|anybody|anyone|somebody|someone|a|an)\b"
)
HEDGES = re.compile(
    r"^((well|so|but|and|maybe|perhaps|honestly|i (would )?(think|guess|feel|believe|say)( that)?|in my (view|opinion)|"
    r"if i (were|was) (you|in your (place|shoes))),? )+"
)
DRESSED = re.compile(r"(why don’t you|why not|shouldn’t you|couldn’t you|can’t you|wouldn’t you rather) (?P<do>.+)")
CONSIDERED = re.compile(r"have you (ever )?(considered|thought (of|about)) (?P<doing>\w+ing\b.*)")
OUGHT = r"(should|must|could|can|might|ought to|need to|have to|has to|had better|want to)"
SOFTLY = r"((really|just|definitely|simply|try to|at least|probably|also) )*"
NOT_TO = re.compile(
    r"(you (should|must|ought) not( to)?|you (shouldn’t|mustn’t)|i would not|i wouldn’t|don’t|never) (?P<do>.+)"
)
TO_DO = re.compile(rf"(you {SOFTLY}{OUGHT}|i would|i’d|you’d better) {SOFTLY}(?P<do>.+)")
ORDERS = re.compile(
    r"(please )?(?P<do>(ask|begin|build|buy|call|cancel|change|check|consider|cut|delegate|drop|fire|focus|forget|get|"
    r"give|go|hire|invest|keep|leave|let|look|make|meet|move|pay|put|raise|rent|ring|say|sell|send|set|speak|start|stay|stop|"
    r"take|talk|tell|think|try|use|wait|write) .+)"
)
OWN = re.compile(r"\b(i|i’d|i’ve|i’m|we|we’d|we’ve|my|our|me|us|mine|ours)\b")
FIRST_PERSON = re.compile(r"(once |then |when |after |before )?(i|i’d|i’ve|i’m|we|we’d|we’ve|my|our)\b")
STATES = re.compile(
    r"\b(is|are|was|were|isn’t|aren’t|has|have|had|will|would|can|can’t|does|doesn’t|seems?|looks?|needs?)\b|’s |’re "
)
SMALL = re.compile(
    r"(the|an?|your|you|it|it’s|this|that|that’s|they|they’re|he|she|there|there’s|his|her|their|these|those|nobody|everybody|some|all|no)\b"
)

BASE = "What would have to be true for you to {}?"
WITHOUT = "What would happen if you did not {}?"
BOTH_SIDES = "What speaks for and against {}?"
KNOWN = "How would you know whether {}?"
MAKE = "What do you make of this: {}?"
THERE = "What would it help you to hear from somebody who stood there?"
STARTERS = ("When I stood there, I ", "What I did was ", "What I felt was ", "What it cost me was ")

WORDS: dict[Says, str] = {
    Says.QUESTIONS: _("This step is for questions. As a question it could be:"),
    Says.ANSWERS: _("In this step a statement comes only in answer to a question. As a question it could be:"),
    Says.EXPERIENCE: _("This step is for what you went through yourself. It could begin:"),
}


@dataclass(frozen=True)
class Nudge:
    """What is said beside the box, and what could be written instead."""

    says: Says
    offers: tuple[str, ...]

    @property
    def words(self) -> str:
        return WORDS[self.says]


def nudge(text: str, says: Says) -> Nudge | None:
    """Offer another form for the sentence written last, where a step asks for one and the sentence has none of it."""
    sentence = last_sentence(text)
    plain = as_said(sentence)
    if says not in WORDS or len(plain.split()) < FEWEST or not ENGLISH.search(plain):
        return None
    if says == Says.EXPERIENCE:
        fits = is_question(plain) or (bool(OWN.search(plain)) and not is_advice(plain))
        return None if fits else Nudge(says, STARTERS)
    if is_question(plain) and not (DRESSED.match(plain) or CONSIDERED.match(plain)):
        return None
    return Nudge(says, (as_question(sentence),))


def taken(text: str, says: Says, which: int) -> str:
    """Put an offer into the text: a question in place of its sentence, a beginning below what was said."""
    found = nudge(text, says)
    if found is None or not 1 <= which <= len(found.offers):
        return text
    kept = text.rstrip()
    if says == Says.EXPERIENCE:
        return f"{kept}\n{found.offers[which - 1]}"
    return kept[: len(kept) - len(last_sentence(text))] + found.offers[which - 1]


def last_sentence(text: str) -> str:
    return SENTENCE_BEGINS.split(text.rstrip().rpartition("\n")[2].strip())[-1]


def as_said(sentence: str) -> str:
    """Write a sentence as the rules read it: small, with one kind of apostrophe."""
    return sentence.lower().replace("'", "’").strip(' -–•*\t"“”‘()')


def is_question(plain: str) -> bool:
    return plain.rstrip("!.… ").endswith("?") or bool(WH.match(plain) or VERB_FIRST.match(plain))


def is_advice(plain: str) -> bool:
    core = HEDGES.sub("", plain)
    return any(rule.match(core) for rule in (TO_DO, NOT_TO, ORDERS, DRESSED)) or "you should" in plain


def as_question(sentence: str) -> str:
    """Turn a statement into an open question, by how it begins."""
    said = sentence.strip(' -–•*\t"“”‘()').rstrip("?!.… ")
    plain = as_said(said)
    core = HEDGES.sub("", plain)
    own = said[len(plain) - len(core) :]
    for rule, shape in ((CONSIDERED, BOTH_SIDES), (DRESSED, BASE), (NOT_TO, WITHOUT), (TO_DO, BASE), (ORDERS, BASE)):
        if found := rule.match(core):
            return shape.format(small(own[found.start(found.lastgroup or 0) :]))
    if FIRST_PERSON.match(core):
        return THERE
    return (KNOWN if STATES.search(core) else MAKE).format(small(own))


def small(words: str) -> str:
    """Begin small what does not begin with a name."""
    begins = SMALL.match(as_said(words)) or ORDERS.match(as_said(words))
    return words[:1].lower() + words[1:] if begins else words
