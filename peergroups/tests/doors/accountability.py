"""Who may open which commitment?"""

from peergroups.tests.doors.answers import IN_HOUSE, INVALID, LOGIN, MEMBERS, MOVED, OK, OWNER, with_answer

DOORS = {
    "GET accountability:list": IN_HOUSE,
    "GET accountability:group": MEMBERS,
    "GET accountability:add": IN_HOUSE,
    "POST accountability:add": [LOGIN, INVALID, OK, OK, INVALID, OK, INVALID, OK, OK],
    "GET accountability:change": OWNER,
    "POST accountability:change": with_answer(OWNER, INVALID),
    "POST accountability:follow_up": with_answer(OWNER, INVALID),
    "POST accountability:take_back": with_answer(OWNER, MOVED),
}
