"""Does a wish for a hot seat go the way its author chose, and come to those alone who may know of it?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups import belongings, wall
from groups.models import Words
from groups.tests.makers import make_member, make_room
from meetings import coaching, requesting
from meetings.models import HotSeat, SeatRequest
from meetings.models.hot_seats import assign
from meetings.tests.makers import make_meeting, make_request

pytestmark = pytest.mark.django_db

QUESTION = "Whether to sell the second van"
LINES = {"question": QUESTION, "situation": "Two labs", "decision": "Sell or rent", "tried": "Nothing yet"}
TYPED = LINES | {"help": "torn", "settles": "thinking", "needed_by": "", "readers": "me"}


@pytest.fixture
def room():
    """Mill Street with Sam, Priya and Arun, and a meeting in a week."""
    group, sam, priya = make_room()
    now = timezone.now()
    meeting = make_meeting(group, now + timedelta(days=9), now=now)
    return {"group": group, "sam": sam, "priya": priya, "arun": make_member(group, "Arun Rao"), "meeting": meeting}


def asked_by(person, group, route="seat", **given):
    with wall.as_person(person):
        return make_request(group, person, route, now=timezone.now(), **given)


def page_of(client, person, address):
    client.force_login(person)
    return client.get(address).content.decode()


def post(client, person, address, **typed):
    client.force_login(person)
    return client.post(address, typed, follow=True)


def ask(client, room, **typed):
    return post(client, room["priya"], f"/groups/{room['group'].slug}/seats/ask/", **TYPED | typed)


def test_nobody_hears_of_it_before_it_is_sent(client, room):
    page = ask(client, room)
    wish = SeatRequest.objects.get()

    assert "This could be a hot seat" in page.content.decode()
    assert (wish.asked_at, wish.help, wish.is_ready) == (None, "torn", True)
    client.force_login(room["sam"])
    assert client.get(wish.get_absolute_url()).status_code == 404
    assert "Priya" not in page_of(client, room["sam"], f"/meetings/{room['meeting'].pk}/plan/").split("wishes")[1]


def test_what_is_soon_and_factual_is_proposed_as_a_question_and_can_go_the_other_way(client, room):
    soon = (timezone.now() + timedelta(days=3)).date()
    page = ask(client, room, settles="fact", needed_by=soon.isoformat())
    wish = SeatRequest.objects.get()
    post(client, room["priya"], f"{wish.get_absolute_url()}send/", route="seat")
    wish.refresh_from_db()

    assert "You need it soon and a fact settles it" in page.content.decode()
    assert (wish.route, wish.is_overridden, wish.wants_a_seat) == ("seat", True, True)


def test_a_question_stands_on_the_page_of_the_group_for_48_hours(client, room):
    wish = asked_by(room["priya"], room["group"], "ask", audience="me", question=QUESTION)
    seen = page_of(client, room["arun"], room["group"].get_absolute_url())
    answer = page_of(client, room["arun"], wish.get_absolute_url())
    SeatRequest.objects.update(asked_at=timezone.now() - timedelta(hours=48, minutes=1))
    over = page_of(client, room["arun"], room["group"].get_absolute_url())

    assert (QUESTION in seen, "Priya asks until" in seen, QUESTION in over) == (True, True, False)
    assert "Answer Priya" in answer


def test_a_question_without_its_sentence_is_refused_in_words(client, room):
    ask(client, room, question="")
    wish = SeatRequest.objects.get()

    page = post(client, room["priya"], f"{wish.get_absolute_url()}send/", route="ask")

    assert (page.status_code, wish.is_ready) == (422, False)
    assert "Write your question in one sentence first" in page.content.decode()
    assert "Not ready yet" in page.content.decode()


def test_one_wish_for_a_hot_seat_is_enough_and_questions_go_beside_it(client, room):
    asked_by(room["priya"], room["group"])
    second = asked_by(room["priya"], room["group"], None)

    refused = post(client, room["priya"], f"{second.get_absolute_url()}send/", route="seat")
    went = post(client, room["priya"], f"{second.get_absolute_url()}send/", route="ask")

    assert (refused.status_code, went.status_code) == (422, 200)
    assert "You ask for a hot seat here already" in refused.content.decode()
    with pytest.raises(requesting.AsksAlready), wall.as_person(room["priya"]):
        requesting.send(second, "seat", now=timezone.now())


def test_the_facilitator_sees_who_asks_and_the_question_only_where_it_is_shared(client, room):
    asked_by(room["priya"], room["group"], audience="me", question=QUESTION)
    asked_by(room["arun"], room["group"], question="A second oven?")

    page = page_of(client, room["sam"], f"/meetings/{room['meeting'].pk}/plan/")

    assert "Who asks for a hot seat (2)" in page
    assert ("A second oven?" in page, QUESTION in page) == (True, False)


def seat_of(room, person):
    item = room["meeting"].agenda_items.filter(kind="hot_seat").first()
    return assign(item, person, now=timezone.now())


def test_whoever_asked_gets_a_brief_that_is_filled_in_and_the_protocol_they_want(client, room):
    wish = asked_by(room["priya"], room["group"], help="torn", **LINES)
    seat = seat_of(room, room["priya"])
    page = page_of(client, room["priya"], f"/meetings/{room['meeting'].pk}/brief/")

    assert (seat.request, seat.help, list(SeatRequest.objects.waiting())) == (wish, "torn", [])
    assert all(line in page for line in LINES.values())
    assert "Two sides are argued by peers" in page


def test_a_seat_taken_away_or_cancelled_lets_the_wish_wait_again(room):
    wish = asked_by(room["priya"], room["group"])
    seat = seat_of(room, room["priya"])
    assign(seat.item, None, now=timezone.now())
    taken_away = list(SeatRequest.objects.waiting())
    seat_of(room, room["priya"])
    room["meeting"].cancel(now=timezone.now())

    assert (taken_away, list(SeatRequest.objects.waiting())) == ([wish], [wish])


def test_the_clock_closes_what_had_its_seat_and_what_was_asked_by_those_who_left(room):
    held, left = asked_by(room["priya"], room["group"]), asked_by(room["arun"], room["group"])
    stays = asked_by(room["sam"], room["group"])
    seat_of(room, room["priya"])
    room["group"].membership_of(room["arun"]).leave(now=timezone.now())

    requesting.plan(now=room["meeting"].ends_at)

    assert set(SeatRequest.objects.exclude(closed_at=None)) == {held, left}
    assert list(SeatRequest.objects.waiting()) == [stays]


def test_the_kind_of_help_may_change_until_the_meeting_begins(client, room):
    asked_by(room["priya"], room["group"])
    seat = seat_of(room, room["priya"])
    address = f"/meetings/{room['meeting'].pk}/brief/"
    post(client, room["priya"], address, decide="x", help="idea")
    chosen = HotSeat.objects.get().help
    room["meeting"].starts_at = timezone.now() - timedelta(minutes=1)
    room["meeting"].save()
    post(client, room["priya"], address, decide="x", help="troika")

    assert (chosen, HotSeat.objects.get(pk=seat.pk).help) == ("idea", "idea")


def test_seat_and_agenda_show_the_steps_and_say_when_there_is_no_time_for_them(client, room):
    seat = seat_of(room, room["priya"])
    agenda = page_of(client, room["arun"], f"/meetings/{room['meeting'].pk}/")
    page = page_of(client, room["arun"], f"/meetings/{room['meeting'].pk}/seats/1/")
    seat.item.minutes = 9
    seat.item.save()
    short = page_of(client, room["arun"], f"/meetings/{room['meeting'].pk}/seats/1/")

    assert ("find the real question\u00a0" in agenda, "No solutions before the real question is named" in page) == (
        True,
        True,
    )
    assert "It needs at least 15 minutes, and the agenda gives 9" in short


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"help": "magic"}, "Choose one kind of help."),
        ({"settles": ""}, "Choose one of the two."),
        ({"needed_by": "2020-01-01"}, "Choose today or a day to come."),
        ({"needed_by": "9999-12-31"}, "Choose a day within the next two years."),
        ({"question": "🚐" * 301}, "Say it in at most 300 characters."),
        ({"readers": "12345"}, "Choose one of those in the list."),
    ],
)
def test_what_makes_no_sense_is_said_beside_it_and_nothing_is_lost(client, room, typed, sentence):
    page = ask(client, room, **typed)

    assert (page.status_code, SeatRequest.objects.count()) == (422, 0)
    assert sentence in page.content.decode()
    assert "Two labs" in page.content.decode()


def test_fewer_readers_take_a_question_off_the_page_of_the_group(client, room):
    wish = asked_by(room["priya"], room["group"], "ask", question=QUESTION)
    with wall.as_person(room["priya"]):
        Words.objects.get(pk=wish.words_id).narrow(Words.Audience.ME)

    assert QUESTION not in page_of(client, room["priya"], room["group"].get_absolute_url())


def test_ones_own_export_tells_what_was_asked_and_whom_one_coached(room):
    asked_by(room["priya"], room["group"], **LINES)
    coaching.name(seat_of(room, room["arun"]), room["priya"], now=timezone.now())

    with wall.as_person(room["priya"]):
        told = belongings.of(room["priya"])

    assert [row["question"] for row in told["Asked for"]] == [QUESTION]
    assert [row["meeting"] for row in told["Hot seats you coached"]] == [room["meeting"].starts_at]
    assert told["Other words"] == []


def test_an_archive_tells_of_a_wish_once_it_was_sent(room):
    told = []
    for route in ("", "ask"):
        asked_by(room["priya"], room["group"], route)
        with wall.as_person(room["priya"]):
            told.append(len(belongings.in_group(room["group"], room["priya"], {})["Asked for"]))

    assert told == [0, 1]


def test_what_was_closed_can_be_sent_again_from_a_page_left_open(client, room):
    wish = asked_by(room["priya"], room["group"])
    wish.close(now=timezone.now())

    post(client, room["priya"], f"{wish.get_absolute_url()}send/", route="seat")

    assert list(SeatRequest.objects.waiting()) == [wish]
