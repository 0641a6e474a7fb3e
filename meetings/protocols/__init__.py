"""How does a hot seat run? For each kind of help a protocol, fitted to the minutes that the agenda gives.

Pure values: pages show them, a live room can lead through them.
"""

from meetings.protocols.fitting import Timed, fit
from meetings.protocols.kinds import PROTOCOLS
from meetings.protocols.values import Gate, Protocol, Says, Step, Voice

__all__ = ["PROTOCOLS", "Gate", "Protocol", "Says", "Step", "Timed", "Voice", "fit"]
