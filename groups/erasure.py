"""What happens when somebody has their account deleted? Their words and their name go, the group's facts stay."""

from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import CharField, F, Q
from django.db.models.functions import Cast

from groups import archives, exports, keeping, sessions, wall
from groups.audit import Act, note
from groups.models import (
    AskingLetter,
    Conflict,
    Draft,
    Group,
    GroupNote,
    Letter,
    Override,
    Person,
    Profile,
    ReviewNote,
    SizeReason,
)
from groups.models.proposals import forget
from groups.seating import drafting, trials
from peergroups.outbox.models import Delivery, Wishes


@transaction.atomic
def erase(person: Person, *, now: datetime) -> None:
    """Delete what a person wrote and who they are; twice does no harm. Whoever is seating them waits, or is first."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    with wall.as_person(person), connection.cursor() as cursor:
        cursor.execute("SELECT empty_my_words()")
    leave_everything(person, now=now)
    apply_no_more(person, now=now)
    strip_deliveries(person)
    delete_the_way_in(person)
    person.make_nobody(now=now)


def leave_everything(person: Person, *, now: datetime) -> None:
    """Give up every place and task; each group's log says that this person was erased."""
    for group in Group.objects.filter(memberships__person=person).distinct():
        note(Act.ERASED, now=now, actor=person, group=group, person=person)
    for place in person.memberships.current():
        place.leave(now=now)
    for place in person.memberships.filter(holding__isnull=False).select_related("holding"):
        place.holding.delete()
    for place in person.memberships.filter(calls__isnull=False).distinct():
        place.calls.all().delete()
    for invitation in person.invitations.unanswered():  # those too old as well: none is sent again
        invitation.withdraw(by=person, now=now)
    unrun = list(keeping.programmes_run_alone(person))
    person.programmes_run.clear()
    for programme in unrun:
        keeping.tell_facilitators(programme, now=now)
    person.free_times.all().delete()
    Wishes.objects.filter(person=person).delete()
    person.ratings.all().delete()
    person.asked.all().delete()
    AskingLetter.objects.filter(author=person).delete()
    person.imported_rows.all().delete()
    person.imports.unconfirmed().delete()
    SizeReason.objects.filter(given_by=person).update(reason="")
    for draft in Draft.objects.filter(asked_by=person, reason__isnull=False):
        draft.reason = None
        draft.save(update_fields=["reason"])
    person.lifts.standing().update(stopped_at=now)
    person.lifts.update(reason="")


def apply_no_more(person: Person, *, now: datetime) -> None:
    """Forget what was said to admins and about whom; that somebody once applied stays as a date."""
    Profile.objects.filter(person=person).delete()
    Conflict.objects.filter(Q(one=person) | Q(other=person)).delete()
    Conflict.objects.filter(declared_by=person).update(declared_by=None)  # set as an admin, for two others
    for conflict in Conflict.objects.filter(overridden_by=person):
        conflict.override_reason = ""
        conflict.save(update_fields=["override_reason"])
    for override in Override.objects.filter(given_by=person):
        override.reason = ""
        override.save(update_fields=["reason"])
    GroupNote.objects.filter(author=person).delete()
    ReviewNote.objects.filter(Q(application__person=person) | Q(author=person)).delete()
    drafting.forget(person)
    trials.forget(person)
    forget(person.answers.filter(proposal__settled_at=None))
    person.answers.filter(proposal__settled_at=None, answered_at=None).update(answered_at=now)  # nobody waits for them
    Letter.objects.filter(application__person=person).delete()
    person.interests.all().delete()
    person.applications.filter(withdrawn_at=None).update(withdrawn_at=now)
    for application in person.applications.all():
        application.wants = ""
        application.save(update_fields=["wants"])


def strip_deliveries(person: Person) -> None:
    """Leave of each mail that it was owed and what became of it; what is still owed is not sent."""
    person.deliveries.owed().update(state=Delivery.State.STALE)
    person.deliveries.update(
        about_type="", about_id=0, occurrence=Cast(F("id"), CharField()), last_error="", smtp_code=None
    )


def delete_the_way_in(person: Person) -> None:
    """End every session, and take out all that libraries keep of an account: addresses, second factors, sign-ins."""
    sessions.end_all(person)
    for relation in Person._meta.related_objects:
        if relation.related_model.__module__.startswith("allauth."):
            relation.related_model._base_manager.filter(**{relation.field.name: person}).delete()
    LogEntry.objects.filter(user=person).delete()
    LogEntry.objects.filter(content_type__model="person", object_id=person.pk).delete()
    cache.delete_many([exports.place(export) for export in person.exports.all()])
    person.exports.all().delete()
    archives.drop_files(person)
