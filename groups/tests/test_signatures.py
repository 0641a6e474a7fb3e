"""Is everybody told when a charter waits for them: when it changes, and a fortnight before a signature lapses?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups import charters, sabbaticals, signatures
from groups.models import Membership, Signature
from groups.models.charters import VALID_FOR
from groups.tests.makers import make_member, make_room
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def room():
    group, group.sam, group.priya = make_room()
    group.now = timezone.now()
    return group


def change(room, text="We meet on Mondays."):
    return charters.propose(room, text=text, opening="Hello.", by=room.sam, now=room.now)


def place_of(person):
    return Membership.objects.select_related("group", "person").get(person=person)


def mails(kind):
    return Delivery.objects.filter(kind=kind)


def test_a_changed_charter_is_told_once_to_those_who_have_yet_to_sign(room):
    change(room)

    counts = [signatures.plan(now=room.now), signatures.plan(now=room.now + A_DAY)]

    mail = mails("charter_changed").get()
    assert (counts, mail.person, signatures.still_unsigned(mail, now=room.now)) == ([1, 0], room.priya, True)


def test_the_next_version_is_told_again_and_the_mail_about_the_first_is_dropped(room):
    change(room)
    signatures.plan(now=room.now)
    change(room, "We meet on Tuesdays.")

    signatures.plan(now=room.now)

    first, second = mails("charter_changed").order_by("occurrence")
    assert [signatures.still_unsigned(mail, now=room.now) for mail in (first, second)] == [False, True]


@pytest.mark.parametrize("answer", ["sign", "leave"])
def test_the_mail_is_dropped_once_it_is_answered(room, answer):
    charter = change(room)
    signatures.plan(now=room.now)

    place = place_of(room.priya)
    place.sign(charter, now=room.now) if answer == "sign" else place.leave(now=room.now)

    assert not signatures.still_unsigned(mails("charter_changed").get(), now=room.now)


def test_who_joins_after_the_change_is_not_told_of_it(room):
    change(room)
    jo = make_member(room, "Jo Bell", signed=False)
    Membership.objects.filter(person=jo).update(joined_at=room.now + A_DAY)

    signatures.plan(now=room.now + A_DAY)

    assert not mails("charter_changed").filter(person=jo).exists()


def test_who_takes_a_break_hears_of_it_when_they_are_back(room):
    sabbaticals.take(place_of(room.priya), back_on=(room.now + 30 * A_DAY).date(), now=room.now)
    change(room)
    silent = signatures.plan(now=room.now)

    sabbaticals.come_back(place_of(room.priya), now=room.now)

    assert (silent, signatures.plan(now=room.now)) == (0, 1)


def signed(person, days_ago):
    Signature.objects.filter(membership__person=person).update(signed_at=timezone.now() - days_ago * A_DAY)


@pytest.mark.parametrize(("days_ago", "owed"), [(350, 0), (352, 1), (364, 1), (366, 0)])
def test_a_lapsing_signature_is_told_in_its_last_fortnight(room, days_ago, owed):
    signed(room.priya, days_ago)

    assert signatures.plan(now=room.now) == owed


def test_it_is_told_once_for_each_year(room):
    signed(room.priya, 355)

    counts = [signatures.plan(now=room.now + days * A_DAY) for days in (0, 0, 3)]

    mail = mails("signature_lapses").get()
    assert (counts, mail.person, mail.useless_after) == (
        [1, 0, 0],
        room.priya,
        Signature.objects.get(membership__person=room.priya).signed_at + VALID_FOR,
    )


def test_it_is_dropped_once_they_sign_again(room):
    signed(room.priya, 355)
    signatures.plan(now=room.now)
    mail = mails("signature_lapses").get()
    before = signatures.still_lapses(mail, now=room.now)

    place_of(room.priya).sign(room.charter, now=room.now)

    assert (before, signatures.still_lapses(mail, now=room.now), signatures.plan(now=room.now)) == (True, False, 0)


def test_a_signature_under_an_earlier_version_is_not_renewed(room):
    signed(room.priya, 355)
    change(room)

    signatures.plan(now=room.now)

    assert not mails("signature_lapses").exists()
