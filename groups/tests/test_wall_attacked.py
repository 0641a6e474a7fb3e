"""What can raw SQL in the app's own role do to words, when it claims to be somebody? Each way that a bug might open."""

from datetime import timedelta

import pytest
from django.contrib.postgres.functions import TransactionNow
from django.db import transaction
from django.utils import timezone

from groups import glass as glasses
from groups import wall
from groups.breaches import report
from groups.models import GlassPage, Words
from groups.tests.makers import (
    make_group,
    make_member,
    make_person,
    make_programme,
    make_room,
    make_second_pair_of_eyes,
)
from groups.tests.raw_sql import run
from groups.words import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    """Mill Street, where Priya wrote on each rung and handed one text to Sam; Jo sits beside them, Leo elsewhere."""
    nadia, omar = make_person("Nadia Haddad"), make_second_pair_of_eyes()
    group, sam, priya = make_room(make_group(programme=make_programme(nadia, omar)))
    group.people = {"Sam": sam, "Priya": priya, "Jo": make_member(group, "Jo Bell"), "Nadia": nadia, "Omar": omar}
    group.people["Dana"] = make_member(group, "Dana Fox")
    group.people["Leo"] = make_member(make_group("Quay", programme=group.programme), "Leo Hart")
    with wall.as_person(priya):
        group.texts = {
            rung: write(group, priya, now=timezone.now(), audience=rung, reader=reader, text=rung).pk
            for rung, reader in (("me", None), ("reader", group.people["Dana"]), ("group", None), ("handed", sam))
        }
    group.memberships.get(person=group.people["Dana"]).leave(now=timezone.now())
    return group


def standing(room):
    with wall.unforced():
        return sorted(
            Words.objects.filter(pk__in=room.texts.values()).values_list("pk", "audience", "reader", "author")
        )


STRANGERS = ("Sam", "Jo", "Leo", "Dana", "Nadia")
BYPASSES = ("", "app.own_words", "app.erasing", "app.emptying")


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("rung", ["me", "reader", "group", "handed"])
def test_nobody_shares_or_narrows_what_another_wrote(room, who, rung):
    before, words, person = standing(room), room.texts[rung], room.people[who]

    run(person, "SELECT share_my_words(%s, 'group', NULL)", words)
    for setting in BYPASSES:
        for audience in ("group", "me"):
            make = "SELECT set_config('app.sharing', %s, true), set_config(%s, 'on', true);" if setting else ""
            given = [str(words), setting] if setting else []
            run(
                person,
                f"{make} UPDATE groups_words SET audience = %s, reader_id = NULL WHERE id = %s",
                *given,
                audience,
                words,
            )
            run(person, f"{make} UPDATE groups_words SET audience = %s, reader_id = NULL", *given, audience)

    assert standing(room) == before


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stretch_for_new_keys_changes_no_reader_and_no_author(room, who):
    """The settings are made by one function alone; made by hand as well, they still widen nothing."""
    before = standing(room)
    for change in ("audience = 'group', reader_id = NULL", "author_id = my_id()", "group_id = group_id + 1"):
        for words in room.texts.values():
            run(
                room.people[who],
                "SELECT set_config('app.resealed_from', '0', true), set_config('app.sharing', %s, true),"
                f" set_config('app.resealed_to', %s, true); UPDATE groups_words SET {change} WHERE id = %s",
                str(words), str(2**62), words,
            )  # fmt: skip

    assert standing(room) == before


@pytest.mark.parametrize("setting", BYPASSES[1:])
@pytest.mark.parametrize(("who", "reads"), [("Sam", 2), ("Jo", 1), ("Leo", 0), ("Dana", 0), ("Nadia", 0)])
def test_no_setting_shows_more_than_a_page_would(room, who, reads, setting):
    """Dana left: what Priya shares with her stays unread, also while she erases herself."""
    got = run(room.people[who], "SELECT set_config(%s, 'on', true); SELECT count(*) FROM groups_words", setting)

    assert got == [(reads,)]


@pytest.mark.parametrize("who", STRANGERS)
def test_the_functions_hand_over_and_empty_ones_own_alone(room, who):
    person = room.people[who]
    assert run(person, "SELECT count(*) FROM my_words()") == [(0,)]
    emptied = run(person, "SELECT empty_my_words()")

    assert emptied == [(int(who == "Sam"),)]  # what was handed to him alone


def test_no_fact_points_at_words_of_somebody_else_or_of_another_group(room):
    sam, words = room.people["Sam"], room.texts["group"]
    for sql in (
        "UPDATE groups_membership SET farewell_id = %s WHERE person_id = my_id()",
        "INSERT INTO accountability_commitment (id, group_id, person_id, due_on, made_at, words_id)"
        " SELECT 1, group_id, my_id(), '2026-12-24', now(), %s FROM groups_membership WHERE person_id = my_id()",
    ):
        assert run(sam, sql, words) == "a fact points at words of its own person and group", sql


def test_an_open_glass_shows_no_report(room):
    """Who told on whom is for members; the page leaves it out, and so does the wall, should a page forget."""
    now, nadia, priya = timezone.now() - timedelta(hours=1), room.people["Nadia"], room.people["Priya"]
    with wall.as_person(priya):
        breach = report(room, by=priya, reader=None, says_who=False, what="who told on whom", now=timezone.now())
    glass = glasses.ask(room, by=nadia, reason="Somebody may be in danger.", hours=24, now=now)
    glasses.confirm(glass, by=room.people["Omar"], now=now)
    day = timezone.localdate()
    with transaction.atomic(), wall.as_person(nadia):
        GlassPage.objects.create(glass=glass, first_day=day, last_day=day, read_at=TransactionNow())
        seen = set(Words.objects.values_list("pk", flat=True))

    assert (room.texts["group"] in seen, breach.report_id in seen) == (True, False)
