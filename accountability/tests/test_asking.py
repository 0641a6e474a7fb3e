"""Is each open commitment asked about in the room, and nobody skipped in silence?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accountability.models import Commitment
from accountability.tests.held import at, names_of, shown, turn
from accountability.tests.makers import make_commitment, make_follow_up
from accountability.tests.pages import HTMX
from groups import wall
from meetings.models import Sitting

pytestmark = pytest.mark.django_db
BEFORE = timedelta(days=28)


@pytest.fixture
def asked(room):
    """The part of last time's commitments: Priya and Jo, who is not there, have one open each."""
    begun = room.sitting.started_at
    room.commitments = {
        person: make_commitment(room.group, person, due_on=begun.date(), now=begun - BEFORE)
        for person in (room.priya, room.jo)
    }
    turn(room.sitting, "review")
    return room


def named(room, person):
    """Return whom the room says were not asked yet."""
    part = shown(room, person).split('id="carried"')[1].split("</section>")[0]
    return [one.name for one in (room.priya, room.arun, room.jo) if one.name in part]


def note(room, by, of, outcome="partly"):
    return room.phones[by].post(reverse("accountability:note", args=[room.commitments[of].pk]), {"outcome": outcome})


def test_those_not_asked_yet_are_named_on_every_phone(asked):
    assert [named(asked, person) for person in (asked.sam, asked.arun)] == [["Priya Nair", "Jo Bell"]] * 2


def test_the_owner_says_how_it_went_and_the_room_learns_of_it(asked):
    page = asked.phones[asked.priya].get(at(asked, "last_time")).content.decode()
    address = reverse("accountability:follow_up", args=[asked.commitments[asked.priya].pk])
    assert address in page
    before = Sitting.objects.get().version

    asked.phones[asked.priya].post(address, {"outcome": "not_yet", "line": "Began too late"}, **HTMX)

    assert named(asked, asked.sam) == ["Jo Bell"]
    assert Sitting.objects.get().version == before + 1


def test_who_leads_notes_it_for_somebody_and_their_own_line_stays(asked):
    make_follow_up(asked.commitments[asked.jo], "partly", "Half way", now=asked.sitting.started_at - timedelta(days=3))
    assert named(asked, asked.sam) == ["Priya Nair", "Jo Bell"]

    answer = note(asked, asked.sam, asked.jo, "not_yet")

    assert answer["Location"] == f"{at(asked, 'last_time')}#commitment-{asked.commitments[asked.jo].pk}"
    assert named(asked, asked.sam) == ["Priya Nair"]
    with wall.as_person(asked.jo):
        said = Commitment.objects.get(person=asked.jo).said
        assert (said.outcome, said.line) == ("not_yet", "Half way")


def test_with_all_asked_the_room_says_so_and_what_was_noted_stays_to_be_read_and_mended(asked):
    for person in (asked.priya, asked.jo):
        note(asked, asked.sam, person, "done")

    assert "Every open commitment was asked about" in shown(asked, asked.arun)
    pages = [asked.phones[person].get(at(asked, "last_time")).content.decode() for person in (asked.sam, asked.arun)]
    address = reverse("accountability:note", args=[asked.commitments[asked.jo].pk])
    assert [(page.count("Done</span>"), address in page) for page in pages] == [(2, True), (2, False)]


def test_only_who_leads_a_meeting_being_held_notes_for_others(asked):
    assert note(asked, asked.arun, asked.jo).status_code == 403
    Sitting.objects.update(ended_at=timezone.now(), running_since=None)

    assert note(asked, asked.sam, asked.jo).status_code == 403
    assert not hasattr(Commitment.objects.get(person=asked.jo), "said")


@pytest.mark.parametrize("outcome", ["", "kept", "x" * 999])
def test_an_outcome_that_is_none_changes_nothing(asked, outcome):
    note(asked, asked.sam, asked.jo, outcome)

    assert named(asked, asked.sam) == ["Priya Nair", "Jo Bell"]


def test_what_was_committed_to_in_this_meeting_is_not_last_time_s(asked):
    make_commitment(asked.group, asked.arun, due_on=asked.later, now=timezone.now())

    assert "Arun Rao" not in named(asked, asked.sam)


def test_pages_cost_the_same_with_two_and_with_four(asked):
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as room, CaptureQueriesContext(connection) as page:
            asked.phones[asked.sam].get(at(asked, "last_time"))
            alone = len(page)
            shown(asked, asked.sam)
        counts.append((alone, len(room)))
        for person in (asked.arun, asked.sam):
            make_commitment(asked.group, person, due_on=timezone.localdate(), now=timezone.now() - BEFORE)

    assert counts[0] == counts[1]
    assert max(counts[0][0], counts[0][1] - counts[0][0]) <= 25


def test_who_leads_changes_nothing_that_was_settled_before_the_meeting(asked):
    make_follow_up(asked.commitments[asked.jo], "done", "", now=asked.sitting.started_at - timedelta(days=3))

    note(asked, asked.sam, asked.jo, "partly")

    assert Commitment.objects.get(person=asked.jo).said.outcome == "done"


def note_with(asked, line, of=None):
    address = reverse("accountability:note", args=[asked.commitments[of or asked.jo].pk])
    return asked.phones[asked.sam].post(address, {"outcome": "partly", "line": line})


def lesson(asked, do):
    dictation = asked.jo.dictations.get()
    return asked.phones[asked.jo].post(reverse("accountability:settle", args=[dictation.pk]), {"do": do}, follow=True)


def line_of_jo(asked):
    with wall.as_person(asked.jo):
        return Commitment.objects.get(person=asked.jo).said.line


def test_what_somebody_learned_is_written_down_for_them_alone_until_it_is_their_line(asked):
    make_follow_up(asked.commitments[asked.jo], "partly", "Half way", now=asked.sitting.started_at - timedelta(days=3))
    note_with(asked, "Ask before noon")
    seen = {
        person: asked.phones[person].get(at(asked, "last_time")).content.decode() for person in (asked.jo, asked.sam)
    }
    assert {person: "Ask before noon" in page for person, page in seen.items()} == {asked.jo: True, asked.sam: False}
    assert "Jo Bell" not in named(asked, asked.sam)

    assert "It is your line now." in lesson(asked, "take").content.decode()

    assert line_of_jo(asked) == "Half way\nAsk before noon"


def test_a_lesson_that_is_not_theirs_is_gone(asked):
    note_with(asked, "Ask before noon")

    page = lesson(asked, "refuse").content.decode()

    assert ("It is gone." in page, "Ask before noon" in page, line_of_jo(asked)) == (True, False, "")


def test_a_lesson_waits_where_its_owner_took_back_how_it_went(asked):
    note_with(asked, "Ask before noon")
    asked.phones[asked.jo].post(reverse("accountability:take_back", args=[asked.commitments[asked.jo].pk]))

    page = lesson(asked, "take").content.decode()

    assert ("Say first how it went" in page, "Ask before noon" in page) == (True, True)


def test_a_lesson_is_no_commitment_that_waits(asked):
    note_with(asked, "Ask before noon", of=asked.priya)

    assert "Priya" in names_of(asked.phones[asked.sam].get(at(asked, "end")))


def test_a_lesson_that_is_too_long_is_kept_in_its_box(asked):
    answer = note_with(asked, "x" * 501)

    page = answer.content.decode()
    assert (answer.status_code, "Say it in at most 500 characters." in page, "x" * 501 in page) == (422, True, True)
    assert not asked.jo.dictations.exists()


def test_of_whoever_left_meanwhile_nothing_is_noted(asked):
    asked.group.membership_of(asked.jo).leave(now=timezone.now())

    answer = note_with(asked, "Ask before noon")

    assert answer["Location"] == at(asked, "last_time")
    assert not hasattr(Commitment.objects.get(person=asked.jo), "said")


def leave(room):
    room.group.membership_of(room.jo).leave(now=timezone.now())


def carry_over(room):
    with wall.as_person(room.jo):
        room.commitments[room.jo].follow_up("not_yet", now=timezone.now())
        room.commitments[room.jo].carry_over(
            what="Write one page", due_on=timezone.localdate() + timedelta(days=7), now=timezone.now()
        )


@pytest.mark.parametrize(
    ("goes", "why"), [(leave, "is not asked about today"), (carry_over, "was carried over meanwhile")]
)
def test_a_row_that_is_gone_says_why_in_its_place_and_keeps_what_was_written_there(asked, goes, why):
    commitment = asked.commitments[asked.jo]
    goes(asked)
    address = reverse("accountability:note", args=[commitment.pk])

    answer = asked.phones[asked.sam].post(address, {"outcome": "partly", "line": "Ask before noon"}, **HTMX)

    row = answer.content.decode().split(f'id="commitment-{commitment.pk}"')[1]
    assert (answer.status_code, why in row, "Ask before noon" in row) == (200, True, True)


def test_what_is_noted_is_answered_in_its_row_with_a_way_to_save_a_line_told_later(asked):
    address = reverse("accountability:note", args=[asked.commitments[asked.jo].pk])
    answer = asked.phones[asked.sam].post(address, {"outcome": "partly", "line": "Ask before noon"}, **HTMX)

    row = answer.content.decode().split(f'id="commitment-{asked.commitments[asked.jo].pk}"')[1].split("</li>")[0]
    assert "Noted. Jo reads your line, and makes it theirs or leaves it." in row
    assert '<button class="button small" name="outcome" value="partly">Save the line</button>' in row
