"""Which protocols are there? One for each kind of help, with the minutes and rules of those who practise it.

A short seat takes a step under its least minutes, down to a floor of ours; where a source names no minutes, it is said
which are ours. The seven differ in what comes between telling and reading back, and in what may be said there.
"""

from meetings.protocols.kinds.advice import ADVICE
from meetings.protocols.kinds.experience import EXPERIENCE
from meetings.protocols.kinds.idea import IDEA
from meetings.protocols.kinds.questions import QUESTIONS
from meetings.protocols.kinds.support import SUPPORT
from meetings.protocols.kinds.torn import TORN
from meetings.protocols.kinds.troika import TROIKA
from meetings.protocols.values import Protocol

KINDS = (ADVICE, QUESTIONS, EXPERIENCE, IDEA, SUPPORT, TROIKA, TORN)
PROTOCOLS: dict[str, Protocol] = {protocol.help: protocol for protocol in KINDS}
