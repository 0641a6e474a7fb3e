"""Who may open what belongs to the house: signing in, Today, settings, previews, lifts?"""

from peergroups.tests.cast import ROLES
from peergroups.tests.doors.answers import (
    FORBIDDEN,
    IN_HOUSE,
    INVALID,
    LOGIN,
    MISSING,
    MOVED,
    OK,
    OPEN,
    OPERATOR,
    OVERSEERS,
    with_answer,
)

DOORS = {
    "GET front": [MOVED] * 9,
    "GET today": IN_HOUSE,
    "GET welcome": IN_HOUSE,
    "GET welcome_next": with_answer(IN_HOUSE, MOVED),
    "GET welcome_you": IN_HOUSE,
    "POST welcome_you": with_answer(IN_HOUSE, INVALID),
    "POST finish_welcome": with_answer(IN_HOUSE, MOVED),
    "GET free_times": IN_HOUSE,
    "POST free_times": with_answer(IN_HOUSE, INVALID),
    "GET promise": OPEN,
    "GET bounces": [MISSING] * 9,  # without a secret there is none; more in test_bouncing
    "POST bounces": [MISSING] * 9,
    "GET stop_mails": OPEN,  # to whoever holds the link of a mail; more in test_stopping
    "POST stop_mails": OPEN,
    "GET settings": IN_HOUSE,
    "POST settings": with_answer(IN_HOUSE, INVALID),
    "GET sessions": IN_HOUSE,
    "POST end_session": with_answer(IN_HOUSE, MISSING),  # somebody else's
    "POST end_other_sessions": with_answer(IN_HOUSE, MOVED),
    "POST switch": [LOGIN] * 9,  # whoever it was is asked who they are
    "GET confirm": IN_HOUSE,
    "POST confirm": IN_HOUSE,
    "GET undo_address": [410] * len(ROLES),  # not a token of this door; a true one is tried in test_signin_address
    "POST undo_address": [410] * len(ROLES),
    "GET preview": OVERSEERS,
    "POST preview": with_answer(OVERSEERS, FORBIDDEN),  # with words: nothing is saved there
    "GET preview_page": OVERSEERS,
    "POST preview_page": with_answer(OVERSEERS, FORBIDDEN),
    "GET keep_factor": with_answer(IN_HOUSE, MOVED),  # nobody asked for anything
    "POST keep_factor": with_answer(IN_HOUSE, MOVED),
    "GET service": OPERATOR,
    "POST try_again": with_answer(OPERATOR, MOVED),
    "POST send_test": with_answer(OPERATOR, MOVED),
    "GET lifts": [LOGIN] + [FORBIDDEN] * 7 + [OK],
    "POST lifts": [LOGIN] + [FORBIDDEN] * 7 + [INVALID],
    "POST agree_to_lift": [LOGIN] + [FORBIDDEN] * 7 + [MISSING],
    "GET styleguide": [LOGIN] + [FORBIDDEN] * 7 + [OK],
}
