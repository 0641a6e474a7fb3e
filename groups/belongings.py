"""What belongs to one person? Each app adds its part: facts about them, and the words they wrote themselves."""

import json
from collections.abc import Callable
from datetime import date

from django.utils.dates import WEEKDAYS

from groups.free_times import clock
from groups.intake import answers
from groups.models import Application, Conflict, Group, Person, Profile, ReviewNote, Words
from groups.models.free_times import DAY
from peergroups.outbox.models import Wishes

Rows = list[dict[str, object]]
PARTS: dict[str, Callable[[Person, dict[int, Words]], Rows]] = {}
ARCHIVED: dict[str, tuple[tuple[str, ...], str]] = {}


def part(heading: str, *, archived: tuple[str, ...] = (), known_since: str = ""):
    """Register what an app keeps of a person; it takes the words it tells of out of those it is given.

    `archived` names those of its columns that may stand in an archive of the row's `group`, `known_since` the one that
    says when the group came to know of the row: a row without that day is its author's alone, a draft.
    """

    def register(tell):
        PARTS[heading] = tell
        if archived:
            ARCHIVED[heading] = archived, known_since
        return tell

    return register


def of(person: Person) -> dict[str, Rows]:
    """Gather all parts, as that person; words that no part tells of come last."""
    own = {words.pk: words for words in Words.objects.raw("SELECT * FROM my_words()")}
    told = {heading: tell(person, own) for heading, tell in PARTS.items()}
    return told | {"Other words": [written(words) for words in own.values()]}


def heard(group: Group) -> dict[int, Words]:
    """Return what the asking person wrote for a whole group and what is still kept of it."""
    kept = "SELECT * FROM my_words() WHERE group_id = %s AND audience = %s AND body <> ''"
    return {words.pk: words for words in Words.objects.raw(kept, [group.pk, Words.Audience.GROUP])}


def in_group(group: Group, person: Person, own: dict[int, Words]) -> dict[str, Rows]:
    """Gather what an archive may tell of a person in one group, with those words alone that are given."""
    return {
        heading: [
            {column: row[column] for column in columns if column in row}
            for row in PARTS[heading](person, own)
            if row["group"] == group and (not known_since or isinstance(row[known_since], date))
        ]
        for heading, (columns, known_since) in ARCHIVED.items()
    }


def own_audiences() -> list[Words]:
    """Return the asking person's words that are still kept, with who reads them and without what they say."""
    kept = "SELECT id, group_id, audience, reader_id FROM my_words() WHERE body <> ''"
    return list(Words.objects.raw(kept))


def taken(own: dict[int, Words], words_id: int | None, *, readers: str = "who reads this") -> dict[str, str]:
    """Take one text out of a person's own, and say who reads it; nothing where it is no longer kept."""
    words = own.pop(words_id, None)
    return words.answers | {readers: words.get_audience_display()} if words and not words.is_gone else {}


def written(words: Words) -> dict[str, object]:
    return (
        {"group": words.group.name, "written": words.written_at, "kept until": words.expires_on}
        | {"who reads this": words.get_audience_display()}
        | words.answers
    )


@part("You")
def account(person, own):
    return [
        {
            "name": person.name,
            "address": person.email,
            "business": person.business,
            "time zone": person.time_zone,
            "country": person.country,
            "told of a next intake": person.hears_of_intakes,
            "here since": person.joined_at,
        }
    ]


@part("Free times")
def free_times(person, own):
    """Tell them by day and clock, in the person's own zone."""
    return [{"from": by_the_week(span.begins), "to": by_the_week(span.ends)} for span in person.free_times.all()]


@part("Profile")
def profile(person, own):
    """Tell it question by question, with whether the people of one's groups see the answer."""
    found = Profile.objects.filter(person=person).first()
    parts = answers.of(found, person, answers.OF_A_PROFILE) if found else []
    return [
        {"question": str(answer.question.asked), "answer": answer.said, "my groups see it": answer.is_shown}
        for part in parts
        for answer in part.answers
        if answer.said and answer.question.name not in ("name", "business")
    ]


@part("Applications")
def applications(person, own):
    rows = person.applications.with_known().select_related("cohort__programme").order_by("began_at")
    return [
        {
            "programme": wish.cohort.programme.name,
            "intake": wish.cohort.name,
            "begun": wish.began_at,
            "sent": wish.submitted_at,
            "what I want": wish.wants,
            "decision": str(Application.Decision(wish.known).label) if wish.known else "",
            "decided": wish.decided_at if wish.known == wish.decision else None,
            "in a group since": wish.placed_at,
            "taken back": wish.withdrawn_at,
        }
        for wish in rows
    ]


@part("To be told when applications open")
def interests(person, own):
    rows = person.interests.select_related("programme").order_by("asked_at")
    return [{"programme": interest.programme.name, "asked": interest.asked_at} for interest in rows]


def by_the_week(half_hour: int) -> str:
    return f"{WEEKDAYS[half_hour // DAY % 7]} {clock(half_hour % DAY):%H:%M}"


@part("Memberships", archived=("role", "joined", "left"))
def memberships(person, own):
    places = person.memberships.select_related("group").prefetch_related("signatures").order_by("joined_at")
    return [
        {
            "group": place.group,
            "role": place.get_role_display(),
            "joined": place.joined_at,
            "left": place.left_at,
            "charter signed": [signature.signed_at for signature in place.signatures.all()],
        }
        for place in places
    ]


@part("Mails")
def mails(person, own):
    rows = person.deliveries.order_by("due_at")
    return [{"kind": mail.kind, "due": mail.due_at, "state": mail.state, "sent": mail.sent_at} for mail in rows]


@part("Which mails you want")
def wishes(person, own):
    """Tell what was chosen, all mails by day where nothing was, and what is known of an address that takes none."""
    rows = Wishes.objects.filter(person=person)
    return [
        {
            "stopped": row.stopped,
            "quiet from": row.quiet_from,
            "quiet until": row.quiet_until,
            "weekends are quiet": row.quiet_weekends,
            "paused until": row.paused_until,
            "came back": row.refused_at,
            "from": row.refused_email,
            "as junk": row.refused_as_unwanted,
        }
        for row in rows
    ]


@part("Said in private about others")
def declared(person, own):
    """Tell what somebody declared, in their own words; whom an admin took it for is about somebody else."""
    rows = Conflict.objects.declared_in_private(person).select_related("programme").order_by("declared_at")
    return [
        {
            "programme": row.programme.name,
            "kind": row.get_kind_display(),
            "whom": row.whom,
            "why": row.why,
            "on": row.declared_at,
        }
        for row in rows
    ]


@part("Pairs you decided on as an admin")
def decided_on(person, own):
    """Tell what somebody wrote as an admin, without the names of the two."""
    rows = Conflict.objects.filter(overridden_by=person).select_related("programme").order_by("overridden_at")
    return [
        {"programme": row.programme.name, "on": row.overridden_at, "why they may sit together": row.override_reason}
        for row in rows
    ]


@part("Proposed groups")
def proposals(person, own):
    """Tell that they were asked, and that they answered; what, is kept for nobody."""
    answers = person.answers.select_related("proposal").order_by("asked_at")
    return [
        {
            "group": answer.proposal.name,
            "asked": answer.asked_at,
            "answered": answer.answered_at,
            "outcome": answer.proposal.get_outcome_display(),
        }
        for answer in answers.defer("said")
    ]


@part("Pledges")
def pledges(person, own):
    places = person.memberships.filter(pledge__isnull=False).select_related("group", "pledge").order_by("joined_at")
    return [
        {"group": place.group, "version": place.pledge.version, "signed": place.pledge.signed_on} for place in places
    ]


@part("Trials")
def trials(person, own):
    places = person.memberships.filter(trial__isnull=False).select_related("group", "trial").order_by("joined_at")
    return [
        {
            "group": place.group,
            "began": place.trial.began_at,
            "you said": place.trial.get_own_display(),
            "the group said": place.trial.get_groups_display(),
            "ended": place.trial.ended_at,
        }
        for place in places
    ]


@part("Asked to apply")
def asked(person, own):
    """Tell who put them down for what, and all that an admin's list said of them."""
    rows = person.asked.select_related("cohort__programme").order_by("at")
    return [
        {
            "programme": row.programme.name,
            "put down": row.at,
            "asked": row.sent_at,
            "as": row.name,
            "at the address": row.email,
            **json.loads(row.given or "{}"),
            "takes part since": row.answered_at,
            "said no": row.declined_at,
        }
        for row in rows
    ]


@part("Notes you wrote as an admin")
def noted(person, own):
    """Tell what somebody wrote about applicants: to its author, and not whom it is about."""
    notes = ReviewNote.objects.filter(author=person).select_related("application__cohort__programme")
    return [
        {"programme": note.programme.name, "written": note.written_at, "note": note.text}
        for note in notes.order_by("written_at")
    ]
