"""Who may open what? Every route × method, with the answer each role gets; each app has its own table."""

from peergroups.tests.doors import accountability, groups, house, meetings
from peergroups.tests.doors.answers import MISSING

# No demo here: its doors are not there, for anybody. What stands behind them is tried in peergroups/demo/tests.
DEMO = ["GET demo:people", "POST demo:people", "GET demo:inbox", "GET demo:letter", "GET demo:letter_html"]
DOORS = house.DOORS | groups.DOORS | meetings.DOORS | accountability.DOORS | dict.fromkeys(DEMO, [MISSING] * 9)
