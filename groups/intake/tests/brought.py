"""How does a list come in, and how is it taken back? In as many steps as a worker takes."""

from datetime import timedelta

from groups.intake import importing, undoing
from groups.tests.makers import NOON

LATER = NOON + timedelta(hours=1)
HEADING = "name,e-mail,business,trade,years,languages,free times,wants"
ANN = "Ann Lee,ann@example.org,Lee & Co,bakery,7,en / de,Tue 18:00-20:00; Thu 9-12,Somebody to think with"
LEO = "Leonard,leo@example.org,,barges,3,de,,Company"


def brought(cohort, *lines, heading=HEADING, decision="accepted", now=NOON):
    """Begin an import whose columns are those of its heading."""
    admin = cohort.programme.admins.get()
    batch = importing.begin(cohort, "\n".join([heading, *lines]), decision=decision, by=admin, now=now)
    names = {place: name.replace("-", "").replace("free ", "") for place, name in enumerate(heading.split(","))}
    importing.match(batch, names)
    return batch


def written(batch, now=NOON):
    importing.confirm(batch, now=now)
    while importing.carry_on(batch.pk, now=now):
        pass
    batch.refresh_from_db()
    return batch


def taken_back(batch, now=LATER):
    undoing.ask(batch, by=batch.by, now=now)
    while undoing.carry_on(batch.pk, now=now):
        pass
    batch.refresh_from_db()
    return batch


def counts(batch):
    return batch.added, batch.changed, batch.skipped
