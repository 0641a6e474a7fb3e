"""Can a group find a time: asked, answered with and without signing in, reminded once, picked, and told?"""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from groups import free_times, sabbaticals
from groups.tests.makers import NOON, make_facilitator, make_group, make_member, make_room
from meetings.models import Meeting, Poll, Vote
from meetings.polls import asking, links, reminding
from meetings.tests.makers import make_meeting, make_poll, utc
from peergroups.kit.wallclock import local_day
from peergroups.outbox import sending
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def room():
    """Mill Street with Sam, Priya and Arun in Kolkata."""
    group, group.sam, group.priya = make_room()
    group.arun = make_member(group, "Arun Rao", time_zone="Asia/Kolkata")
    group.now = timezone.now().replace(second=0, microsecond=0)
    return group


@pytest.fixture
def poll(room):
    """Two times, in ten days and in twelve; answers count for five days."""
    starts = (room.now + 10 * A_DAY, room.now + 12 * A_DAY)
    poll = make_poll(room, *starts, by=room.sam, now=room.now, closes_at=room.now + 5 * A_DAY)
    poll.first, poll.second = poll.slots.all()
    return poll


def say(poll, person, first, second, **how):
    asking.vote(poll, person, {poll.first.pk: first, poll.second.pk: second}, now=timezone.now(), **how)


def owed(kind):
    return sorted(Delivery.objects.filter(kind=kind).values_list("person__name", flat=True))


def test_everybody_but_the_asker_is_mailed_the_question(room, poll):
    assert owed("poll_asked") == ["Arun Rao", "Priya Nair"]


def test_the_same_answers_once_more_write_nothing(room, poll):
    say(poll, room.priya, "yes", "no")
    before = list(Vote.objects.values_list("pk", "answered_at").order_by("pk"))

    say(poll, room.priya, "yes", "no")

    assert list(Vote.objects.values_list("pk", "answered_at").order_by("pk")) == before


def test_only_the_silent_are_reminded_and_once(room, poll):
    say(poll, room.priya, "yes", "no")
    for days in (3, 4, 4.5):
        reminding.plan(now=room.now + days * A_DAY)

    assert owed("poll_reminder") == ["Arun Rao", "Sam Okoro"]


@pytest.mark.parametrize(
    ("asked", "closes", "zone", "reminded"),
    [
        ("2026-11-20T12:00", "2026-11-26T20:00", "Europe/London", "2026-11-25T09:00"),
        ("2026-11-20T12:00", "2026-11-26T20:00", "Asia/Kolkata", "2026-11-26T03:30"),
        ("2026-11-20T12:00", "2026-11-26T20:00", "Pacific/Auckland", "2026-11-25T20:00"),
        ("2026-11-25T12:00", "2026-11-26T20:00", "Europe/London", "2026-11-26T09:00"),
        ("2026-11-26T08:00", "2026-11-26T20:00", "Europe/London", "2026-11-26T14:00"),
        ("2027-03-20T12:00", "2027-03-28T19:00", "Europe/Berlin", "2027-03-27T08:00"),
    ],
)
def test_a_reminder_comes_on_a_morning_of_ones_own(asked, closes, zone, reminded):
    assert reminding.reminded_at(utc(asked), utc(closes), zone) == utc(reminded)


def test_who_takes_a_break_is_neither_asked_nor_waited_for(room):
    sabbaticals.take(room.membership_of(room.arun), back_on=room.now.date() + 90 * A_DAY, now=room.now - A_DAY)
    poll = make_poll(room, room.now + 10 * A_DAY, by=room.sam, now=room.now)
    for person in (room.sam, room.priya):
        asking.vote(poll, person, {poll.slots.get().pk: "yes"}, now=room.now)

    reminding.plan(now=room.now + A_DAY)

    assert (owed("poll_asked"), owed("poll_reminder"), owed("poll_to_pick")) == (["Priya Nair"], [], ["Sam Okoro"])


def test_picking_plans_the_meeting_and_everybody_gets_it_for_their_calendar(room, poll):
    meeting = asking.pick(poll, poll.second, now=room.now)
    Delivery.objects.exclude(kind="time_found").delete()
    sending.drain(now=timezone.now())

    poll.refresh_from_db()
    assert (meeting.starts_at, meeting.link, poll.meeting) == (poll.second.starts_at, poll.link, meeting)
    assert sorted(letter.to[0].partition("@")[0] for letter in mail.outbox) == ["arun", "priya", "sam"]
    assert [f"meeting-{meeting.pk}@peergroups" in letter.attachments[0].content for letter in mail.outbox] == [True] * 3


def test_picking_moves_the_meeting_that_was_to_be_moved(room):
    meeting = make_meeting(room, room.now + 8 * A_DAY, now=room.now)
    poll = make_poll(room, room.now + 9 * A_DAY, by=room.sam, now=room.now, moves=meeting, minutes=60)

    moved = asking.pick(poll, poll.slots.get(), now=room.now)

    assert (moved, Meeting.objects.get().starts_at) == (meeting, room.now + 9 * A_DAY)
    assert (owed("meeting_moved"), owed("time_found")) == (["Arun Rao", "Priya Nair", "Sam Okoro"], [])


def test_mails_of_a_poll_that_ended_stay_unsent(room, poll):
    asking.give_up(poll, now=room.now)

    reminding.plan(now=room.now + 4 * A_DAY)
    sending.drain(now=timezone.now())

    assert mail.outbox == []


# Through the pages -----------------------------------------------------------------------------------------


def form(room, **changes):
    """What a facilitator sends who offers one time of their own."""
    today = local_day(timezone.now(), room.zone)
    given = {"minutes": "90", "place": "video", "link": "https://call.example.org/1"}
    given |= {"first_day": today + 7 * A_DAY, "last_day": today + 9 * A_DAY, "closes_on": today + 3 * A_DAY}
    given |= {"day_1": today + 10 * A_DAY, "time_1": "18:00"}
    return {name: str(value) for name, value in (given | changes).items()}


def ask(client, room, **changes):
    client.force_login(room.sam)
    return client.post(f"/groups/{room.slug}/polls/start/", form(room, **changes))


def test_a_facilitator_asks_about_found_times_and_one_of_their_own(client, room):
    free_times.keep(room.priya, {"morning": {0, 1, 2, 3, 4}})
    client.force_login(room.sam)
    page = client.get(f"/groups/{room.slug}/polls/start/")
    found = page.context["form"].initial["times"]

    answer = client.post(f"/groups/{room.slug}/polls/start/", form(room) | {"times": found})

    poll = Poll.objects.get()
    assert "Suits 1 of 1 by the weeks they gave." in page.content.decode()
    assert (answer["Location"], poll.slots.count()) == (poll.get_absolute_url(), len(found) + 1)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day_1": "", "time_1": ""}, "Tick at least one time, or enter one of your own."),
        ({"time_1": ""}, "Enter the time too, like 18:00."),
        ({"day_1": ""}, "Enter the day too."),
        ({"day_1": "2020-01-01"}, "Choose a day and time still to come."),
        ({"day_1": "9999-12-31"}, "Choose a day within the next two years."),
        ({"day_1": "0001-01-01"}, "Choose a day and time still to come."),
        ({"day_1": "gap", "time_1": "01:30"}, "Clocks change that night and skip this time."),
        ({"closes_on": ""}, "Choose until when answers count."),
        ({"closes_on": "2020-01-01"}, "Choose a day still to come, within the next two years."),
        ({"closes_on": "9999-12-31"}, "Choose a day still to come, within the next two years."),
        ({"closes_on": "after"}, "Answers have to end before the first time on offer: on "),
        ({"first_day": "9999-12-31", "last_day": "0001-01-01"}, "Choose a day from today on"),
        ({"minutes": "5000"}, "A meeting takes at most 480 minutes"),
        ({"link": "https://a.example/\r\nX: y"}, "Enter a link that begins with https://."),
        ({"address": "🚐" * 300}, "Say it in at most 200 characters."),
        ({"times": "2020-01-01T10:00:00+00:00"}, "Select a valid choice"),
    ],
)
def test_bad_input_is_told_why_and_loses_nothing_typed(client, room, changes, said):
    march = (local_day(timezone.now(), room.zone) + 140 * A_DAY).replace(month=3, day=31)
    gap = march.replace(year=march.year) - ((march.weekday() + 1) % 7) * A_DAY
    today = local_day(timezone.now(), room.zone)
    named = {"gap": gap if gap > today else None, "after": today + 20 * A_DAY}
    changes = {name: named.get(value, value) for name, value in changes.items()}

    page = ask(client, room, **changes)

    assert (page.status_code, Poll.objects.count()) == (422, 0)
    assert said in page.content.decode()
    typed = form(room, **changes)
    assert f'value="{typed["minutes"]}"' in page.content.decode()
    assert not typed["time_1"] or f'value="{typed["time_1"]}"' in page.content.decode()


def test_looking_at_other_days_judges_nothing_else_and_keeps_it(client, room):
    page = ask(client, room, find="1", link="", closes_on="", day_1="", minutes="45")

    assert page.status_code == 200
    assert ('value="45"' in page.content.decode(), 'value="18:00"' in page.content.decode()) == (True, True)


def test_a_group_that_is_asked_already_is_led_to_the_poll(client, room, poll):
    assert ask(client, room)["Location"] == poll.get_absolute_url()
    with pytest.raises(asking.PollStands):
        make_poll(room, room.now + 20 * A_DAY, by=room.sam, now=room.now)


def answers(poll, first="yes", second="maybe"):
    return {f"slot_{poll.first.pk}": first, f"slot_{poll.second.pk}": second}


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


def test_the_facilitator_picks_the_best_on_one_page(client, room, poll):
    for person in (room.sam, room.priya, room.arun):
        say(poll, person, "maybe", "yes")
    client.force_login(room.sam)
    page = client.get(f"/polls/{poll.pk}/pick/")

    answer = client.post(f"/polls/{poll.pk}/pick/", {"slot": page.context["rows"][0].tally.slot})

    meeting = Meeting.objects.get()
    assert "Everybody can." in page.content.decode()
    assert (meeting.starts_at, answer["Location"]) == (poll.second.starts_at, meeting.get_absolute_url())


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


# By the link of a mail -------------------------------------------------------------------------------------


@pytest.fixture
def link(room, poll):
    return links.link(poll, room.priya)


def test_the_link_shows_times_and_a_first_name_and_nothing_else_of_anybody(client, room, poll, link):
    say(poll, room.arun, "yes", "yes")

    page = client.get(link)

    said = page.content.decode()
    assert [word for word in ("Nair", "Arun", "Sam", "Mill", "call.example") if word in said] == []
    assert ("Priya" in said, page["Cache-Control"], page["X-Robots-Tag"]) == (True, "no-store", "noindex")
    assert "sessionid" not in client.cookies


def test_a_post_by_the_link_keeps_the_answer_of_its_person_whoever_is_signed_in(client, room, poll, link):
    client.force_login(room.arun)

    page = client.post(link, answers(poll))

    assert "Your times are sent." in page.content.decode()
    assert page.content.decode().count(" checked") == 2
    assert set(Vote.objects.values_list("person__name", "by_link")) == {("Priya Nair", True)}


def test_opening_the_link_changes_nothing(client, poll, link):
    client.get(link)

    assert Vote.objects.count() == 0


def leave(room, poll):
    room.membership_of(room.priya).leave(now=room.now)


def rejoin(room, poll):
    leave(room, poll)
    make_member(room, person=room.priya)


def close(room, poll):
    Poll.objects.update(closes_at=timezone.now())


def end(room, poll):
    asking.give_up(poll, now=room.now)


def lapse(room, poll):
    room.membership_of(room.priya).signatures.all().delete()


@pytest.mark.parametrize("what", [leave, rejoin, close, end, lapse])
def test_a_link_dies_with_what_it_was_made_for(client, room, poll, link, what):
    what(room, poll)

    statuses = [client.get(link).status_code, client.post(link, answers(poll)).status_code]

    assert (statuses, Vote.objects.count()) == ([410, 410], 0)


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda token: "1" + token, lambda token: "x:y"])
def test_a_forged_link_opens_nothing(client, link, change):
    token = link.strip("/").removeprefix("p/")

    assert client.get(f"/p/{change(token)}/").status_code == 410


# On Today --------------------------------------------------------------------------------------------------


def today(client, person):
    client.force_login(person)
    return client.get("/today/").content.decode()


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


def test_an_answer_that_comes_after_the_pick_is_told_and_not_counted(client, room, poll):
    asking.pick(poll, poll.first, now=room.now)
    client.force_login(room.priya)

    answer = client.post(f"/polls/{poll.pk}/vote/", answers(poll), follow=True)

    assert "This poll had closed when your answer came" in answer.content.decode()
    assert Vote.objects.count() == 0


@pytest.mark.parametrize("now", [NOON])
def test_two_polls_may_stand_for_two_meetings(room, now):
    first, second = (make_meeting(room, room.now + days * A_DAY, now=room.now) for days in (5, 6))

    for meeting in (first, second):
        make_poll(room, room.now + 8 * A_DAY, by=room.sam, now=room.now, moves=meeting)

    assert Poll.objects.open().count() == 2
