"""Can a facilitator pick the best time on one page, once, and give the poll up?"""

import pytest

from groups.tests.makers import make_facilitator
from meetings.models import Meeting, Poll
from meetings.models.quorums import wish
from meetings.polls import asking
from meetings.polls.tests.polled import A_DAY, say
from meetings.tests.makers import make_meeting, make_poll

pytestmark = pytest.mark.django_db


def test_the_facilitator_picks_the_best_on_one_page(client, room, poll):
    for person in (room.sam, room.priya, room.arun):
        say(poll, person, "maybe", "yes")
    client.force_login(room.sam)
    page = client.get(f"/polls/{poll.pk}/pick/")

    answer = client.post(f"/polls/{poll.pk}/pick/", {"slot": page.context["rows"][0].tally.slot})

    meeting = Meeting.objects.get()
    assert "Everybody can." in page.content.decode()
    assert (meeting.starts_at, answer["Location"]) == (poll.second.starts_at, meeting.get_absolute_url())


def test_too_few_are_fewer_than_the_group_wants(client, room, poll):
    wish(room, 3)
    for person, answer in ((room.sam, "yes"), (room.priya, "yes"), (room.arun, "no")):
        say(poll, person, answer, answer)
    client.force_login(room.sam)

    assert "Too few to meet: 2 of 3." in client.get(f"/polls/{poll.pk}/pick/").content.decode()


@pytest.mark.parametrize("slot", ["", "9" * 40, "x", "1"])
def test_a_pick_of_nothing_is_told(client, room, poll, slot):
    client.force_login(room.sam)

    page = client.post(f"/polls/{poll.pk}/pick/", {"slot": slot})

    assert (page.status_code, "Choose one of the times." in page.content.decode()) == (422, True)


@pytest.mark.parametrize("why", ["the group meets then", "it has passed", "its meeting was cancelled"])
def test_a_time_that_is_gone_is_not_picked(client, room, poll, why):
    if why == "the group meets then":
        make_meeting(room, poll.first.starts_at, now=room.now)
    elif why == "it has passed":
        poll.slots.filter(pk=poll.first.pk).update(starts_at=room.now - A_DAY)
    else:
        poll.moves = make_meeting(room, room.now + A_DAY, now=room.now)
        poll.save()
        poll.moves.cancel(now=room.now)
    client.force_login(room.sam)

    page = client.post(f"/polls/{poll.pk}/pick/", {"slot": poll.first.pk})

    assert (page.status_code, Poll.objects.get().ended_at) == (422, None)


def test_a_poll_given_up_asks_nobody_and_tells_so(client, room, poll):
    client.force_login(room.sam)
    client.post(f"/polls/{poll.pk}/give-up/")

    assert "This poll was given up" in client.get(f"/polls/{poll.pk}/").content.decode()
    assert client.post(f"/polls/{poll.pk}/pick/", {"slot": poll.first.pk}).status_code == 302
    assert Meeting.objects.count() == 0


def test_a_poll_for_another_time_that_is_given_up_leaves_the_meeting_where_it_was(client, room):
    meeting = make_meeting(room, room.now + 8 * A_DAY, now=room.now)
    poll = make_poll(room, room.now + 9 * A_DAY, by=room.sam, now=room.now, moves=meeting)
    client.force_login(room.sam)
    client.post(f"/polls/{poll.pk}/give-up/")

    page = client.get(f"/polls/{poll.pk}/").content.decode()

    assert ("The meeting stays at its time" in page, meeting.get_absolute_url() in page) == (True, True)
    assert ("You hear as soon as there is a time" in page, "It takes a minute" in page) == (False, False)


def test_who_left_is_not_counted(client, room, poll):
    for person in (room.sam, room.arun, room.priya):
        say(poll, person, "yes", "no")
    room.membership_of(room.arun).leave(now=room.now)
    client.force_login(room.sam)

    assert "Arun" not in client.get(f"/polls/{poll.pk}/pick/").content.decode()


def test_a_second_facilitator_who_picks_finds_what_was_picked(client, room, poll):
    other = make_facilitator(room, "Kofi Mensah")
    asking.pick(poll, poll.first, now=room.now)
    client.force_login(other)

    answer = client.post(f"/polls/{poll.pk}/pick/", {"slot": poll.second.pk}, follow=True)

    assert "This poll has ended already." in answer.content.decode()
    assert Meeting.objects.get().starts_at == poll.first.starts_at
