"""Where is each door in the room that everybody tries, and what happens to whoever knocks?"""

from django.urls import URLResolver, get_resolver, reverse

from groups import links
from peergroups.outbox import stopping
from peergroups.tests.doors.answers import LOGIN, MOVED

THIRD_PARTY = ("admin:", "account_", "mfa_")  # their own doors: tried in test_signin, and in test_admin of groups


def routes(resolver=None, space=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, f"{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name}", entry.callback


def own_routes():
    return [(name, view) for name, view in routes() if not name.startswith(THIRD_PARTY)]


def address(name, cast):
    """Return the address of a route in the room everybody tries."""
    given = {
        "group_slug": cast.room.slug,
        "meeting_id": cast.meeting.pk,
        "topic_id": cast.topic.pk,
        "parkedtopic_id": cast.parked.pk,
        "swap_id": cast.swap.pk,
        "commitment_id": cast.commitment.pk,
        "check_in_token": cast.check_in_token,
        "stop_token": stopping.token(cast.people["member"], "commitments"),
        "provider": "postmark",
        "topic": "commitments",
        "goal_id": cast.goal.pk,
        "dictation_id": cast.dictation.pk,
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
        "matter": "answer",
        "member_id": cast.people["member"].pk,
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


def whole(answer):
    """Return all that an answer says: its page, its headers, its cookies."""
    return answer.content.decode() + str(answer.headers) + str(answer.cookies)
