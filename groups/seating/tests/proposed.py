"""People who wait in a cohort, a draft that puts them together, and what they answer."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

from django.db import connection

from groups.formation.tests import makers as values
from groups.models import Application, Draft, DraftStep, Facilitator, Pledge, Profile, Proposal, Trial
from groups.models.proposals import Said
from groups.seating import asking, consents, proposing, reviewing, settling
from groups.tests.makers import NOON, make_cohort, make_person, make_programme
from peergroups.outbox.models import Delivery

YES = Said(yes=True)
NO = Said(yes=False)
NAMES = ("Ana Ruiz", "Ben Cole", "Cleo Marsh", "Dov Stein", "Edie Lund", "Finn Gray", "Gita Rao", "Hugo Blanc")
TUESDAY_AT_SIX = 48 + 36


def make_waiting(cohort, name, **profile):
    """Let somebody wait for a seat in a cohort, accepted."""
    person = make_person(name)
    Profile.objects.create(person=person, **profile)
    Application.objects.create(
        cohort=cohort, person=person, began_at=NOON, submitted_at=NOON, decision="accepted", decided_at=NOON
    )
    return person


def planned(key, members, *, facilitator=None, existing=None, way="online"):
    """Write one group as a plan keeps it."""
    return {
        "key": key,
        "members": [str(person.pk) for person in members],
        "slot": TUESDAY_AT_SIX,
        "facilitator": facilitator and str(facilitator.pk),
        "language": "en",
        "format": way,
        "existing": existing and str(existing.pk),
        "locked": False,
    }


def make_draft(cohort, *groups, by, number=1):
    draft = Draft.objects.create(
        cohort=cohort,
        number=number,
        asked_by=by,
        asked_at=NOON,
        pool=pool(groups),
        pool_hash="",
        solver="by hand",
        state="done",
        ended_at=NOON,
    )
    plan = {"groups": list(groups), "held": []}
    DraftStep.objects.create(draft=draft, number=0, is_current=True, plan=plan, made_at=NOON)
    return draft


def make_intake(people=6, *, programme=None, admin=None):
    """Make a programme with an admin, a facilitator, and people who wait in a cohort, in one draft of one group."""
    admin = admin or make_person("Nadia Haddad")
    programme = programme or make_programme(admin)
    cohort = make_cohort(date(2026, 1, 1), programme=programme)
    keeper = make_person("Sam Okoro")
    Facilitator.objects.create(programme=programme, person=keeper)
    waiting = [make_waiting(cohort, name) for name in NAMES[:people]]
    draft = make_draft(cohort, planned("g1", waiting, facilitator=keeper), by=admin)
    return SimpleNamespace(admin=admin, programme=programme, cohort=cohort, keeper=keeper, people=waiting, draft=draft)


def pool(groups):
    """Write down the people of these groups as ones who differ in nothing, so that every rule is kept."""
    free = [[TUESDAY_AT_SIX, TUESDAY_AT_SIX + 4]]
    members = [one for group in groups for one in group["members"]]
    people = [
        values.make_person(number) | {"id": one, "free": free} for number, one in enumerate(dict.fromkeys(members))
    ]
    keepers = dict.fromkeys(group["facilitator"] for group in groups if group["facilitator"])
    running = [group["existing"] for group in groups if group["existing"]]
    return values.make_instance(
        people,
        facilitators=[values.make_facilitator(free=free, id=one) for one in keepers],
        existing_groups=[values.make_running(id=one, slot=TUESDAY_AT_SIX) for one in dict.fromkeys(running)],
    )


def invite(intake, *, now=NOON, **reasons):
    """Propose the groups of its draft, as an admin does on the page."""
    step = reviewing.current(intake.draft)
    return proposing.invite(intake.draft, step=step, names={}, reasons=reasons, by=intake.admin, now=now)


def propose(people=6, *, now=NOON, **reasons):
    """Make an intake and propose its one group."""
    intake = make_intake(people)
    intake.proposal = invite(intake, now=now, **reasons)[0]
    return intake


def say(proposal, said, *, now=NOON):
    """Let people answer, each what is given for them."""
    for person, each in said.items():
        consents.answer(proposal, person, each, now=now)


def all_say(intake, said=YES, *, but=(), now=NOON):
    """Let everybody asked answer alike."""
    say(intake.proposal, {person: said for person in [*intake.people, intake.keeper] if person not in but}, now=now)


def morning_after(now=NOON):
    return now + timedelta(days=1)


def settle(intake, *, now=None):
    """Let the next morning come, and look at what became of it."""
    settling.plan(now=now or morning_after())
    intake.proposal = Proposal.objects.get(pk=intake.proposal.pk)
    return intake.proposal


def mails():
    """Tell who is owed which mail."""
    return sorted(Delivery.objects.values_list("person__name", "kind"))


def sealed():
    """Return each answer as it is kept, by person."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id, said FROM groups_answer")
        return dict(cursor.fetchall())


def at(day, hour=12):
    return datetime.combine(day, datetime.min.time(), NOON.tzinfo) + timedelta(hours=hour)


def make_trial(place, *, began_at=NOON):
    """Put somebody who sits in a group on trial."""
    signed = Pledge.objects.create(place=place, version=1, signed_on=began_at.date())
    return Trial.objects.create(place=place, pledge=signed, began_at=began_at)


def make_put_forward(room, newcomer, *, by, now=NOON):
    """Ask those who sit in a room about a newcomer, however few they are."""
    proposal = Proposal.objects.create(
        programme=room.programme,
        group=room,
        newcomer=newcomer,
        name=room.name,
        zone=room.zone,
        proposed_by=by,
        proposed_at=now,
        answers_by=now + asking.TIME_TO_ANSWER,
    )
    sitting = [place.person for place in room.memberships.signed().select_related("person")]
    asking.ask(proposal, sitting, asking.Part.SITTING, now=now)
    return proposal
