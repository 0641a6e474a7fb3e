"""Who tries the doors? One room with its people, and everybody who should stay outside."""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from accountability import holding
from accountability import links as check_ins
from accountability.models import commit, dictate, set_out
from groups import archives, helping, running, wall
from groups import glass as glasses
from groups.breaches import report
from groups.founding import invite
from groups.intake import asking_to_apply, conflicts, importing, reviewing
from groups.models import calendars
from groups.seating.tests.proposed import make_draft, make_put_forward, make_trial, make_waiting, planned
from groups.tests.makers import (
    make_application,
    make_cohort,
    make_facilitator,
    make_group,
    make_member,
    make_person,
    make_programme,
)
from meetings import coaching, parking, swapping
from meetings.models.hot_seats import draft
from meetings.models.updates import bring, keep
from meetings.polls import links
from meetings.tests.makers import make_meeting, make_poll, make_request, make_seat
from peergroups.outbox.models import Wishes

CANARY = "canary-of-mill-street"
ROLES = ("visitor", "outsider", "invited", "unsigned", "member", "former", "facilitator", "admin", "operator")


def gather():
    """Make a room with words in it, and one person for each role; a visitor is nobody."""
    now = timezone.now()
    admin = make_person("Nadia Haddad")
    room = make_group(programme=make_programme(admin))
    people = {
        "visitor": None,
        "outsider": make_member(make_group("Quay", programme=room.programme), "Leo Hart"),
        "unsigned": make_member(room, "Jo Bell", signed=False),
        "member": make_member(room),
        "former": make_member(room, "Dana Fox"),
        "facilitator": make_facilitator(room),
        "admin": admin,
        "operator": make_person("Otto Berg", is_operator=True),
    }
    Wishes.objects.create(person=people["member"], quiet_from=0, quiet_until=0)  # it may be night while this runs
    room.memberships.get(person=people["former"]).leave(now=now)
    invitation = invite(room, "ravi@example.org", by=people["facilitator"], now=now)
    people["invited"] = invitation.person
    meeting = make_meeting(room, now + timedelta(days=3), now=now)
    seat = make_seat(meeting, people["member"])
    coaching.name(seat, people["facilitator"], now=now)
    poll = make_poll(room, now + timedelta(days=9), by=people["facilitator"], moves=meeting, now=now)
    with wall.as_person(people["member"]):
        wish = make_request(room, people["member"], question=CANARY, situation=CANARY, now=now)
        draft(seat, now=now, decide=CANARY, tried="", good_hour="", avoid="").share(now=now)
        keep(meeting, people["member"], now=now, challenge=CANARY).share(now=now)
        topic = bring(meeting, people["member"], CANARY, now=now)
        parked = parking.park(room, people["member"], CANARY, now=now)
        commitment = commit(room, people["member"], due_on=(now + timedelta(days=5)).date(), now=now, what=CANARY)
        a_year = {"due_on": (now + timedelta(days=300)).date(), "audience": "group"}
        goal = set_out(room, people["member"], now=now, goal=CANARY, people=CANARY, **a_year)
        whom = {"by": "buddy", "avoid": CANARY, "audience": "reader", "reader": people["facilitator"]}
        holding.hold_me(room.membership_of(people["member"]), now=now, **whom)
        breach = report(
            room, by=people["member"], reader=people["facilitator"], says_who=False, what=CANARY, who=CANARY, now=now
        )
    with wall.as_person(people["facilitator"]):
        said = {"by": people["facilitator"], "what": CANARY, "due_on": (now + timedelta(days=5)).date()}
        dictation = dictate(meeting, people["member"], now=now, **said)
        holding.hold_me(room.membership_of(people["facilitator"]), now=now, by="buddy")
    glass = glasses.ask(room, by=admin, reason="Somebody may be in danger.", hours=24, now=now)
    helped = helping.let(people["member"], admin, ["/settings/", room.get_absolute_url()], now=now)
    archive = archives.ask(room, by=people["member"], now=now)
    cohort = make_cohort(now.date() - timedelta(days=20), programme=room.programme)
    application = make_application(invitation.person, cohort, now=now)
    named = {"kind": "competitor", "whom": "Leo at the quay", "now": now}
    conflict = conflicts.declare(application, **named)
    conflicts.match(conflict, people["outsider"], by=admin, now=now)
    drawn, proposal = make_proposal(room, cohort, people, now=now)
    listed = importing.begin(cohort, "name,e-mail\nMia,mia@example.org", decision="", by=admin, now=now)
    importing.match(listed, {0: "name", 1: "email"})
    asking_to_apply.ask(cohort, ["noor@example.org"], by=admin, now=now)
    reviewnote = reviewing.write_note(application, "Asks good questions.", by=admin, now=now)
    secret = calendars.renew(people["member"], now=now)
    keeper = running.name_facilitator(room.programme, people["facilitator"].email, by=admin, now=now)
    return SimpleNamespace(
        room=room,
        keeper=keeper,
        people=people,
        invitation=invitation,
        meeting=meeting,
        topic=topic,
        seat=seat,
        wish=wish,
        parked=parked,
        swap=swapping.ask(seat, people["facilitator"], now=now),
        poll=poll,
        poll_token=links.token(poll, room.membership_of(people["member"])),
        commitment=commitment,
        check_in_token=check_ins.token([commitment], now),
        goal=goal,
        dictation=dictation,
        glass=glass,
        help=helped,
        secret=secret,
        breach=breach,
        archive=archive,
        cohort=cohort,
        application=application,
        conflict=conflict,
        draft=drawn,
        proposal=proposal,
        trial=make_trial(room.memberships.get(person=people["member"])),
        listed=listed,
        asked=cohort.asked.get(),
        reviewnote=reviewnote,
    )


def make_proposal(room, cohort, people, *, now):
    """Draw up a draft, and propose a newcomer to those who sit in the room."""
    ravi = make_waiting(cohort, "Gita Rao", brings="Ten years of export", shown=["brings"])
    draft = make_draft(cohort, planned("g1", [ravi], existing=room), by=people["admin"])
    return draft, make_put_forward(room, ravi, by=people["admin"], now=now)
