"""Can a facilitator ask a group which times suit, and is what makes no sense told beside its field?"""

import pytest
from django.utils import timezone

from groups import free_times
from groups.tests.makers import make_member
from meetings.models import Poll
from meetings.polls import asking
from meetings.polls.tests.polled import A_DAY
from meetings.tests.makers import make_meeting, make_poll
from peergroups.kit.wallclock import local_day

pytestmark = pytest.mark.django_db
LATER = timezone.localdate() + 40 * A_DAY


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


@pytest.mark.parametrize("touched", [False, True])
def test_other_days_bring_other_ticks_unless_somebody_ticked(client, room, touched):
    client.force_login(room.sam)
    first = client.get(f"/groups/{room.slug}/polls/start/").context["form"].best
    ticked, days = first[: 2 if touched else None], {"first_day": LATER, "last_day": LATER + 5 * A_DAY}
    typed = form(room, **days, find="1") | {"times": ticked, "best": first}

    shown = client.post(f"/groups/{room.slug}/polls/start/", typed).context["form"]

    assert shown["times"].value() == (ticked if touched else shown.best)
    assert {at for at, _label in shown.fields["times"].choices}.isdisjoint(first) is not touched


def test_a_group_that_is_asked_already_is_led_to_the_poll(client, room, poll):
    assert ask(client, room)["Location"] == poll.get_absolute_url()
    with pytest.raises(asking.PollStands):
        make_poll(room, room.now + 20 * A_DAY, by=room.sam, now=room.now)


def test_a_time_too_short_for_the_agenda_of_the_meeting_it_moves_is_refused_beside_it(client, room):
    left = [make_member(room, f"Ana{n} Dias") for n in range(4)]
    meeting = make_meeting(room, room.now + 8 * A_DAY, minutes=120, now=room.now)
    room.memberships.filter(person__in=left).update(left_at=room.now)
    poll = make_poll(room, room.now + 9 * A_DAY, by=room.sam, now=room.now, moves=meeting, minutes=50)
    client.force_login(room.sam)

    page = client.post(f"/polls/{poll.pk}/pick/", {"slot": poll.slots.get().pk})
    asking.give_up(poll, now=room.now)
    asked = client.post(f"/meetings/{meeting.pk}/poll/", form(room, minutes="50"))

    assert (page.status_code, asked.status_code) == (422, 422)
    assert "takes more than 50 minutes by now" in page.content.decode()
    assert 'id="id_minutes_error"' in asked.content.decode()
