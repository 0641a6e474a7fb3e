"""Does a group go on when its intake is over, by its own word, and do former members hear only if they want to?"""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from groups.ending import alumni, going_on
from groups.intake import interest
from groups.models import Membership
from groups.tests.makers import make_cohort, make_facilitator, make_group, make_member, make_person, make_programme
from peergroups.outbox import ledger
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)


@pytest.fixture
def nadia():
    return make_person("Nadia Haddad")


@pytest.fixture
def harbour(nadia):
    return make_programme(nadia)


def started(programme, ends_in, name="Mill Street"):
    """A group of three and a facilitator, of an intake that ends in so many days."""
    today = timezone.now().date()
    days = {"ends_on": today + ends_in * A_DAY, "starts_on": today - 400 * A_DAY}
    cohort = make_cohort(today - 500 * A_DAY, programme=programme, name=f"Of {name}", **days)
    group = make_group(name, programme=programme)
    group.cohort, group.started_at = cohort, timezone.now() - 390 * A_DAY
    group.save()
    group.sam = make_facilitator(group, f"Sam{group.pk} Okoro")
    group.priya, group.jo = (make_member(group, f"{who}{group.pk} X") for who in ("Priya", "Jo"))
    return group


def text(response):
    return " ".join(response.content.decode().split())


def told(kind):
    return sorted(Delivery.objects.filter(kind=kind).values_list("person__name", flat=True))


def go_on(client, group, person):
    client.force_login(person)
    return client.post(f"/groups/{group.slug}/go-on/", follow=True)


def test_one_click_of_any_member_lets_the_group_go_on_and_stands_in_the_log(client, harbour):
    group = started(harbour, ends_in=-3)
    client.force_login(group.priya)
    asked = text(client.get(f"/groups/{group.slug}/"))

    answer = text(go_on(client, group, group.priya))

    group.refresh_from_db()
    assert ("The time planned for this group ended on" in asked, "Go on by ourselves" in asked) == (True, True)
    assert "Mill Street goes on by itself." in answer
    assert "Go on by ourselves" not in answer
    assert group.runs_itself_since
    assert group.audit_events.get(act="went_on").actor == group.priya


def test_saying_so_twice_keeps_the_first_word(client, harbour):
    group = started(harbour, ends_in=-3)
    go_on(client, group, group.priya)
    first = type(group).objects.get().runs_itself_since

    go_on(client, group, group.jo)

    assert type(group).objects.get().runs_itself_since == first
    assert group.audit_events.filter(act="went_on").count() == 1


def test_long_before_the_end_nothing_is_asked_and_nothing_can_be_said(client, harbour):
    group = started(harbour, ends_in=15)

    answer = text(go_on(client, group, group.priya))

    assert "Go on by ourselves" not in answer
    assert type(group).objects.get().runs_itself_since is None


def test_an_admin_sees_it_and_leaves_it_to_the_members(client, harbour, nadia):
    group = started(harbour, ends_in=-3)
    harbour.smallest = 3
    harbour.save()
    client.force_login(nadia)

    page = text(client.get(f"/groups/{group.slug}/"))

    assert "Its members can have it go on by itself." in page
    assert client.post(f"/groups/{group.slug}/go-on/").status_code == 403
    assert "Its planned time is over" in text(client.get("/programmes/harbour/"))


def test_nothing_closes_by_itself(client, harbour):
    group = started(harbour, ends_in=-200)
    going_on.plan(now=timezone.now())
    client.force_login(group.jo)

    assert client.get(f"/groups/{group.slug}/").status_code == 200
    assert group.memberships.current().count() == 3


def test_the_facilitator_is_reminded_of_it_on_today(client, harbour):
    group = started(harbour, ends_in=-3)
    client.force_login(group.sam)

    assert "The time planned for Mill Street is over" in text(client.get("/today/"))


def test_each_member_is_told_once_from_a_fortnight_before(harbour):
    group = started(harbour, ends_in=14)
    later = started(harbour, ends_in=17, name="Quay")

    for hours in (0, 5, 30):
        going_on.plan(now=timezone.now() + timedelta(hours=hours))

    assert told("intake_ends") == sorted(str(person) for person in (group.sam, group.priya, group.jo))
    assert not Delivery.objects.filter(person=later.sam).exists()


def test_the_mail_is_not_sent_once_the_group_goes_on_or_for_those_who_left(client, harbour):
    group = started(harbour, ends_in=10)
    going_on.plan(now=timezone.now())
    mails = {mail.person_id: mail for mail in Delivery.objects.filter(kind="intake_ends")}
    Membership.objects.get(person=group.jo).leave(now=timezone.now())

    before = [going_on.still_ends(mails[person.pk], now=timezone.now()) for person in (group.priya, group.jo)]
    go_on(client, group, group.priya)
    after = going_on.still_ends(mails[group.priya.pk], now=timezone.now())

    assert (before, after) == ([True, False], False)


@pytest.mark.parametrize(("zone", "over"), [("Pacific/Kiritimati", True), ("Pacific/Pago_Pago", False)])
def test_the_last_day_ends_by_the_programmes_own_clock(harbour, zone, over):
    noon = datetime(2026, 6, 10, 12, tzinfo=UTC)  # already the 11th on Kiritimati
    group = started(harbour, ends_in=0)
    group.cohort.starts_on, group.cohort.ends_on = noon.date() - 90 * A_DAY, noon.date()
    group.cohort.save()
    harbour.zone = zone
    harbour.save()
    group.programme.refresh_from_db()

    assert going_on.past(noon).filter(pk=group.pk).exists() == over
    assert going_on.ending(group, now=noon).over == over


def agree(*people):
    for person in people:
        alumni.hear(person, True)


def test_former_members_are_those_whose_intake_is_over_or_who_left_and_sit_nowhere_else(harbour):
    over, running = started(harbour, ends_in=-3), started(harbour, ends_in=90, name="Quay")
    make_member(running, person=over.jo)
    left = make_member(running, "Dana Fox")
    Membership.objects.get(person=left).leave(now=timezone.now())

    assert set(alumni.of(harbour)) == {over.sam, over.priya, left}


def test_only_those_who_agreed_are_listed_by_name(client, harbour, nadia):
    group = started(harbour, ends_in=-3)
    agree(group.priya)
    client.force_login(nadia)

    page = text(client.get("/programmes/harbour/alumni/"))

    assert (str(group.priya) in page, str(group.jo) in page) == (True, False)
    assert group.priya.email not in page


def test_a_member_says_so_in_the_settings_and_takes_it_back(client, harbour):
    priya = started(harbour, ends_in=-3).priya
    client.force_login(priya)
    before = text(client.get("/settings/next-intake/"))

    client.post("/settings/next-intake/", {"yes": "on"})
    then = [*alumni.reachable(harbour)]
    client.post("/settings/next-intake/", {})

    assert ("checked" in before, then, [*alumni.reachable(harbour)]) == (False, [priya], [])


def test_the_admin_sees_the_mail_before_it_goes_and_each_gets_it_once(client, harbour, nadia):
    group = started(harbour, ends_in=-3)
    agree(group.priya, group.sam)
    make_cohort(timezone.now().date(), programme=harbour)
    client.force_login(nadia)
    seen = text(client.get("/programmes/harbour/alumni/"))

    for _ in range(2):
        client.post("/programmes/harbour/alumni/tell/")

    assert ("Harbour takes people in again" in seen, "Send it to 2 people" in seen) == (True, True)
    assert told("next_intake") == sorted(str(person) for person in (group.priya, group.sam))
    assert harbour.audit_events.filter(act="told_alumni").count() == 1
    assert "All of them have been told" in text(client.get("/programmes/harbour/alumni/"))


def test_whoever_took_it_back_or_applied_meanwhile_gets_no_mail(harbour, nadia):
    group = started(harbour, ends_in=-3)
    agree(group.priya, group.sam, group.jo)
    cohort = make_cohort(timezone.now().date(), programme=harbour)
    now = ledger.database_now()
    cohort.applications.create(person=group.jo, began_at=now)
    alumni.tell(cohort, by=nadia, now=now)
    mails = Delivery.objects.filter(kind="next_intake")
    alumni.hear(group.priya, False)
    cohort.applications.create(person=group.sam, began_at=now)

    assert told("next_intake") == sorted(str(person) for person in (group.priya, group.sam))
    assert [alumni.still_wanted(mail, now=now) for mail in mails] == [False, False]


def test_whoever_asked_at_the_door_to_be_told_gets_no_second_mail(harbour):
    group = started(harbour, ends_in=-3)
    agree(group.priya, group.sam)
    cohort = make_cohort(timezone.now().date() + A_DAY, programme=harbour)
    interest.wait(harbour, group.priya, now=timezone.now())

    assert [*alumni.untold(cohort)] == [group.sam]


def test_without_an_intake_nobody_is_told(client, harbour, nadia):
    agree(started(harbour, ends_in=-3).priya)
    client.force_login(nadia)

    client.post("/programmes/harbour/alumni/tell/")

    assert told("next_intake") == []
    assert "No next intake yet" in text(client.get("/programmes/harbour/alumni/"))


def test_former_members_of_one_programme_are_not_those_of_another(client, harbour, nadia):
    agree(started(make_programme(make_person("Omar Diaz"), name="Lighthouse"), ends_in=-3).priya)

    assert [*alumni.reachable(harbour)] == []
