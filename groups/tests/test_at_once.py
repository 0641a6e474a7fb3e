"""What happens when two people change at once who sits in a group and who keeps it? A room keeps its keeper."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from groups import leaving, sabbaticals
from groups.founding import invite
from groups.models import CalendarFeed, GroupFull, Invitation, Membership, calendars
from groups.tests.makers import make_facilitator, make_member, make_person, make_room

pytestmark = pytest.mark.django_db(transaction=True)
TOMORROW = timedelta(days=1)


@pytest.fixture
def room():
    """A group that Sam and Uma keep together, with Priya in it."""
    group, group.sam, group.priya = make_room()
    group.uma = make_facilitator(group, "Uma Roy")
    return group


def place_of(person):
    return Membership.objects.select_related("group", "person").get(person=person)


def at_once(first, second, *, refusals=(leaving.LastFacilitator, leaving.NotThere, GroupFull)):
    """Do the one, and the other elsewhere before the first is committed; return what refused each."""
    refused = []

    def elsewhere():
        refused.extend(tried(second, refusals))
        connection.close()

    other = Thread(target=elsewhere)
    with transaction.atomic():
        mine = tried(first, refusals)
        other.start()
        other.join(timeout=0.5)
    other.join()
    return mine, refused


def tried(act, refusals):
    try:
        act()
    except refusals as refusal:
        return [type(refusal)]
    return []


def leave(place):
    return lambda: leaving.leave(place, last_day=timezone.localdate(), now=timezone.now())


def pause(place):
    back_on = timezone.localdate() + 30 * TOMORROW
    return lambda: sabbaticals.take(place, back_on=back_on, now=timezone.now())


def hand_over(place, to):
    return lambda: leaving.hand_over(place, to, now=timezone.now())


def keepers(room):
    return [place.person for place in room.memberships.attending().facilitating().select_related("person")]


@pytest.mark.parametrize(("first", "second"), [(leave, leave), (leave, pause), (pause, leave), (pause, pause)])
def test_of_two_facilitators_who_go_at_once_the_second_stays(room, first, second):
    refused = at_once(first(place_of(room.sam)), second(place_of(room.uma)))

    assert (refused, keepers(room)) == (([], [leaving.LastFacilitator]), [room.uma])


def test_whoever_is_given_the_room_while_they_leave_keeps_it(room):
    place_of(room.uma).leave(now=timezone.now())
    refused = at_once(hand_over(place_of(room.sam), place_of(room.priya)), leave(place_of(room.priya)))

    assert (refused, keepers(room)) == (([], [leaving.LastFacilitator]), [room.priya])


@pytest.mark.parametrize("goes", [leave, pause])
def test_a_room_is_not_handed_to_somebody_who_goes_meanwhile(room, goes):
    place_of(room.uma).leave(now=timezone.now())
    refused = at_once(goes(place_of(room.priya)), hand_over(place_of(room.sam), place_of(room.priya)))

    assert (refused, keepers(room)) == (([], [leaving.NotThere]), [room.sam])


def test_leaving_in_two_windows_is_one_leaving(room):
    at_once(leave(place_of(room.priya)), leave(place_of(room.priya)))

    assert room.audit_events.filter(act="left", actor=room.priya).count() == 1


def test_an_invitation_accepted_in_two_windows_is_one_place(room):
    asked = invite(room, "ravi@example.org", by=room.sam, now=timezone.now())
    windows = [Invitation.objects.get(pk=asked.pk) for _window in range(2)]
    at_once(*[lambda window=window: window.accept(now=timezone.now()) for window in windows])

    assert room.memberships.filter(person=asked.person).count() == 1


def test_of_two_who_invite_somebody_at_once_the_second_invitation_counts(room):
    ravi = make_person("Ravi Shah")
    asks = [lambda by=by: invite(room, ravi.email, by=by, now=timezone.now()) for by in (room.sam, room.uma)]
    at_once(*asks)

    assert [asked.invited_by for asked in room.invitations.unanswered()] == [room.uma]


def test_two_who_want_the_last_seat_do_not_both_get_it(room):
    for name in ("Ada Lo", "Ben Fry", "Cy Dee"):
        make_member(room, name)  # six sit there
    asked = [
        Invitation(group=room, person=make_person(name), invited_by=room.sam, invited_at=timezone.now())
        for name in ("Eva Poe", "Finn Ray")
    ]
    for invitation in asked:
        invitation.issue_link(now=timezone.now())
    refused = at_once(*[lambda one=one: one.accept(now=timezone.now()) for one in asked])

    assert (refused, room.memberships.peers().count()) == (([], [GroupFull]), 7)


def test_whoever_leaves_while_they_are_admitted_again_is_out_or_in_and_never_both(room):
    at_once(leave(place_of(room.priya)), lambda: room.admit(room.priya, now=timezone.now()))

    assert room.memberships.filter(person=room.priya, left_at=None).count() == 1
    assert room.memberships.filter(person=room.priya).count() == 2


def test_of_two_addresses_for_a_calendar_that_are_made_at_once_the_first_is_shown_and_opens(room):
    made = []
    make = [lambda: made.append(calendars.renew(room.priya, now=timezone.now()))] * 2
    refused = at_once(*make, refusals=calendars.MadeMeanwhile)

    assert refused == ([], [calendars.MadeMeanwhile])
    assert [bool(CalendarFeed.objects.behind(secret)) for secret in made] == [True]
