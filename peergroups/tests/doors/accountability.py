"""Who may open which commitment?"""

from peergroups.tests.doors.answers import (
    FORBIDDEN,
    IN_HOUSE,
    IN_MEETING,
    INVALID,
    LOGIN,
    MEMBERS,
    MISSING,
    MOVED,
    NOT_BEGUN,
    OK,
    OPEN,
    OWNER,
    ROOM_KEEPER,
    with_answer,
)

ONES_OWN = [LOGIN, MISSING, MISSING, MISSING, OK, MISSING, MISSING, MISSING, MISSING]
BUDDY = [LOGIN, MISSING, MISSING, FORBIDDEN, FORBIDDEN, MISSING, MOVED, MISSING, MISSING]

DOORS = {
    "GET accountability:list": IN_HOUSE,
    "GET accountability:group": MEMBERS,
    "GET accountability:care": ROOM_KEEPER,
    "POST accountability:called": with_answer(ROOM_KEEPER, MOVED),
    "GET accountability:hold_me": MEMBERS,
    "POST accountability:hold_me": with_answer(MEMBERS, INVALID),
    "GET accountability:check_in": OPEN,  # to whoever holds the owner's link, which says no word of theirs
    "POST accountability:check_in": [INVALID] * 9,
    "GET accountability:add": IN_HOUSE,
    "POST accountability:add": [LOGIN, INVALID, OK, OK, INVALID, OK, INVALID, OK, OK],
    "GET accountability:year": IN_HOUSE,
    "GET accountability:months": MEMBERS,
    "GET accountability:plan": IN_HOUSE,
    "GET accountability:add_goal": IN_HOUSE,
    "POST accountability:add_goal": [LOGIN, INVALID, OK, OK, INVALID, OK, INVALID, OK, OK],
    "GET accountability:change_goal": ONES_OWN,
    "POST accountability:change_goal": with_answer(ONES_OWN, INVALID),
    "GET accountability:close_goal": ONES_OWN,
    "POST accountability:close_goal": with_answer(ONES_OWN, INVALID),
    "GET accountability:plans": MEMBERS,
    "GET accountability:change": OWNER,
    "POST accountability:change": with_answer(OWNER, INVALID),
    "GET accountability:carry": OWNER,
    "POST accountability:carry": with_answer(OWNER, INVALID),
    "GET accountability:go_on": with_answer(OWNER, MOVED),  # not settled: more in test_stories
    "POST accountability:go_on": with_answer(OWNER, MOVED),
    "GET accountability:story": IN_MEETING,
    "POST accountability:follow_up": with_answer(OWNER, INVALID),
    "POST accountability:take_back": with_answer(OWNER, MOVED),
    "POST accountability:saw": BUDDY,
    "POST accountability:take_back_saw": BUDDY,  # nobody saw it yet: more in test_sightings
    "GET accountability:last_time": with_answer(IN_MEETING, MOVED),  # not begun: more in test_asking
    "POST accountability:note": NOT_BEGUN,
    "GET accountability:commit": with_answer(IN_MEETING, MOVED),  # not begun: more in test_closing
    "POST accountability:commit": with_answer(IN_MEETING, MOVED),
    "POST accountability:none": with_answer(IN_MEETING, MOVED),
    "GET accountability:take_down": NOT_BEGUN,
    "POST accountability:take_down": NOT_BEGUN,
    "GET accountability:recap": with_answer(IN_MEETING, MOVED),  # not held yet: more in test_recap
    "POST accountability:settle": with_answer(OWNER, MOVED),
    "GET accountability:read_back": with_answer(OWNER, MOVED),  # not begun: more in test_reading_back
    "POST accountability:read_back": with_answer(OWNER, MOVED),
    "GET accountability:look_back": with_answer(OWNER, MOVED),  # not closed: more in test_looking_back
    "POST accountability:look_back": with_answer(OWNER, MOVED),
    "POST accountability:share_look_back": with_answer(OWNER, MISSING),
    "POST accountability:take_back_look_back": with_answer(OWNER, MISSING),
    "GET accountability:end": NOT_BEGUN,
    "POST accountability:end": NOT_BEGUN,
}
