"""Do the pages of promises show what they should to whom they should, and keep what people type?"""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from accountability.models import Commitment
from accountability.tests.makers import NOON, THURSDAY, make_commitment, make_follow_up
from groups import wall
from groups.tests.makers import make_group, make_member, make_person
from meetings.models import Meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday_noon")]
MINE = "/commitments/"
HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def tuesday_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def group():
    return make_group()


@pytest.fixture
def priya(group, client):
    """Signed in; her group is Mill Street."""
    person = make_member(group)
    client.force_login(person)
    return person


def make_meeting(group, days=7, **fields):
    starts_at = NOON + timedelta(days=days)
    return Meeting.objects.create(
        group=group, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), timed_at=NOON, **fields
    )


def typed(**changes):
    return {"what": "Call Ann", "due_on": "2026-12-01", "how_known": "", "first_step": ""} | changes


def kept(person):
    with wall.as_person(person):
        return [(made.words.answers["what"], made.due_on) for made in Commitment.objects.select_related("words")]


def page_of(response):
    return response.content.decode()


def address(name, commitment):
    return reverse(f"accountability:{name}", args=[commitment.pk])


# The list -------------------------------------------------------------------------------------------------


def test_an_empty_list_says_what_will_be_here(client, priya):
    assert "At your next meeting you will say what you want to do" in page_of(client.get(MINE))


def test_the_list_goes_by_the_next_meeting(client, group, priya):
    make_meeting(group, days=7)
    soon, later = make_commitment(group, priya), make_commitment(group, priya, due_on=date(2026, 12, 24))
    settled = make_commitment(group, priya)
    make_follow_up(settled)

    context = client.get(MINE).context

    assert [context["soon"], context["later"], context["lately"]] == [[soon], [later], [settled]]


def test_without_a_meeting_the_next_month_comes_first(client, group, priya):
    soon, later = make_commitment(group, priya), make_commitment(group, priya, due_on=date(2027, 1, 24))

    response = client.get(MINE)

    assert [response.context["soon"], response.context["later"]] == [[soon], [later]]
    assert "In the next 30 days" in page_of(response)


def test_the_groups_page_tells_by_person(client, group, priya):
    arun = make_member(group, "Arun Rao")
    hers, his = make_commitment(group, priya), make_commitment(group, arun)

    response = client.get(reverse("accountability:group", args=[group.slug]))

    assert response.context["people"] == [(arun, [his]), (priya, [hers])]


@pytest.mark.parametrize("page", ["list", "group", "add"])
def test_the_queries_do_not_grow_with_the_rows(client, group, priya, django_assert_max_num_queries, page):
    make_meeting(group)
    url = reverse(f"accountability:{page}", args=[group.slug] if page == "group" else [])
    counts = []
    for _ in range(2):
        make_follow_up(make_commitment(group, priya), "partly", "Half of it")
        with django_assert_max_num_queries(25) as queries:
            client.get(url)
        counts.append(len(queries))
        make_commitment(group, priya)
        make_commitment(group, make_member(group, f"Arun{_} Rao"))

    assert counts[0] == counts[1]


# Adding ---------------------------------------------------------------------------------------------------


def test_the_day_offered_is_that_of_the_next_meeting(client, group, priya):
    make_meeting(group, days=0)
    make_meeting(group, days=28)

    form = client.get(reverse("accountability:add")).context["form"]

    assert (form.initial["due_on"], form.fields["due_on"].widget.attrs["min"]) == (date(2026, 12, 22), "2026-11-25")


def test_a_promise_goes_to_the_only_group(client, group, priya):
    response = client.post("/commitments/add/", typed(first_step="If it is nine, then I ring"))

    assert (response.status_code, kept(priya)) == (302, [("Call Ann", date(2026, 12, 1))])
    assert Commitment.objects.get().group == group


def test_a_promise_goes_to_the_group_chosen(client, group, priya):
    quay = make_group("Quay", programme=group.programme)
    make_member(quay, person=priya)

    client.post("/commitments/add/", typed(group=quay.slug))

    assert Commitment.objects.get().group == quay


def test_a_promise_cannot_go_to_a_foreign_group(client, group, priya):
    make_member(make_group("Quay", programme=group.programme), person=priya)
    elsewhere = make_group("Kiln", programme=group.programme)

    response = client.post("/commitments/add/", typed(group=elsewhere.slug))

    assert (response.status_code, Commitment.objects.count()) == (422, 0)


def test_a_promise_made_in_the_room_is_kept_with_the_meeting(client, group, priya):
    held = make_meeting(group, days=-1)

    client.post("/commitments/add/", typed())

    assert Commitment.objects.get().meeting == held


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"what": ""}, "Write what you will do."),
        ({"what": "  "}, "Write what you will do."),
        ({"what": "🎉" * 501}, "Say it in at most 500 characters."),
        ({"what": "a\0b"}, "Null characters are not allowed."),
        ({"due_on": ""}, "Choose the day you want to be done."),
        ({"due_on": "soon"}, "Enter a day like 2026-11-26."),
        ({"due_on": "2026-11-24"}, "Choose a day from tomorrow on."),
        ({"due_on": "2019-01-01"}, "Choose a day from tomorrow on."),
        ({"due_on": "9999-12-31"}, "Choose a day within a year, and smaller steps on the way."),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_box(client, priya, changes, sentence):
    response = client.post("/commitments/add/", typed(how_known="She has an offer") | changes)

    assert (response.status_code, Commitment.objects.count()) == (422, 0)
    assert page_of(response).count(sentence) == 2  # at the top and beside the box
    assert "She has an offer" in page_of(response)
    assert "<title>Error: " in page_of(response)


def test_three_hundred_emoji_are_kept(client, priya):
    client.post("/commitments/add/", typed(what="🎉" * 300))

    assert kept(priya) == [("🎉" * 300, date(2026, 12, 1))]


def test_what_is_typed_is_shown_as_text(client, group, priya):
    make_commitment(group, priya, "<script>alert(1)</script>")

    assert "&lt;script&gt;alert(1)" in page_of(client.get(MINE))


def test_somebody_without_a_group_learns_where_promises_are_made(client):
    client.force_login(make_person("Ravi Shah"))

    assert "Commitments are made in a group." in page_of(client.get("/commitments/add/"))


# Changing -------------------------------------------------------------------------------------------------


def test_day_and_words_change(client, group, priya):
    commitment = make_commitment(group, priya, "Call everybody")

    client.post(address("change", commitment), typed())

    assert kept(priya) == [("Call Ann", date(2026, 12, 1))]


def test_on_its_day_it_is_asked_about_first(client, group, priya):
    commitment = make_commitment(group, priya, now=NOON - timedelta(days=9), due_on=NOON.date())

    response = client.post(address("change", commitment), typed(), follow=True)

    assert "Say how it went first" in page_of(response)
    assert kept(priya) == [("Call three old customers", NOON.date())]


def test_carrying_over_offers_the_next_meeting(client, group, priya):
    make_meeting(group, days=28)
    commitment = make_commitment(group, priya, now=NOON - timedelta(days=9), due_on=NOON.date())
    make_follow_up(commitment, "not_yet")

    assert client.get(address("change", commitment)).context["form"].initial["due_on"] == date(2026, 12, 22)


# Saying how it went -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", ["done", "partly", "not_yet", "changed"])
def test_one_tap_says_how_it_went(client, group, priya, outcome):
    commitment = make_commitment(group, priya)

    response = client.post(address("follow_up", commitment), {"outcome": outcome})

    commitment.refresh_from_db()
    assert (response.url, commitment.said.outcome) == (f"/commitments/#commitment-{commitment.pk}", outcome)


def test_with_htmx_the_row_alone_comes_back(client, group, priya):
    commitment = make_commitment(group, priya)

    answer = page_of(
        client.post(address("follow_up", commitment), {"outcome": "not_yet", "line": "Ann is away"}, **HTMX)
    )

    assert answer.strip().startswith("<li")
    assert "Thanks for saying so." in answer
    assert "Ann is away" in answer


@pytest.mark.parametrize("outcome", ["", "failed"])
@pytest.mark.parametrize("how", [{}, HTMX])
def test_an_answer_outside_the_four_loses_no_line(client, group, priya, outcome, how):
    commitment = make_commitment(group, priya)

    response = client.post(address("follow_up", commitment), {"outcome": outcome, "line": "Ann is away"}, **how)

    assert response.status_code == 422
    assert "Choose how it went." in page_of(response)
    assert "Ann is away" in page_of(response)


def test_a_word_is_taken_back(client, group, priya):
    commitment = make_commitment(group, priya)
    make_follow_up(commitment)

    answer = page_of(client.post(address("take_back", commitment), **HTMX))

    assert "How did it go?" in answer
    assert Commitment.objects.open().get() == commitment


# Walls ----------------------------------------------------------------------------------------------------


ACTIONS = [("change", typed()), ("follow_up", {"outcome": "done"}), ("take_back", {})]


@pytest.mark.parametrize(("name", "said"), ACTIONS)
def test_another_member_reads_but_does_not_answer(client, group, priya, name, said):
    his = make_commitment(group, make_member(group, "Arun Rao"))

    assert client.post(address(name, his), said).status_code == 403


@pytest.mark.parametrize(("name", "said"), ACTIONS)
def test_a_stranger_finds_nothing(client, group, priya, name, said):
    quay = make_group("Quay", programme=group.programme)
    his = make_commitment(quay, make_member(quay, "Leo Hart"))

    assert client.post(address(name, his), said).status_code == 404


@pytest.mark.parametrize(("name", "said"), ACTIONS)
def test_a_former_member_finds_their_own_no_more(client, group, priya, name, said):
    commitment = make_commitment(group, priya)
    group.membership_of(priya).leave(now=NOON)

    assert client.post(address(name, commitment), said).status_code == 404


@pytest.mark.parametrize(("name", "said"), ACTIONS)
def test_looking_changes_nothing(client, group, priya, name, said):
    commitment = make_commitment(group, priya)

    assert client.get(address(name, commitment), said).status_code == (200 if name == "change" else 405)
    assert kept(priya) == [("Call three old customers", THURSDAY)]


def test_a_former_member_sees_an_empty_list(client, group, priya):
    make_commitment(group, priya, "Call Ann")
    group.membership_of(priya).leave(now=NOON)

    assert "Call Ann" not in page_of(client.get(MINE))


def test_an_admin_opens_no_groups_list(client, group):
    nadia = make_person("Nadia Haddad")
    group.programme.admins.add(nadia)
    client.force_login(nadia)

    assert client.get(reverse("accountability:group", args=[group.slug])).status_code == 403


def test_whoever_has_not_signed_reads_the_charter_first(client, group):
    client.force_login(make_member(group, "Jo Bell", signed=False))

    assert client.get(reverse("accountability:group", args=[group.slug])).url == f"/groups/{group.slug}/charter/"


# Beside a meeting -------------------------------------------------------------------------------------------


def test_a_meeting_begins_with_what_is_open_from_before(client, group, priya):
    arun = make_member(group, "Arun Rao")
    meeting = make_meeting(group)
    make_commitment(group, arun, "Write to Bo")
    make_follow_up(make_commitment(group, arun, "Settled long ago"))

    shown = page_of(client.get(meeting.get_absolute_url()))

    assert ("Write to Bo" in shown, "Settled long ago" in shown) == (True, False)


def test_a_meeting_held_keeps_what_was_said_there(client, group, priya):
    held = make_meeting(group, days=-9)
    make_commitment(group, priya, "Write to Bo")
    make_follow_up(make_commitment(group, priya, "Call Ann", meeting=held))

    shown = page_of(client.get(held.get_absolute_url()))

    assert ("Write to Bo" in shown, "Call Ann" in shown) == (False, True)


def test_todays_own_promises_are_answered_in_place(client, group, priya):
    commitment = make_commitment(group, priya)

    assert f'hx-post="{address("follow_up", commitment)}"' in page_of(client.get("/today/"))
