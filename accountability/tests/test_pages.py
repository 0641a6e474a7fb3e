"""Do the pages of commitments show what they should, and keep what people type?"""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accountability.models import Commitment
from accountability.tests.makers import NOON, make_commitment, make_follow_up, make_meeting
from accountability.tests.pages import MINE, address, kept, page_of, typed
from groups.tests.makers import make_group, make_member, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday_noon")]


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


def test_a_commitment_goes_to_the_only_group(client, group, priya):
    response = client.post("/commitments/add/", typed(first_step="If it is nine, then I ring"))

    assert (response.status_code, kept(priya)) == (302, [("Call Ann", date(2026, 12, 1))])
    assert Commitment.objects.get().group == group


def test_a_commitment_goes_to_the_group_chosen(client, group, priya):
    quay = make_group("Quay", programme=group.programme)
    make_member(quay, person=priya)

    client.post("/commitments/add/", typed(group=quay.slug))

    assert Commitment.objects.get().group == quay


def test_a_commitment_cannot_go_to_a_foreign_group(client, group, priya):
    make_member(make_group("Quay", programme=group.programme), person=priya)
    elsewhere = make_group("Kiln", programme=group.programme)

    response = client.post("/commitments/add/", typed(group=elsewhere.slug))

    assert (response.status_code, Commitment.objects.count()) == (422, 0)


def test_a_commitment_made_in_the_room_is_kept_with_the_meeting(client, group, priya):
    held = make_meeting(group, days=-1)

    client.post("/commitments/add/", typed())

    assert Commitment.objects.get().meeting == held


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"what": ""}, "Write what you will do."),
        ({"what": "  "}, "Write what you will do."),
        ({"what": "🎉" * 501}, "Say it in at most 500 characters."),
        ({"what": "a\0b"}, "Take out the characters that cannot be seen."),
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


def test_somebody_without_a_group_learns_where_commitments_are_made(client):
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

    assert client.get(address("carry", commitment)).context["form"].initial["due_on"] == date(2026, 12, 22)
