"""Does somebody's page show what they chose, to those they sit with, and is it not there for anybody else?"""

import pytest

from groups.intake import answers, applying
from groups.models import Profile
from groups.tests.makers import make_facilitator, make_group, make_member, make_person, make_programme

pytestmark = pytest.mark.django_db

SAID = {
    "role": "Owner",
    "trade": "Bakery",
    "market": "Bread to restaurants",
    "brings": "Ten years of hiring",
    "areas": ["people"],
    "position": 4,
    "languages": ["en", "de"],
    "city": "Leeds",
    "reach": "After six",
}
SEEN_BY = {"Owner": "Your group and the admins", "Leeds": "The admins", "After six": "Your group and the admins"}


@pytest.fixture
def room():
    return make_group(programme=make_programme(make_person("Nadia Haddad")))


@pytest.fixture
def priya(room):
    return make_member(room, business="Nair Bakery")


def say(person, *shown, **said):
    return Profile.objects.create(person=person, shown=[*shown], **SAID | said)


def opened(client, viewer, person):
    client.force_login(viewer)
    return client.get(f"/people/{person.pk}/")


def test_fellow_members_read_what_was_ticked_and_no_more(client, room, priya):
    say(priya, "role", "areas", "languages")

    page = opened(client, make_member(room, "Arun Rao"), priya).content.decode()

    assert [words for words in ("Nair Bakery", "Owner", "Ask about", "English, German") if words not in page] == []
    hidden = ("Bakery</dd>", "Bread", "Ten years", "4 of 5", "Leeds", "After six", "priya@")
    assert [words for words in hidden if words in page] == []


@pytest.mark.parametrize("question", [one.name for one in answers.CHOSEN])
def test_each_answer_hides_alone(client, room, priya, question):
    viewer = make_member(room, "Arun Rao")
    profile = say(
        priya,
        question,
        industry="food",
        years=7,
        people=3,
        revenue=2,
        recently_did="Sold a van",
        themes=["pricing"],
        expertise=1,
        connections=1,
        authority=1,
    )
    words = answers.in_words(profile, priya)[question]

    assert words in opened(client, viewer, priya).content.decode()
    profile.shown = [one.name for one in answers.CHOSEN if one.name != question]
    profile.save()

    heading = str(next(one.headed for one in answers.CHOSEN if one.name == question))
    assert f"<dt>{heading}</dt>" not in opened(client, viewer, priya).content.decode()


def test_the_address_makes_a_button_only_where_it_is_shown(client, room, priya):
    viewer, profile = make_member(room, "Arun Rao"), say(priya, "email")
    assert 'href="mailto:priya@example.org"' in opened(client, viewer, priya).content.decode()

    profile.shown = []
    profile.save()

    assert "priya@example.org" not in opened(client, viewer, priya).content.decode()


def test_groups_in_common_are_named_and_no_other(client, room, priya):
    viewer = make_member(room, "Arun Rao")
    make_member(make_group("Secret Cove", programme=room.programme), person=priya)
    viewers_own = make_group("Quay", programme=room.programme)
    make_member(viewers_own, person=viewer)

    page = opened(client, viewer, priya).content.decode()

    assert ("Mill Street" in page, "Secret Cove" in page, "Quay" in page) == (True, False, False)


def test_whom_one_sits_with_no_more_is_not_there(client, room, priya):
    viewer = make_member(room, "Arun Rao")
    room.membership_of(priya).leave(now=priya.joined_at)

    assert opened(client, viewer, priya).status_code == 404


def test_who_has_left_sees_nobody(client, room, priya):
    viewer = make_member(room, "Arun Rao")
    room.membership_of(viewer).leave(now=viewer.joined_at)

    assert opened(client, viewer, priya).status_code == 404


def test_who_has_not_signed_sees_nobody(client, room, priya):
    assert opened(client, make_member(room, "Jo Bell", signed=False), priya).status_code == 404


def test_members_see_who_has_yet_to_sign(client, room, priya):
    assert opened(client, priya, make_member(room, "Jo Bell", signed=False)).status_code == 200


def test_the_facilitator_is_a_fellow_both_ways(client, room, priya):
    sam = make_facilitator(room)

    assert [opened(client, sam, priya).status_code, opened(client, priya, sam).status_code] == [200, 200]


def test_neither_admins_nor_operators_nor_members_of_other_groups_find_a_person(client, room, priya):
    others = [
        room.programme.admins.get(),
        make_person("Otto Berg", is_operator=True),
        make_member(make_group("Quay", programme=room.programme), "Leo Hart"),
    ]

    assert {opened(client, other, priya).status_code for other in others} == {404}


def test_an_erased_person_is_not_there(client, room, priya):
    viewer = make_member(room, "Arun Rao")
    priya.make_nobody(now=priya.joined_at)

    assert opened(client, viewer, priya).status_code == 404


def test_one_sees_oneself_as_the_group_does(client, priya):
    say(priya, "role")

    page = opened(client, priya, priya).content.decode()

    assert ("Owner" in page, "Bread" in page) == (True, False)


def test_a_profile_nobody_began_is_only_kept_once_something_is_said(client, priya):
    client.force_login(priya)
    client.get("/settings/profile/")
    client.get("/settings/profile/stage/")
    assert not Profile.objects.exists()

    client.post("/settings/profile/stage/", {"years": "7", "shown": ["years"]})

    profile = Profile.objects.get()
    assert (profile.years, "years" in profile.shown, "people" in profile.shown) == (7, True, False)


def test_the_profile_page_says_of_each_answer_who_sees_it(client, priya):
    say(priya, "role", "reach")
    client.force_login(priya)

    page = client.get("/settings/profile/").content.decode()

    seen_by = {words: page[page.index(words) :].split("<small>")[1].split("<")[0].strip() for words in SEEN_BY}
    assert seen_by == SEEN_BY


@pytest.mark.parametrize("part", ["times", "x", "wants"])
def test_a_profile_has_no_other_parts(client, priya, part):
    client.force_login(priya)

    assert client.get(f"/settings/profile/{part}/").status_code == 404


def test_what_one_wants_from_a_group_is_no_part_of_the_profile(client, priya):
    client.force_login(priya)

    assert "What you want from it" not in client.get("/settings/profile/give-and-take/").content.decode()


def test_whoever_was_brought_in_from_a_list_shows_nothing_until_they_say_so(client, room, priya):
    Profile.objects.create(person=priya, **SAID)

    page = opened(client, make_member(room, "Arun Rao"), priya).content.decode()

    assert "Nothing here yet" in page


def test_a_first_profile_is_for_the_group_and_not_the_address(priya):
    assert "email" not in applying.profile_of(priya).shown


def test_an_industry_that_is_none_of_the_list_is_not_told(client, room, priya):
    say(priya, "industry", industry="other")

    assert "Something else" not in opened(client, make_member(room, "Arun Rao"), priya).content.decode()
