"""Does the house still stand as drawn? Imports run one way, every module says what it answers, words have one home."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("peergroups.kit", "peergroups.outbox", "groups", "meetings", "accountability", "peergroups")
OURS = [
    path for layer in ("peergroups", "groups", "meetings", "accountability") for path in (ROOT / layer).rglob("*.py")
]

# Text that is a fact and not somebody's words, each with its reason.
FACTS = {
    "meetings.Meeting.address": "where: people travel there, and it says nothing of what is talked about",
    "meetings.Meeting.dial_in": "how to join",
    "meetings.Meeting.link": "how to join",
    "meetings.Meeting.shared_agenda": "kinds, minutes and numbers",
    "meetings.Stretch.step": "a key of its protocol",
    "meetings.Cadence.address": "where, as of a meeting",
    "meetings.Cadence.dial_in": "how to join",
    "meetings.Cadence.link": "how to join",
    "meetings.Cadence.zone": "checked against the list",
    "meetings.Cadence.zone_data": "a release",
    "meetings.Poll.address": "where, as of a meeting",
    "meetings.Poll.dial_in": "how to join",
    "meetings.Poll.link": "how to join",
    "meetings.AgendaTemplate.parts": "kinds and minutes",
    "meetings.PrivateNote.hand": "a random mark of a page",
    "meetings.Note.hand": "a random mark of a page",
    "meetings.Update.hand": "a random mark of a page",
    "meetings.Letter.text": "a facilitator's to one member, sealed, emptied once it was sent",
    "accountability.ReadBack.hand": "a random mark of a page",
    "groups.Words.body": "the one place for what is written in a room, sealed",
    "groups.Person.password": "a hash",
    "groups.Person.email": "the way in",
    "groups.Person.name": "chosen by its person, shown beside all they do, gone when they are erased",
    "groups.Person.business": "likewise",
    "groups.Person.time_zone": "checked against the list",
    "groups.Person.country": "a code",
    "groups.Person.language": "a code",
    "groups.Programme.name": "for outside",
    "groups.Programme.slug": "for outside",
    "groups.Programme.theme": "for outside",
    "groups.Programme.about": "for outside",
    "groups.Programme.zone": "checked against the list",
    "groups.Programme.weights": "numbers",
    "groups.Facilitator.languages": "codes, chosen from a list",
    "groups.Facilitator.cities": "for whoever looks for a group there",
    "groups.Cohort.name": "for outside",
    "groups.Profile.role": "one's own, for those one chooses; gone when its person is erased",
    "groups.Profile.trade": "likewise",
    "groups.Profile.market": "likewise",
    "groups.Profile.brings": "likewise",
    "groups.Profile.recently_did": "likewise",
    "groups.Profile.city": "likewise",
    "groups.Profile.reach": "likewise",
    "groups.Profile.areas": "codes, chosen from a list",
    "groups.Profile.themes": "codes, chosen from a list",
    "groups.Profile.languages": "codes, chosen from a list",
    "groups.Profile.shown": "names of fields",
    "groups.Application.wants": "for the admins, sealed, emptied when its person is erased",
    "groups.Signpost.country": "a code, chosen from a list",
    "groups.Signpost.text": "of an admin, for every member to read",
    "groups.Letter.text": "an admin's to one applicant, sealed, emptied once it was sent",
    "groups.ReviewNote.text": "an admin's for the other admins, sealed",
    "groups.Conflict.told": "for the admins, sealed, gone when one of the two is erased",
    "groups.Conflict.override_reason": "an admin's for the other admins, sealed",
    "groups.Import.source": "a list of people, sealed, emptied once it is written or a day old",
    "groups.Import.problems": "the rows of it that were left out, sealed, emptied after a day",
    "groups.Import.columns": "numbers and names of fields",
    "groups.ImportedRow.fields": "what an undo would restore, sealed, deleted after a day",
    "groups.Asked.email": "an address as an admin put it down, deleted when its person is erased",
    "groups.Asked.name": "likewise",
    "groups.Asked.given": "likewise, sealed",
    "groups.AskingLetter.text": "an admin's to those they ask to apply, sealed, deleted once it was sent",
    "groups.Draft.pool": "facts by number, no names: what the solver reads",
    "groups.Draft.pool_hash": "a hash",
    "groups.Draft.solver": "a version",
    "groups.Draft.failure": "a word of ours",
    "groups.Draft.terms": "numbers and words of ours",
    "groups.Draft.reason": "an admin's for the other admins, sealed, emptied when its author is erased",
    "groups.Draft.kept": "numbers",
    "groups.Draft.start": "numbers",
    "groups.Draft.reasons": "words of ours, by number",
    "groups.DraftStep.plan": "numbers",
    "groups.DraftStep.did": "a word of ours, and numbers",
    "groups.GroupNote.key": "a number",
    "groups.GroupNote.text": "an admin's for the other admins, sealed",
    "groups.Override.matter": "a word of ours, and numbers",
    "groups.Override.reason": "an admin's for the other admins, sealed",
    "groups.Group.name": "for outside",
    "groups.Group.slug": "for outside",
    "groups.Group.theme": "for outside",
    "groups.Group.city": "for outside",
    "groups.Group.zone": "checked against the list",
    "groups.Proposal.name": "for outside, once it is a group",
    "groups.Proposal.city": "for outside",
    "groups.Proposal.zone": "checked against the list",
    "groups.Proposal.size_reason": "an admin's, kept with the group",
    "groups.Answer.said": "codes and a number, sealed, emptied when the proposal is settled",
    "groups.Voice.doubts": "numbers, sealed, emptied when all are heard",
    "groups.Charter.text": "what all agreed on; new members read it before they sign",
    "groups.Charter.opening": "likewise",
    "groups.SizeReason.reason": "for members and admins, emptied when its author is erased",
    "groups.Glass.reason": "an admin's, for the members; nobody rewrites it",
    "groups.Lift.reason": "an operator's, emptied when the person is erased",
    "groups.Help.pages": "addresses, chosen from a list",
    "groups.Look.page": "an address of that list",
    "groups.Consent.given": "numbers of texts",
    "groups.AuditEvent.about": "the number of a row",
    "groups.Invitation.link_hash": "a hash",
    "groups.CalendarFeed.secret_hash": "a hash",
}


def name_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def height(module):
    """Return how high up a module sits; libraries lie under everything."""
    inside = (n for n, layer in enumerate(LAYERS) if f"{module}.".startswith(f"{layer}."))
    return next(inside, -1)


def imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_imports_only_look_down():
    upward = [
        f"{name_of(path)} imports {name}"
        for path in OURS
        for name in imports(path)
        if height(name) > height(name_of(path)) >= 0
    ]
    assert upward == []


def test_every_module_says_which_question_it_answers():
    silent = [
        name_of(path) for path in OURS if path.stat().st_size and not ast.get_docstring(ast.parse(path.read_text()))
    ]

    assert [name for name in silent if ".migrations." not in name] == []


def test_views_reach_rows_through_their_gate():
    """In a view, `.objects` is followed by `.visible_to(`; all else comes from the gate."""
    seen = [
        f"{name_of(path)}: {line.strip()}"
        for path in OURS
        if ".views" in f".{name_of(path)}" and ".tests." not in name_of(path)
        for line in path.read_text().splitlines()
        if ".objects" in line and ".objects.visible_to(" not in line
    ]
    assert seen == []


def test_no_view_streams():
    """A streamed body is made after the wall's transaction has ended, and would be empty."""
    assert [name_of(path) for path in OURS if any("StreamingHttpResponse" in name for name in imports(path))] == []


def test_who_asks_is_never_told_for_longer_than_a_transaction():
    told = [line for path in OURS for line in re.findall(r"set_config\([^)]*\)", path.read_text())]

    assert [line for line in told if not line.endswith("true)")] == []


def test_migrations_are_named_for_what_they_do():
    names = [path.stem for path in ROOT.glob("*/migrations/0*.py")] + [
        path.stem for path in ROOT.glob("peergroups/*/migrations/0*.py")
    ]
    assert [name for name in names if re.search(r"_(auto|initial|and_more)", name)] == []


def free_text():
    for model in apps.get_models():
        if model._meta.app_label in ("groups", "meetings", "accountability"):
            for field in model._meta.get_fields():
                if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices:
                    yield f"{model._meta.label}.{field.name}"


def test_what_people_write_stands_in_words_alone():
    assert set(free_text()) == set(FACTS)


def test_words_are_not_in_the_admin():
    assert [model for model in admin.site._registry if model._meta.label == "groups.Words"] == []


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_is_there(layer):
    assert (ROOT / layer.replace(".", "/")).is_dir()
