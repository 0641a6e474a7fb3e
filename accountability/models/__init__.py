"""What did somebody commit to, and how did it go?"""

from accountability.models.calls import Call
from accountability.models.commitments import (
    CarriedOver,
    Commitment,
    DayTooEarly,
    NotChangeable,
    NotToCarry,
    commit,
)
from accountability.models.dictations import Dictation, NothingSaid, dictate
from accountability.models.follow_ups import FollowUp
from accountability.models.goals import MOST, EnoughGoals, Goal, set_out
from accountability.models.holdings import Holding
from accountability.models.look_backs import LookBack
from accountability.models.read_backs import ReadBack
from accountability.models.sightings import NothingToSee, Sighting, saw, take_back_saw

__all__ = [
    "MOST",
    "Call",
    "CarriedOver",
    "Commitment",
    "DayTooEarly",
    "Dictation",
    "EnoughGoals",
    "FollowUp",
    "Goal",
    "Holding",
    "LookBack",
    "NotChangeable",
    "NotToCarry",
    "NothingSaid",
    "NothingToSee",
    "ReadBack",
    "Sighting",
    "commit",
    "dictate",
    "saw",
    "set_out",
    "take_back_saw",
]
