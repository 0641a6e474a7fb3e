"""Is a meeting prepared, its agenda arranged, its seats given and its briefs kept, with nothing typed lost?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups import wall
from groups.models import Words
from groups.tests.makers import NOON, make_member, make_room
from meetings.models.hot_seats import assign, draft
from meetings.tests.makers import make_meeting, make_seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    group, group.sam, group.priya = make_room()
    return group


def test_a_seat_given_to_another_keeps_the_first_ones_draft(room):
    meeting = make_meeting(room)
    seat = make_seat(meeting, room.priya)
    with wall.as_person(room.priya):
        draft(seat, now=NOON, decide="Whether to buy the van")
    tom = make_member(room, "Tom Reed")

    assign(seat.item, tom, now=NOON)
    assign(seat.item, room.priya, now=NOON)

    seat.refresh_from_db()
    assert (seat.item.seat, seat.brief.shared_at, meeting.hot_seats.filter(item=None).get().person) == (seat, None, tom)


def test_a_brief_is_its_authors_until_shared_and_again_when_taken_back(room):
    seat = make_seat(make_meeting(room), room.priya)
    tom = make_member(room, "Tom Reed")
    read = []
    with wall.as_person(room.priya):
        brief = draft(seat, now=NOON, decide="Whether to buy the van")
    for act in (brief.share, brief.take_back):
        with wall.as_person(room.priya):
            act(now=NOON)
        with wall.as_person(tom):
            read.append(Words.objects.count())

    assert read == [1, 0]


# Through the pages -----------------------------------------------------------------------------------------


def agenda(meeting, **changes):
    typed = {f"minutes_{item.pk}": str(item.minutes) for item in meeting.agenda_items.all()}
    return typed | {key: str(value) for key, value in changes.items()}


@pytest.fixture
def arranging(client, room):
    """Sam before the agenda of a meeting to come, and its hot-seat item."""
    meeting = make_meeting(room, timezone.now() + timedelta(days=5), now=timezone.now())
    client.force_login(room.sam)
    return meeting, meeting.agenda_items.get(kind="hot_seat"), f"/meetings/{meeting.pk}/plan/"


def test_the_facilitator_gives_the_hot_seat(client, room, arranging):
    meeting, item, url = arranging

    client.post(url, agenda(meeting, **{f"seat_{item.pk}": room.priya.pk}))

    assert meeting.hot_seats.get().person == room.priya


def test_minutes_that_do_not_sum_are_told_by_how_much(client, arranging):
    meeting, item, url = arranging

    page = client.post(url, agenda(meeting, **{f"minutes_{item.pk}": item.minutes + 7}))

    assert (page.status_code, "Take 7 away." in page.content.decode()) == (422, True)


def test_an_arrow_moves_a_part_and_keeps_what_was_typed(client, arranging):
    meeting, item, url = arranging

    page = client.post(f"{url}shift/", agenda(meeting, **{f"minutes_{item.pk}": 77, "shift": f"{item.pk} up"}))

    moved = meeting.agenda_items.get(pk=item.pk)
    assert (moved.position, 'value="77"' in page.content.decode()) == (item.position - 1, True)


@pytest.mark.parametrize("part", ["9" * 5000, "9" * 50, "\0", "me", ""])
@pytest.mark.parametrize(
    ("verb", "name"), [("shift", "shift"), ("remove", "remove"), ("add", "topic"), ("add", "kind")]
)
def test_a_button_for_no_part_changes_nothing(client, arranging, part, verb, name):
    meeting, _item, url = arranging
    before = list(meeting.agenda_items.values_list("pk", flat=True))

    assert client.post(f"{url}{verb}/", {name: part if verb == "add" else f"{part} up"}).status_code == 200

    assert list(meeting.agenda_items.values_list("pk", flat=True)) == before


def test_a_stranger_cannot_be_seated(client, arranging):
    meeting, item, url = arranging

    page = client.post(url, agenda(meeting, **{f"seat_{item.pk}": "12345"}))

    assert "Choose one of the group’s members." in page.content.decode()


def test_a_brief_without_its_question_is_not_shared_and_not_lost(client, room, arranging):
    meeting, item, _url = arranging
    assign(item, room.priya, now=timezone.now())
    client.force_login(room.priya)

    page = client.post(f"/meetings/{meeting.pk}/brief/share/", {"tried": "Renting one"})

    assert (page.status_code, "Renting one" in page.content.decode()) == (422, True)


def test_the_saving_while_one_types_says_nothing(client, room, arranging):
    meeting, item, _url = arranging
    assign(item, room.priya, now=timezone.now())
    client.force_login(room.priya)

    answer = client.post(f"/meetings/{meeting.pk}/brief/", {"decide": "The van"}, headers={"X-Autosave": "1"})

    assert (answer.status_code, "The van" in client.get(f"/meetings/{meeting.pk}/brief/").content.decode()) == (
        204,
        True,
    )


@pytest.mark.parametrize("said", ["coming", "late", "cant"])
def test_the_last_answer_counts(client, room, arranging, said):
    meeting, _item, _url = arranging
    for answer in ("coming", said):
        client.post(f"/meetings/{meeting.pk}/answer/", {"answer": answer})

    assert meeting.attendances.get().answer == said


def test_an_htmx_answer_gets_the_piece_alone(client, arranging):
    meeting, _item, _url = arranging

    piece = client.post(f"/meetings/{meeting.pk}/answer/", {"answer": "late"}, headers={"HX-Request": "true"})

    assert piece.content.decode().lstrip().startswith("<section")
