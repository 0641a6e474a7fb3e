"""Is a room read from outside only on a request with a reason, agreed to or waited for, and known to its members?"""

import pytest
from django.core import mail
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from groups import glass as glasses
from groups.models import AuditEvent, Glass, GlassPage
from groups.tests.glass import HOUR, WHY, asked, gather, opened, page_of, posted
from groups.tests.makers import make_member, make_person
from peergroups.outbox import sending
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def room(now):
    return gather(now)


FORGERIES = {
    "a request": lambda: Glass.objects.update(reason="Nothing much."),
    "when it was asked": lambda: Glass.objects.update(asked_at=timezone.now() - 48 * HOUR),
    "a page read": lambda: GlassPage.objects.update(last_day=timezone.now()),
    "that a page was read": lambda: GlassPage.objects.all()._raw_delete("default"),
    "that it was asked": lambda: Glass.objects.all()._raw_delete("default"),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_nobody_rewrites(room, now, forgery):
    opened(room, now - HOUR)

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        FORGERIES[forgery]()


CHEATS = {
    "glass_needs_four_eyes": lambda room: {"confirmed_by": room.nadia},
    "glass_waits_for_a_day_or_a_second_admin": lambda room: {"opens_at": timezone.now(), "closes_at": timezone.now()},
    "glass_closes_by_itself": lambda room: {"closes_at": timezone.now() + 200 * HOUR},
}


@pytest.mark.parametrize("rule", CHEATS)
def test_the_database_keeps(room, now, rule):
    asked(room, now)

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Glass.objects.update(**CHEATS[rule](room))


def test_nobody_agrees_to_their_own_request(room, now):
    with pytest.raises(glasses.OwnConfirmation):
        glasses.confirm(asked(room, now), by=room.nadia, now=now)


def test_what_has_ended_is_not_opened_again(room, now):
    glass = asked(room, now - HOUR)
    glasses.end(glass, by=room.nadia, now=now - HOUR)

    with pytest.raises(glasses.GlassOver):
        glasses.confirm(glass, by=room.omar, now=now)


def test_agreeing_when_it_is_open_makes_it_no_longer(room, now):
    glass = asked(room, now - 30 * HOUR)
    glasses.confirm(glass, by=room.omar, now=now)

    assert Glass.objects.get().closes_at == glass.closes_at


def test_asking_twice_is_refused(room, now):
    asked(room, now - HOUR)

    with pytest.raises(glasses.GlassStanding):
        glasses.ask(room, by=room.omar, reason=WHY, hours=1, now=now)


def test_every_member_is_told_by_mail_even_when_it_is_over_by_then(room, now):
    make_member(room, "Jo Bell", signed=False)
    glasses.end(asked(room, now), by=room.nadia, now=now)

    sending.drain(now=now)

    assert sorted(letter.to[0] for letter in mail.outbox) == ["arun@example.org", "jo@example.org", "priya@example.org"]
    assert [letter for letter in mail.outbox if WHY in letter.body] == []


def test_who_has_left_is_not_told(room, now):
    asked(room, now)
    room.memberships.get(person=room.arun).leave(now=now)

    sending.drain(now=now)

    assert Delivery.objects.get(person=room.arun).state == Delivery.State.STALE


def test_an_admin_asks_and_the_group_sees_who_and_why(client, room):
    posted(client, room.nadia, "glass_ask", room.slug, reason=WHY, hours=48)

    for name in ("room", "charter", "log", "sabbatical"):
        assert "Nadia Haddad</strong>, an admin, asks to read" in page_of(client, room.priya, room, name)
        assert WHY in page_of(client, room.priya, room, name)
    assert WHY in page_of(client, room.priya, room)


@pytest.mark.parametrize("given", [{"hours": 24}, {"reason": WHY}, {"reason": WHY, "hours": 73}, {"reason": " "}])
def test_without_a_reason_and_a_period_nothing_is_asked(client, room, given):
    answer = posted(client, room.nadia, "glass_ask", room.slug, **given)

    assert (answer.status_code, Glass.objects.count()) == (422, 0)


def test_asking_twice_is_refused_in_words(client, room, now):
    asked(room, now)

    posted(client, room.omar, "glass_ask", room.slug, reason=WHY, hours=1)

    assert "asked for or open already" in page_of(client, room.omar, room)
    assert Glass.objects.count() == 1


def test_agreeing_to_ones_own_request_is_refused_in_words(client, room, now):
    glass = asked(room, now)
    posted(client, room.nadia, "glass_confirm", glass.pk)

    assert "Another admin has to agree" in page_of(client, room.nadia, room)


@pytest.mark.parametrize(
    ("who", "button", "said"),
    [("nadia", "Take the request back", "Nadia Haddad took it back"), ("omar", "Refuse it", "refused it on")],
)
def test_what_ends_before_it_opened_was_taken_back_or_refused(client, room, now, who, button, said):
    glass = asked(room, now)
    before = page_of(client, getattr(room, who), room)

    answer = posted(client, getattr(room, who), "glass_end", glass.pk)
    after = page_of(client, getattr(room, who), room)

    assert (answer.status_code, button in before, said in after) == (302, True, True)
    assert "It does not open. Nothing was read." in after


def test_the_log_says_whose_request_was_agreed_to_and_ended(room, now):
    glasses.end(opened(room, now - HOUR), by=room.omar, now=now)

    told = {event.act: event.sentence for event in AuditEvent.objects.filter(group=room)}
    assert told["confirmed_glass"] == f"{room.omar} agreed to the reading asked for by Nadia Haddad"
    assert told["ended_glass"] == f"{room.omar} ended the reading asked for by Nadia Haddad"


def test_each_act_is_in_the_log(room, now):
    glass = opened(room, now - HOUR)
    glasses.end(glass, by=room.omar, now=now)

    acts = AuditEvent.objects.filter(group=room, act__contains="glass").values_list("act", flat=True)
    assert sorted(acts) == ["broke_glass", "confirmed_glass", "ended_glass"]


def test_an_account_made_meanwhile_is_no_second_pair_of_eyes(client, room, now):
    glass, second = asked(room, now - HOUR), make_person("Nora Hahn")
    room.programme.admins.add(second)
    client.force_login(second)

    answer = client.post(f"/glass/{glass.pk}/confirm/", follow=True)

    glass.refresh_from_db()
    assert ("younger than a day" in answer.content.decode(), glass.confirmed_by) == (True, None)
