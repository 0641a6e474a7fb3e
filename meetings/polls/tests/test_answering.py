"""Can a member say which times suit, and who learns what of it?"""

import pytest

from groups.tests.makers import make_group, make_member
from meetings.models import Vote
from meetings.polls import asking
from meetings.polls.tests.polled import answers, say, today
from meetings.tests.makers import make_meeting

pytestmark = pytest.mark.django_db


def test_a_member_answers_and_what_is_left_open_counts_as_no(client, room, poll):
    client.force_login(room.priya)

    client.post(f"/polls/{poll.pk}/vote/", answers(poll, second=""))

    assert list(Vote.objects.order_by("slot__starts_at").values_list("answer", "by_link")) == [
        ("yes", False),
        ("no", False),
    ]
    assert "You have answered." in client.get(f"/polls/{poll.pk}/").content.decode()


@pytest.mark.parametrize("sent", [{}, {"slot": "x"}, {"first": "perhaps"}])
def test_an_answer_that_says_nothing_is_told_what_to_do(client, room, poll, sent):
    client.force_login(room.priya)

    page = client.post(f"/polls/{poll.pk}/vote/", answers(poll, sent["first"]) if "first" in sent else sent)

    assert (page.status_code, Vote.objects.count()) == (422, 0)


def test_my_other_group_is_named_to_me_and_counted_to_the_facilitator(client, room, poll):
    quay = make_group("Quay", programme=room.programme)
    make_member(quay, person=room.priya)
    make_meeting(quay, poll.first.starts_at, now=room.now)
    make_meeting(room, poll.second.starts_at, now=room.now)
    pages = {}
    for person, page in ((room.priya, ""), (room.arun, ""), (room.sam, ""), (room.sam, "pick/")):
        client.force_login(person)
        pages[person.first_name, page] = client.get(f"/polls/{poll.pk}/{page}").content.decode()

    assert [key for key, page in pages.items() if "Quay" in page] == [("Priya", "")]
    assert pages["Sam", "pick/"].count("1 has another meeting then.") == 1
    assert [key for key, page in pages.items() if "You meet with Mill Street" in page] == []


def test_members_see_who_has_answered_and_only_the_facilitator_who_has_not(client, room, poll):
    say(poll, room.sam, "yes", "no")
    seen = {}
    for person in (room.priya, room.sam):
        client.force_login(person)
        seen[person] = client.get(f"/polls/{poll.pk}/").content.decode()

    assert ["Still to answer: Arun, Priya" in page for page in seen.values()] == [False, True]
    assert all("Answered so far (1)" in page for page in seen.values())


def test_today_asks_who_has_not_answered_and_then_who_picks(client, room, poll):
    before = {person: "Send my times" in today(client, person) for person in (room.sam, room.priya)}
    for person in (room.sam, room.priya, room.arun):
        say(poll, person, "yes", "yes")
    after = {person: "Send my times" in today(client, person) for person in (room.sam, room.priya)}

    assert (set(before.values()), set(after.values())) == ({True}, {False})
    assert ["Pick a time" in today(client, person) for person in (room.sam, room.priya)] == [True, False]


def test_no_planning_is_asked_for_while_a_time_is_sought(client, room, poll):
    say(poll, room.sam, "yes", "no")

    assert "has no next meeting" not in today(client, room.sam)


def test_an_answer_that_comes_after_the_pick_is_told_and_not_counted(client, room, poll):
    asking.pick(poll, poll.first, now=room.now)
    client.force_login(room.priya)

    answer = client.post(f"/polls/{poll.pk}/vote/", answers(poll), follow=True)

    assert "This poll had closed when your answer came" in answer.content.decode()
    assert Vote.objects.count() == 0
