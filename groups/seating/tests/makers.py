"""The smallest cohort that can be formed, for the tests of forming and of what is built on it."""

from datetime import date, timedelta

from groups.formation.reading import read
from groups.models import Application, Facilitator, FreeTime, Profile
from groups.seating import drafting
from groups.seating.plans import plan_of
from groups.seating.solving import solve
from groups.tests.makers import NOON, make_cohort, make_person, make_programme

SPRING = date(2026, 1, 12)
DAY = 48
TUESDAY = (DAY + 34, DAY + 42)  # 17:00 to 21:00
TRADES = ("agency", "coaching", "construction", "ecommerce", "education", "energy", "finance", "food", "health")


def make_intake(count=6, *, keepers=1, free=(TUESDAY,), **days):
    """Make a cohort with so many people to seat and so many facilitators, all free at one time."""
    programme = make_programme(make_person("Nadia Haddad"))
    programme.zone = "Europe/London"
    programme.save()
    cohort = make_cohort(SPRING, programme=programme, **days)
    for number in range(count):
        make_applicant(cohort, f"P{number:02} Peer", free=free, industry=TRADES[number % len(TRADES)])
    for number in range(keepers):
        make_keeper(programme, f"F{number:02} Keeper", free=free)
    return cohort


def make_applicant(cohort, name, *, free=(TUESDAY,), zone="Europe/London", decision="accepted", **told):
    """Make somebody who waits for a seat, and told all that is needed."""
    person = make_person(name, time_zone=zone)
    told = {"industry": "food", "years": 4, "people": 3, "revenue": 2, "areas": ["sales"], "themes": ["pricing"]} | told
    Profile.objects.create(person=person, **told)
    make_free(person, free)
    Application.objects.create(
        cohort=cohort, person=person, began_at=NOON, submitted_at=NOON, decision=decision, decided_at=NOON
    )
    return person


def make_free(person, free):
    FreeTime.objects.bulk_create(FreeTime(person=person, begins=begins, ends=ends) for begins, ends in free)


def make_keeper(programme, name, *, free=(TUESDAY,), zone="Europe/London", **fields):
    """Make a facilitator of the programme, and say when they are free."""
    person = make_person(name, time_zone=zone)
    make_free(person, free)
    return Facilitator.objects.create(programme=programme, person=person, **fields)


def make_draft(cohort, *, by=None, now=NOON, **wishes):
    """Propose groups and have them found here and now: a finished draft, with what was found as step 0."""
    draft = drafting.propose(cohort, by=by or cohort.programme.admins.get(), now=now, **wishes)
    drafting.begin(draft, now=now)
    drafting.end(draft, solve(drafting.job(draft)), now=now + timedelta(seconds=3))
    draft.refresh_from_db()
    return draft


def names(draft):
    """Tell the groups of a draft's present plan by the names of who sits in them."""
    called = {str(one.person_id): one.person.first_name for one in draft.cohort.applications.select_related("person")}
    plan = draft.plan_steps.get(is_current=True).plan
    return [sorted(called[one] for one in group["members"]) for group in plan["groups"]]


def plan(draft):
    """Read the pool and the present plan of a draft as the solver does."""
    pool = read(draft.pool)
    return pool, plan_of(pool, draft.plan_steps.get(is_current=True).plan)
