"""Who may open what? Every route × method × role, with the answer each gets; a route without a row fails."""

import pytest
from django.urls import URLResolver, get_resolver, reverse

from groups import links
from peergroups.tests.cast import CANARY, ROLES, gather

pytestmark = pytest.mark.django_db

OK, MOVED, FORBIDDEN, MISSING, METHOD, INVALID, LOGIN = 200, 302, 403, 404, 405, 422, "sign in"
CONFLICT = 409
THIRD_PARTY = (
    "admin:",
    "account_",
    "mfa_",
)  # Django's admin and allauth keep their own doors; tried below and in test_signin

# Each row: visitor, outsider, invited, unsigned, member, former, facilitator, admin, operator.
OPEN = [OK] * 9
IN_HOUSE = [LOGIN] + [OK] * 8
ROOM = [LOGIN, MISSING, MISSING, MOVED, OK, MISSING, OK, OK, MISSING]
MEMBERS = [LOGIN, MISSING, MISSING, MOVED, OK, MISSING, OK, FORBIDDEN, MISSING]
SIGNED_OR_NOT = [LOGIN, MISSING, MISSING, OK, OK, MISSING, OK, FORBIDDEN, MISSING]
IN_MEETING = [LOGIN, MISSING, MISSING, MOVED, OK, MISSING, OK, MISSING, MISSING]
KEEPER = [LOGIN, MISSING, MISSING, FORBIDDEN, FORBIDDEN, MISSING, OK, MISSING, MISSING]
ROOM_KEEPER = [LOGIN, MISSING, MISSING, FORBIDDEN, FORBIDDEN, MISSING, OK, FORBIDDEN, MISSING]
STEWARD = [LOGIN, MISSING, MISSING, FORBIDDEN, FORBIDDEN, MISSING, OK, OK, MISSING]
INVITED = [LOGIN, MISSING, OK, MISSING, MISSING, MISSING, FORBIDDEN, FORBIDDEN, MISSING]
INVITING = [LOGIN, MISSING, FORBIDDEN, MISSING, MISSING, MISSING, MOVED, MOVED, MISSING]
ADMIN = [LOGIN, MISSING, MISSING, FORBIDDEN, FORBIDDEN, MISSING, FORBIDDEN, OK, MISSING]
SEATED = [LOGIN, MISSING, MISSING, MOVED, OK, MISSING, FORBIDDEN, MISSING, MISSING]
AUTHOR = [LOGIN, MISSING, MISSING, MISSING, OK, MISSING, FORBIDDEN, MISSING, MISSING]
CONCERNED = [LOGIN] + [MISSING] * 3 + [OK, MISSING, OK, MISSING, MISSING]  # who reported it, and who was chosen
OWNER = [LOGIN, MISSING, MISSING, FORBIDDEN, OK, MISSING, FORBIDDEN, MISSING, MISSING]
PREPARING = [LOGIN, MISSING, MISSING, FORBIDDEN, OK, MISSING, OK, MISSING, MISSING]  # who is seated, who coaches them
ASKED = [LOGIN, MISSING, MISSING, MISSING, OK, MISSING, OK, FORBIDDEN, MISSING]  # about a newcomer
RUNS_PROPOSAL = [LOGIN, MISSING, MISSING, MISSING, FORBIDDEN, MISSING, FORBIDDEN, MOVED, MISSING]
WRITER = [LOGIN, MISSING, OK] + [MISSING] * 4 + [FORBIDDEN, MISSING]  # whoever applied; the admin reads elsewhere
FELLOW = [LOGIN, MISSING, MISSING, MISSING, OK, MISSING, OK, MISSING, MISSING]
HELPER = [LOGIN] + [MISSING] * 6 + [OK, MISSING]  # the admin, whom the member let look
OVERSEERS = [LOGIN] + [FORBIDDEN] * 6 + [OK, OK]
APPLICANT = [LOGIN, MISSING, OK, MISSING, MISSING, MISSING, MISSING, FORBIDDEN, MISSING]
# The admin who is no part of it: neither whoever applied or declared, nor the other one, who learns nothing.
JUDGE = [LOGIN, MISSING, FORBIDDEN, MISSING, MISSING, MISSING, MISSING, OK, MISSING]
RUNNER = [LOGIN] + [MISSING] * 6 + [OK, MISSING]  # who runs the programme; nobody in its groups, and no operator
OPERATOR = [LOGIN] + [FORBIDDEN] * 7 + [OK]


def with_answer(row, answer):
    """The same doors, with another answer for those who come in."""
    return [answer if status == OK else status for status in row]


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
    "GET lifts": [LOGIN] + [FORBIDDEN] * 7 + [OK],
    "POST lifts": [LOGIN] + [FORBIDDEN] * 7 + [INVALID],
    "POST agree_to_lift": [LOGIN] + [FORBIDDEN] * 7 + [MISSING],
    "GET styleguide": [LOGIN] + [FORBIDDEN] * 7 + [OK],
    "GET groups:apply": OPEN,
    "POST groups:apply_enter": [INVALID] + [MOVED] * 8,
    "GET groups:apply_code": [MOVED] * 9,  # nobody was sent a code here
    "POST groups:apply_code": [MOVED] * 9,
    "POST groups:apply_begin": with_answer(IN_HOUSE, MOVED),
    "POST groups:tell_me": with_answer(IN_HOUSE, MOVED),
    "GET groups:application": WRITER,
    "GET groups:apply_step": WRITER,
    "POST groups:apply_step": with_answer(WRITER, INVALID),  # a name is never left empty
    "GET groups:check": WRITER,
    "POST groups:send_application": with_answer(WRITER, MOVED),
    "GET groups:take_back_application": WRITER,
    "POST groups:take_back_application": with_answer(WRITER, MOVED),
    "GET groups:person": FELLOW,
    "GET groups:profile": IN_HOUSE,
    "GET groups:change_profile": IN_HOUSE,
    "POST groups:change_profile": with_answer(IN_HOUSE, INVALID),
    "GET groups:mails": IN_HOUSE,
    "GET groups:let_help": IN_HOUSE,
    "POST groups:let_help": with_answer(IN_HOUSE, INVALID),
    "GET groups:help": HELPER,
    "GET groups:look": with_answer(HELPER, MOVED),
    "POST groups:look": with_answer(HELPER, MOVED),  # no page was named
    "GET groups:look_elsewhere": with_answer(HELPER, MOVED),
    "POST groups:look_elsewhere": with_answer(HELPER, MOVED),
    "POST groups:end_help": [LOGIN, MISSING, MISSING, MISSING, MOVED, MISSING, MISSING, MOVED, MISSING],
    "GET groups:programmes": [LOGIN] + [FORBIDDEN] * 6 + [MOVED, OK],  # with one, straight to it
    "GET groups:found_programme": OPERATOR,
    "POST groups:found_programme": with_answer(OPERATOR, INVALID),
    "GET groups:programme": RUNNER,
    "GET groups:programme_settings": RUNNER,
    "POST groups:programme_settings": with_answer(RUNNER, INVALID),
    "GET groups:programme_log": RUNNER,
    "GET groups:programme_admins": RUNNER,
    "POST groups:programme_admins": with_answer(RUNNER, INVALID),
    "POST groups:dismiss_admin": with_answer(RUNNER, MOVED),  # with the words that somebody has to stay
    "GET groups:facilitators": RUNNER,
    "POST groups:facilitators": with_answer(RUNNER, INVALID),
    "GET groups:change_facilitator": RUNNER,
    "POST groups:change_facilitator": with_answer(RUNNER, INVALID),
    "POST groups:dismiss_facilitator": with_answer(RUNNER, MOVED),
    "GET groups:plan_cohort": RUNNER,
    "POST groups:plan_cohort": with_answer(RUNNER, INVALID),
    "GET groups:cohort": RUNNER,
    "GET groups:forming": RUNNER,
    "POST groups:forming": with_answer(RUNNER, INVALID),
    "GET groups:compare_drafts": RUNNER,
    "GET groups:draft_progress": with_answer(RUNNER, MOVED),  # to its page: only that page asks for the piece
    "POST groups:stop_draft": with_answer(RUNNER, MOVED),
    "POST groups:propose_again": with_answer(RUNNER, MOVED),
    "GET groups:change_cohort": RUNNER,
    "POST groups:change_cohort": with_answer(RUNNER, INVALID),
    "GET groups:found_group": RUNNER,
    "POST groups:found_group": with_answer(RUNNER, INVALID),
    "GET groups:alumni": RUNNER,
    "POST groups:tell_alumni": with_answer(RUNNER, MOVED),
    "GET groups:hear_of_intakes": IN_HOUSE,
    "POST groups:hear_of_intakes": with_answer(IN_HOUSE, MOVED),
    "POST groups:go_on": with_answer(MEMBERS, MOVED),
    "GET groups:list": [LOGIN, MOVED, OK, MOVED, MOVED, OK, MOVED, OK, OK],
    "GET groups:room": ROOM,
    "POST groups:start": with_answer(STEWARD, INVALID),
    "GET groups:invite": STEWARD,
    "POST groups:invite": with_answer(STEWARD, INVALID),
    "GET groups:charter": SIGNED_OR_NOT,
    "POST groups:sign": with_answer(SIGNED_OR_NOT, MOVED),
    "GET groups:change_charter": ROOM_KEEPER,
    "POST groups:change_charter": with_answer(ROOM_KEEPER, INVALID),
    "POST groups:stay": with_answer(SIGNED_OR_NOT, MOVED),
    "GET groups:sabbatical": SIGNED_OR_NOT,
    "POST groups:sabbatical": with_answer(SIGNED_OR_NOT, INVALID),
    "POST groups:come_back": with_answer(SIGNED_OR_NOT, MOVED),
    "POST groups:explain": with_answer(STEWARD, INVALID),
    "POST groups:keep": with_answer(MEMBERS, MOVED),
    "GET groups:hand_over": ROOM_KEEPER,
    "POST groups:hand_over": with_answer(ROOM_KEEPER, INVALID),
    "GET groups:archive": MEMBERS,
    "POST groups:ask_for_archive": with_answer(MEMBERS, MOVED),
    "POST groups:answer_archive": with_answer(IN_MEETING, INVALID),
    "POST groups:make_archive": with_answer(OWNER, MOVED),  # with the words whose answer it waits for
    "GET groups:breaches": MEMBERS,
    "GET groups:report": MEMBERS,
    "POST groups:report": with_answer(MEMBERS, INVALID),
    "GET groups:breach": CONCERNED,
    "POST groups:breach_talk": with_answer(CONCERNED, INVALID),
    "POST groups:breach_decide": with_answer(CONCERNED, INVALID),
    "POST groups:breach_record": with_answer(CONCERNED, MOVED),  # with the words that it is not its turn
    "POST groups:breach_withdraw": with_answer(CONCERNED, MOVED),
    "GET groups:applications": RUNNER,
    "GET groups:decide": with_answer(RUNNER, MOVED),  # with the words that nobody was ticked
    "POST groups:decide": with_answer(RUNNER, MOVED),
    "GET groups:review": JUDGE,
    "POST groups:undo_decision": with_answer(JUDGE, MOVED),  # with the words that there is nothing to undo
    "POST groups:write_review_note": with_answer(JUDGE, INVALID),
    "POST groups:write_why": with_answer(JUDGE, INVALID),
    "POST groups:delete_note": with_answer(RUNNER, MOVED),
    "GET groups:declare": APPLICANT,
    "POST groups:declare": with_answer(APPLICANT, INVALID),
    "POST groups:take_back_conflict": [LOGIN, MISSING, MOVED] + [MISSING] * 6,  # and for the admin it is gone then
    "GET groups:people": RUNNER,
    "GET groups:invite_people": RUNNER,
    "POST groups:invite_people": with_answer(RUNNER, INVALID),
    "POST groups:ask_people": with_answer(RUNNER, INVALID),
    "GET groups:bring_in": RUNNER,
    "POST groups:bring_in": with_answer(RUNNER, INVALID),
    "GET groups:import_template": RUNNER,
    "GET groups:import": RUNNER,
    "GET groups:match_columns": RUNNER,
    "POST groups:match_columns": with_answer(RUNNER, INVALID),
    "POST groups:confirm_import": with_answer(RUNNER, MOVED),
    "POST groups:discard_import": with_answer(RUNNER, MOVED),
    "GET groups:import_problems": RUNNER,
    "POST groups:undo_import": with_answer(RUNNER, MOVED),  # with the words that there is nothing to take back
    "GET groups:send_import": RUNNER,
    "POST groups:send_import": with_answer(RUNNER, INVALID),
    "GET groups:asked": OPEN,  # to whoever holds the link, which shows nobody
    "POST groups:asked": [MOVED] * 9,
    "GET groups:draft": RUNNER,
    "GET groups:draft_move": RUNNER,
    "GET groups:draft_print": RUNNER,
    "GET groups:draft_group": RUNNER,
    "POST groups:arrange": with_answer(RUNNER, INVALID),
    "POST groups:write_note": with_answer(RUNNER, MOVED),
    "POST groups:override_rule": with_answer(RUNNER, INVALID),
    "POST groups:uphold_rule": with_answer(RUNNER, MOVED),
    "POST groups:solve_rest": with_answer(RUNNER, MOVED),
    "POST groups:move": with_answer(RUNNER, MOVED),  # with the words that it is no longer there, as below
    "POST groups:swap": with_answer(RUNNER, MOVED),
    "POST groups:lock": with_answer(RUNNER, MOVED),
    "POST groups:undo": with_answer(RUNNER, MOVED),
    "POST groups:redo": with_answer(RUNNER, MOVED),
    "GET groups:conflicts": RUNNER,
    "GET groups:conflict_set": RUNNER,
    "POST groups:conflict_set": with_answer(RUNNER, INVALID),
    "POST groups:judge_guess": with_answer(RUNNER, MOVED),  # with the words that these two are no longer there
    "GET groups:conflict": JUDGE,
    "GET groups:match_conflict": JUDGE,
    "POST groups:match_conflict": with_answer(JUDGE, INVALID),
    "POST groups:override_conflict": with_answer(JUDGE, INVALID),
    "POST groups:uphold_conflict": with_answer(JUDGE, MOVED),
    "POST groups:lift_conflict": with_answer(JUDGE, MOVED),  # with the words that it was declared
    "GET groups:log": ROOM,
    "GET groups:glass": ROOM,
    "POST groups:glass_ask": with_answer(ADMIN, INVALID),
    "POST groups:glass_confirm": with_answer(ADMIN, MOVED),  # with the words that another admin has to agree
    "POST groups:glass_read": with_answer(ADMIN, INVALID),
    "POST groups:glass_end": with_answer(ADMIN, MOVED),
    "GET groups:invitations": STEWARD,
    "GET groups:invitation": [OK, OK, MOVED] + [OK] * 6,  # somebody else reads that it is another's, and no more
    "GET groups:join": INVITED,
    "POST groups:join": with_answer(INVITED, INVALID),
    "POST groups:send_again": INVITING,
    "POST groups:withdraw": INVITING,
    "GET groups:open_seat": STEWARD,
    "POST groups:open_seat": with_answer(STEWARD, MOVED),
    "POST groups:close_seat": with_answer(STEWARD, MOVED),
    "POST groups:put_forward": with_answer(ADMIN, MOVED),  # with the words that nobody was asked
    "GET groups:trial": MEMBERS,
    "POST groups:trial": MEMBERS,  # nothing is asked yet
    "POST groups:record_trial": with_answer(KEEPER, MOVED),  # with the words that it is not the time
    "GET groups:review_draft": RUNNER,
    "POST groups:review_draft": with_answer(RUNNER, INVALID),
    "GET groups:proposals": RUNNER,
    "GET groups:proposal": ASKED,
    "POST groups:answer_proposal": with_answer(ASKED, INVALID),
    "POST groups:extend_proposal": RUNS_PROPOSAL,  # with the words that it is not its time
    "POST groups:release_proposal": RUNS_PROPOSAL,
    "POST groups:go_on_with_proposal": [INVALID if one == MOVED else one for one in RUNS_PROPOSAL],
    "GET groups:who_sees": IN_HOUSE,
    "GET groups:readers": AUTHOR,
    "POST groups:readers": with_answer(AUTHOR, INVALID),
    "GET groups:export": IN_HOUSE,
    # What follows asks everybody first whether it is them, whatever they want there.
    "GET groups:ask_for_export": [LOGIN] + [MOVED] * 8,
    "POST groups:ask_for_export": [LOGIN] + [MOVED] * 8,
    "GET groups:fetch_export": [LOGIN] + [MOVED] * 8,
    "POST groups:fetch_export": [LOGIN] + [MOVED] * 8,
    "GET groups:leave": [LOGIN] + [MOVED] * 8,
    "POST groups:leave": [LOGIN] + [MOVED] * 8,
    "GET groups:erase": [LOGIN] + [MOVED] * 8,
    "POST groups:erase": [LOGIN] + [MOVED] * 8,
    "GET meetings:list": MEMBERS,
    "GET meetings:plan": ROOM_KEEPER,
    "POST meetings:plan": with_answer(ROOM_KEEPER, INVALID),
    "GET meetings:rhythm": ROOM_KEEPER,
    "POST meetings:rhythm": with_answer(ROOM_KEEPER, INVALID),
    "GET meetings:start_poll": ROOM_KEEPER,
    "POST meetings:start_poll": with_answer(ROOM_KEEPER, INVALID),
    "GET meetings:find_time": with_answer(KEEPER, MOVED),  # its group is asked already: to how that stands
    "POST meetings:find_time": with_answer(KEEPER, MOVED),
    "GET meetings:poll": IN_MEETING,
    "POST meetings:vote": with_answer(IN_MEETING, INVALID),
    "GET meetings:pick": KEEPER,
    "POST meetings:pick": with_answer(KEEPER, INVALID),
    "GET meetings:give_up": KEEPER,
    "POST meetings:give_up": with_answer(KEEPER, MOVED),
    "GET meetings:vote_by_link": OPEN,  # to whoever holds the member's link, which names nobody else
    "POST meetings:vote_by_link": [INVALID] * 9,
    "GET meetings:detail": IN_MEETING,
    "GET meetings:file": IN_MEETING,
    "GET meetings:calendar": IN_HOUSE,
    "POST meetings:calendar": with_answer(IN_HOUSE, INVALID),
    "POST meetings:renew_calendar": [LOGIN, OK, OK, OK, MOVED, OK, OK, OK, OK],  # a member has one: asked which first
    "POST meetings:stop_calendar": with_answer(IN_HOUSE, MOVED),
    "GET meetings:feed": OPEN,  # to whoever knows the member's secret: more in test_calendars
    "GET meetings:arrange": KEEPER,
    "POST meetings:arrange": with_answer(KEEPER, INVALID),
    "POST meetings:shift": with_answer(KEEPER, OK),
    "POST meetings:add_part": with_answer(KEEPER, OK),
    "POST meetings:remove_part": with_answer(KEEPER, OK),
    "POST meetings:fit": with_answer(KEEPER, MOVED),
    "POST meetings:lay": with_answer(KEEPER, MOVED),
    "POST meetings:keep_agenda": with_answer(KEEPER, MOVED),
    "POST meetings:share_agenda": with_answer(KEEPER, INVALID),
    "POST meetings:take_back_agenda": with_answer(KEEPER, MOVED),
    "GET meetings:seats": MEMBERS,
    "POST meetings:assign_next": with_answer(KEEPER, MOVED),
    "POST meetings:let_go_first": with_answer(KEEPER, INVALID),
    "POST meetings:pass": with_answer(IN_MEETING, MOVED),
    "POST meetings:swap": [LOGIN, MISSING, MISSING, MOVED, INVALID, MISSING, MOVED, MISSING, MISSING],  # one has a seat
    "POST meetings:agree": [LOGIN] + [MISSING] * 3 + [FORBIDDEN, MISSING, MOVED, MISSING, MISSING],  # who was asked
    "POST meetings:close_swap": [LOGIN] + [MISSING] * 3 + [MOVED, MISSING, MOVED, MISSING, MISSING],
    "GET meetings:parked": MEMBERS,
    "POST meetings:parked": with_answer(MEMBERS, INVALID),
    "POST meetings:raise": with_answer(IN_MEETING, MOVED),
    "POST meetings:close_parked": with_answer(OWNER, MOVED),
    "GET meetings:topics": IN_MEETING,
    "POST meetings:topics": with_answer(IN_MEETING, INVALID),
    # Its author took it back, so for those who try next it is gone: more in test_agendas.
    "POST meetings:withdraw_topic": [LOGIN, MISSING, MISSING, FORBIDDEN, MOVED, MISSING, MISSING, MISSING, MISSING],
    "GET meetings:too_few": KEEPER,
    "POST meetings:too_few": with_answer(KEEPER, INVALID),
    "GET meetings:quorum": ROOM_KEEPER,
    "POST meetings:quorum": with_answer(ROOM_KEEPER, MOVED),  # empty: more than half
    "GET meetings:move": KEEPER,
    "POST meetings:move": with_answer(KEEPER, INVALID),
    "GET meetings:cancel": KEEPER,
    "POST meetings:cancel": with_answer(KEEPER, MOVED),
    "POST meetings:answer": with_answer(IN_MEETING, INVALID),
    "GET meetings:update": IN_MEETING,
    "POST meetings:update": [
        LOGIN,
        MISSING,
        MISSING,
        MOVED,
        CONFLICT,
        MISSING,
        MOVED,
        MISSING,
        MISSING,
    ],  # written before
    "POST meetings:share_update": with_answer(IN_MEETING, INVALID),
    "POST meetings:take_back_update": with_answer(IN_MEETING, MOVED),
    "GET meetings:presence": with_answer(KEEPER, MOVED),  # the meeting is to come: more in test_presence
    "POST meetings:presence": with_answer(KEEPER, MOVED),
    "POST meetings:park_line": with_answer(IN_MEETING, MOVED),
    "GET meetings:updates": IN_MEETING,
    "GET meetings:readiness": KEEPER,
    "GET meetings:brief": SEATED,
    "POST meetings:brief": with_answer(SEATED, MOVED),
    "POST meetings:share": with_answer(SEATED, INVALID),
    "POST meetings:take_back": with_answer(SEATED, MOVED),
    "GET meetings:seat": IN_MEETING,
    "GET meetings:ask_seat": MEMBERS,
    "POST meetings:ask_seat": with_answer(MEMBERS, INVALID),
    "GET meetings:request": IN_MEETING,
    "GET meetings:change_request": OWNER,
    "POST meetings:change_request": with_answer(OWNER, INVALID),
    "POST meetings:send_request": with_answer(OWNER, INVALID),
    "POST meetings:close_request": with_answer(OWNER, MOVED),
    "GET meetings:coach": PREPARING,
    "POST meetings:name_coach": with_answer(PREPARING, MOVED),
    "POST meetings:prepare_seat": with_answer(KEEPER, INVALID),
    "GET accountability:list": IN_HOUSE,
    "GET accountability:group": MEMBERS,
    "GET accountability:add": IN_HOUSE,
    "POST accountability:add": [LOGIN, INVALID, OK, OK, INVALID, OK, INVALID, OK, OK],
    "GET accountability:change": OWNER,
    "POST accountability:change": with_answer(OWNER, INVALID),
    "POST accountability:follow_up": with_answer(OWNER, INVALID),
    "POST accountability:take_back": with_answer(OWNER, MOVED),
}
# No demo here: its doors are not there, for anybody. What stands behind them is tried in peergroups/demo/tests.
DOORS |= dict.fromkeys(
    ["GET demo:people", "POST demo:people", "GET demo:inbox", "GET demo:letter", "GET demo:letter_html"], [MISSING] * 9
)
METHODS = ("GET", "POST")


def routes(resolver=None, space=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, f"{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name}", entry.callback


def own_routes():
    return [(name, view) for name, view in routes() if not name.startswith(THIRD_PARTY)]


def test_every_view_stands_behind_a_gate():
    assert [name for name, view in own_routes() if not hasattr(view, "gate")] == []


def test_every_route_has_a_row():
    assert {door.split()[1] for door in DOORS} == {name for name, view in own_routes()}


def address(name, cast):
    """Return the address of a route in the room everybody tries."""
    given = {
        "group_slug": cast.room.slug,
        "meeting_id": cast.meeting.pk,
        "topic_id": cast.topic.pk,
        "parkedtopic_id": cast.parked.pk,
        "swap_id": cast.swap.pk,
        "commitment_id": cast.commitment.pk,
        "seatrequest_id": cast.wish.pk,
        "hotseat_id": cast.seat.pk,
        "invitation_id": cast.invitation.pk,
        "token": links.secret(cast.invitation.pk, cast.invitation.issue),
        "n": 1,
        "poll_id": cast.poll.pk,
        "poll_token": cast.poll_token,
        "lift_id": 1,
        "session_id": 1,
        "export_id": 1,
        "key": "letter",
        "role": "member",
        "path": "today/",
        "secret": cast.secret,
        "glass_id": cast.glass.pk,
        "help_id": cast.help.pk,
        "words_id": cast.commitment.words_id,
        "breach_id": cast.breach.pk,
        "archive_id": cast.archive.pk,
        "programme_slug": cast.room.programme.slug,
        "cohort_id": cast.cohort.pk,
        "application_id": cast.application.pk,
        "conflict_id": cast.conflict.pk,
        "draft_id": cast.draft.pk,
        "proposal_id": cast.proposal.pk,
        "facilitator_id": cast.keeper.pk,
        "group_key": "g1",
        "person": cast.draft.plan_steps.get().plan["groups"][0]["members"][0],
        "person_id": cast.people["admin"].pk,
        "trial_id": cast.trial.pk,
        "import_id": cast.listed.pk,
        "asked_token": cast.asked.token,
        "reviewnote_id": cast.reviewnote.pk,
        "part": "business",
        "fellow_id": cast.people["facilitator"].pk,
    }
    wanted = next(iter(get_resolver(None).reverse_dict.getlist(name)), None) if ":" not in name else None
    parts = wanted[0][0][1] if wanted else parameters(name)
    return reverse(name, kwargs={part: given[part] for part in parts})


def parameters(name):
    space, _colon, route = name.partition(":")
    return next(parts for _text, parts in get_resolver(None).namespace_dict[space][1].reverse_dict.getlist(route)[0][0])


def knock(client, door, cast, person):
    """Try one door as one person, and return the answer."""
    method, name = door.split()
    if person:
        client.force_login(person)
    else:
        client.logout()
    return client.generic(method, address(name, cast), "", content_type="application/x-www-form-urlencoded")


def seen(response):
    to_login = response.status_code == MOVED and response["Location"].startswith("/accounts/login/")
    return LOGIN if to_login else response.status_code


@pytest.mark.parametrize("door", DOORS)
def test_each_role_gets_the_answer_in_the_table(client, door):
    cast = gather()

    answers = {role: knock(client, door, cast, cast.people[role]) for role in ROLES}

    assert [seen(answers[role]) for role in ROLES] == DOORS[door]
    outside = ("visitor", "outsider", "invited", "unsigned", "former", "admin", "operator")
    assert [role for role in outside if CANARY in answers[role].content.decode()] == []


@pytest.mark.parametrize("name", sorted({name for name, view in own_routes()}))
def test_a_method_without_a_row_is_refused(client, name):
    cast = gather()
    unlisted = [method for method in METHODS if f"{method} {name}" not in DOORS]

    answers = {method: knock(client, f"{method} {name}", cast, cast.people["member"]) for method in unlisted}

    assert {answer.status_code for answer in answers.values()} <= {METHOD, FORBIDDEN, MISSING}
