"""Is the secret in an invitation's link kept nowhere, the same in each copy of its mail, and replaced for good?"""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from groups import invitations
from groups.audit import Act
from groups.erasure import erase
from groups.founding import invite, send_again
from groups.models import AuditEvent, GroupFull, Invitation, InvitationSpent
from groups.models.invitations import VALID_FOR
from groups.tests.makers import make_facilitator, make_group, make_member, make_person
from peergroups.outbox import letters, sending
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db
TUESDAY_NOON = datetime(2026, 1, 13, 12, tzinfo=UTC)
A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def nobody_guessed_before():
    cache.clear()


@pytest.fixture
def room():
    group = make_group()
    group.sam = make_facilitator(group)
    return group


@pytest.fixture
def asked(room):
    """Ravi, asked in just now."""
    return invite(room, "ravi@example.org", by=room.sam, now=timezone.now())


def opened(client, asked, link):
    """Follow a link as the invited person; return the answer and where it leads."""
    client.force_login(asked.person)
    answer = client.get(link)
    return answer.status_code, answer.get("Location")


def test_of_a_link_only_its_hash_is_kept(asked):
    secret = asked.link.strip("/").rpartition("/")[2]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_to_json(i)::text || row_to_json(d)::text FROM groups_invitation i, outbox_delivery d"
        )
        kept = cursor.fetchone()[0]

    assert (len(secret), secret in kept, asked.link_hash in kept) == (43, False, True)


def test_a_second_copy_of_the_mail_is_the_first_byte_for_byte(asked):
    owed = Delivery.objects.get()
    owed.written_at = asked.invited_at
    copies = {letters.write(owed, now=asked.invited_at + late).message().as_bytes() for late in (0 * A_DAY, A_DAY)}

    assert len(copies) == 1


def test_a_new_link_puts_the_one_before_out_of_use(client, room, asked):
    before = asked.link
    send_again(asked, by=room.sam, now=timezone.now())

    assert opened(client, asked, before) == (404, None)
    assert opened(client, asked, asked.link) == (302, asked.get_absolute_url())


def test_a_new_link_works_for_seven_days_more(room, asked):
    later = asked.invited_at + 10 * A_DAY
    send_again(asked, by=room.sam, now=later)

    assert asked.expires_at == later + VALID_FOR


def test_the_mail_of_a_link_that_was_replaced_stays_unsent(room, asked):
    send_again(asked, by=room.sam, now=timezone.now())
    sending.drain(now=timezone.now())

    assert sorted(Delivery.objects.values_list("occurrence", "state")) == [("1", "stale"), ("2", "sent")]
    assert asked.link in mail.outbox[0].body


@pytest.mark.parametrize(("fallbacks", "state"), [(["old" * 20], "sent"), ([], "stale")])
def test_a_link_outlives_its_key(client, settings, fallbacks, state):
    """What is in a mailbox works on; what is still to be sent needs the key among the earlier ones."""
    settings.SECRET_KEY = "old" * 20
    group = make_group()
    asked = invite(group, "ravi@example.org", by=make_facilitator(group), now=timezone.now())
    link = asked.link

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, fallbacks
    sending.drain(now=timezone.now())

    assert Delivery.objects.get().state == state
    assert opened(client, asked, link) == (302, asked.get_absolute_url())


def test_each_invitation_has_a_link_of_its_own(client, asked):
    other = invite(
        make_group("Quay", programme=asked.group.programme), "ravi@example.org", by=asked.invited_by, now=timezone.now()
    )

    assert len({asked.link, other.link}) == 2


def test_before_signing_in_a_link_tells_no_name(client, room, asked):
    page = client.get(asked.link).content.decode()

    assert [told for told in (room.name, "Sam", "ravi@") if told in page] == []


def test_somebody_else_reads_that_it_is_for_another_address(client, room, asked):
    leo = make_member(make_group("Quay", programme=room.programme), "Leo Hart")
    client.force_login(leo)

    page = client.get(asked.link).content.decode()

    assert "This invitation is for another address" in page
    assert [told for told in (room.name, "Sam", "ravi@") if told in page] == []
    assert client.post(asked.get_absolute_url(), {"name": "Leo", "time_zone": "UTC"}).status_code == 404


@pytest.mark.parametrize("end", ["expired", "withdrawn"])
def test_what_has_ended_says_so_and_takes_nobody_in(client, room, asked, end):
    if end == "expired":
        Invitation.objects.update(expires_at=timezone.now())
    else:
        asked.withdraw(by=room.sam, now=timezone.now())
    client.force_login(asked.person)

    shown = client.get(asked.link, follow=True)
    sent = client.post(asked.get_absolute_url(), {"name": "Ravi", "time_zone": "UTC"})

    assert (shown.status_code, sent.status_code) == (410, 410)
    assert "Ask Sam Okoro for a new one." in shown.content.decode()
    assert room.membership_of(asked.person) is None


def test_an_answered_link_leads_to_the_group_and_gives_no_second_place(client, room, asked):
    asked.accept(now=timezone.now())
    link = asked.link

    assert opened(client, asked, link) == (302, asked.get_absolute_url())
    assert client.get(link, follow=True).redirect_chain[-1][0] == f"/groups/{room.slug}/charter/"
    assert room.memberships.filter(person=asked.person).count() == 1


@pytest.mark.parametrize("came_to_be", ["accept", "withdraw"])
def test_what_was_answered_or_withdrawn_is_not_sent_again(room, asked, came_to_be):
    stale = Invitation.objects.get()
    asked.accept(now=timezone.now()) if came_to_be == "accept" else asked.withdraw(by=room.sam, now=timezone.now())

    with pytest.raises(InvitationSpent):
        send_again(stale, by=room.sam, now=timezone.now())


def test_an_old_invitation_is_sent_again_only_where_there_is_a_seat(room, asked):
    later = asked.expires_at
    for n in range(6):
        invite(room, f"peer{n}@example.org", by=room.sam, now=later)

    with pytest.raises(GroupFull):
        send_again(asked, by=room.sam, now=later)


def test_nothing_is_sent_again_to_whom_the_house_forgot(room, asked):
    Invitation.objects.update(expires_at=timezone.now())
    erase(asked.person, now=timezone.now())

    asked.refresh_from_db()
    assert asked.withdrawn_at is not None


def reminders(now):
    invitations.plan(now=now)
    return list(Delivery.objects.filter(kind="invitation_reminder").values_list("due_at", flat=True))


@pytest.mark.parametrize(
    ("zone", "due"),
    [
        ("Europe/London", datetime(2026, 1, 19, 9, tzinfo=UTC)),
        ("Asia/Kolkata", datetime(2026, 1, 19, 3, 30, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 1, 18, 14, tzinfo=UTC)),
    ],
)
def test_after_five_days_one_reminder_comes_in_the_morning_and_then_none(room, zone, due):
    make_person("Ravi Menon", time_zone=zone)
    invite(room, "ravi@example.org", by=room.sam, now=TUESDAY_NOON)

    heard = [reminders(TUESDAY_NOON + days * A_DAY) for days in (4, 5, 6, 6.9)]

    assert heard == [[], [due], [due], [due]]
    assert due - TUESDAY_NOON >= 5 * A_DAY


@pytest.mark.parametrize("end", ["accept", "withdraw"])
def test_nobody_is_reminded_of_what_is_settled(room, end):
    asked = invite(room, "ravi@example.org", by=room.sam, now=TUESDAY_NOON)
    asked.accept(now=TUESDAY_NOON) if end == "accept" else asked.withdraw(by=room.sam, now=TUESDAY_NOON)

    assert reminders(TUESDAY_NOON + 6 * A_DAY) == []


def states(client, room):
    return [each.state for each in client.get(f"/groups/{room.slug}/invitations/").context["waiting"]]


@pytest.mark.parametrize(
    ("kind", "sent_as", "words"),
    [
        ("invitation", "owed", "The mail is on its way"),
        ("invitation", "sent", "No answer yet"),
        ("invitation", "dead", "The mail could not be delivered"),
        ("invitation", "stale", "The mail was not sent"),
        ("invitation_reminder", "sent", "Reminded, no answer yet"),
    ],
)
def test_the_page_says_how_far_each_has_come(client, room, asked, kind, sent_as, words):
    client.force_login(room.sam)
    Delivery.objects.update(state="sent")
    reminders(asked.expires_at - A_DAY)
    Delivery.objects.filter(kind=kind).update(state=sent_as)

    assert states(client, room) == [words]


def test_the_page_says_what_has_ended_unanswered(client, room, asked):
    Delivery.objects.update(state="sent")
    Invitation.objects.update(expires_at=timezone.now())
    client.force_login(room.sam)

    assert states(client, room) == ["Not answered in seven days"]


def acts(room):
    return set(AuditEvent.objects.filter(group=room).values_list("act", "actor", "person"))


def test_what_is_done_on_the_page_stands_in_the_log(client, room, asked):
    client.force_login(room.sam)
    client.post(f"/invitations/{asked.pk}/send-again/")
    page = client.post(f"/invitations/{asked.pk}/withdraw/", follow=True)

    told = {act for act, actor, person in acts(room) if (actor, person) == (room.sam.pk, asked.person_id)}
    assert told == {Act.INVITED, Act.SENT_AGAIN, Act.WITHDREW}
    assert "The invitation to ravi@example.org is withdrawn." in page.content.decode()


def test_whoever_is_new_gets_the_clock_of_the_group_until_they_say(room, asked):
    assert (asked.person.time_zone, room.zone) == ("Europe/London", "Europe/London")
