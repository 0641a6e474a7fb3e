"""Is an update its author's until they share it, lost on no second device, and no draft to be seen by anybody?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups import belongings, wall
from groups.tests.makers import make_member, make_room
from meetings import parking, reminders
from meetings.models import Update
from meetings.models.attendances import answer
from meetings.tests.makers import make_meeting, make_seat
from peergroups.outbox import letters
from peergroups.outbox.models import Delivery

pytestmark = pytest.mark.django_db
SAID, LATER = "Two people leave the night rota", "I wrote this in the train"


@pytest.fixture
def room(client):
    """Priya writes, Tom reads beside her, Sam facilitates."""
    group, group.sam, group.priya = make_room()
    group.tom = make_member(group, "Tom Reed")
    group.meeting = make_meeting(group, timezone.now() + timedelta(days=3), now=timezone.now())
    group.at = f"/meetings/{group.meeting.pk}/"
    client.force_login(group.priya)
    return group


def typed(challenge=SAID, seen=0, hand="", **more):
    return {"challenge": challenge, "seen": seen, "hand": hand} | more


def read_by(client, room):
    """Open the page of updates as each; say who finds it."""
    found = []
    for name in ("priya", "tom", "sam"):
        client.force_login(getattr(room, name))
        if SAID in client.get(f"{room.at}updates/").content.decode():
            found.append(name)
    client.force_login(room.priya)
    return found


def test_it_is_read_by_whom_its_author_chose_and_by_nobody_once_taken_back(client, room):
    client.post(f"{room.at}update/", typed())
    seen = [read_by(client, room)]
    for chosen in (str(room.tom.pk), "group"):
        client.post(f"{room.at}update/share/", typed(readers=chosen))
        seen.append(read_by(client, room))
    client.post(f"{room.at}update/take-back/")
    seen.append(read_by(client, room))

    assert seen == [[], ["priya", "tom"], ["priya", "tom", "sam"], []]
    assert Update.objects.filter(shared_at=None).count() == 1


def test_the_group_of_readers_narrows_it_from_the_page_of_ones_words_too(client, room):
    client.post(f"{room.at}update/share/", typed(readers="group"))

    client.post(f"/words/{Update.objects.get().words_id}/readers/", {"readers": "me"})

    assert (read_by(client, room), Update.objects.get().shared_at) == ([], None)


def test_one_line_is_wanted_for_sharing_and_the_rest_is_kept(client, room):
    refused = client.post(f"{room.at}update/share/", typed("", idea=LATER, readers="group"))

    assert (refused.status_code, LATER in refused.content.decode()) == (422, True)
    assert "Write a line about your challenge" in refused.content.decode()
    assert Update.objects.exists() is False


@pytest.mark.parametrize("idea", ["🌊" * 2_001, "a\x00b"], ids=["too long", "unseen"])
def test_rubbish_is_refused_beside_its_box(client, room, idea):
    refused = client.post(f"{room.at}update/", typed(idea=idea))

    assert (refused.status_code, SAID in refused.content.decode()) == (422, True)
    assert 'id="id_idea_error"' in refused.content.decode()


def test_a_second_device_is_shown_both_texts_and_neither_is_lost(client, room):
    client.post(f"{room.at}update/", typed(hand="laptop"))

    by_script = client.post(f"{room.at}update/", typed(LATER, hand="phone"), headers={"X-Autosave": "1"})
    shown = client.post(f"{room.at}update/share/", typed(LATER, hand="phone", readers="group"))

    assert (by_script.status_code, by_script.content, shown.status_code) == (409, b"", 409)
    assert [text in shown.content.decode() for text in (SAID, LATER)] == [True, True]
    assert 'name="seen" value="1"' in shown.content.decode()
    assert (kept(client, room), Update.objects.get().shared_at) == (SAID, None)


def kept(client, room):
    return client.get(f"{room.at}update/").context["form"].initial.get("challenge")


@pytest.mark.parametrize(("chosen", "left"), [({}, LATER), ({"both": "yes"}, f"{LATER}\n\n{SAID}")])
def test_whoever_saw_both_texts_chooses(client, room, chosen, left):
    client.post(f"{room.at}update/", typed(hand="laptop"))

    client.post(f"{room.at}update/", typed(LATER, seen=1, hand="phone") | chosen)

    assert kept(client, room) == left
    assert client.post(f"{room.at}update/", typed("Third", seen=1, hand="laptop")).status_code == 409


def test_a_page_whose_answer_was_lost_on_the_way_goes_on(client, room):
    for said in (SAID, f"{SAID}, and"):
        client.post(f"{room.at}update/", typed(said, hand="phone"))

    assert kept(client, room) == f"{SAID}, and"


def test_a_draft_looks_to_the_facilitator_like_nothing_at_all(client, room):
    make_seat(room.meeting, room.tom)
    pages = [ready(client, room)]
    client.post(f"{room.at}update/", typed())
    pages.append(ready(client, room))
    client.post(f"{room.at}update/share/", typed(readers=str(room.tom.pk)))
    pages.append(ready(client, room))

    assert pages[0] == pages[1] == pages[2]


def ready(client, room):
    client.force_login(room.sam)
    places = client.get(f"{room.at}readiness/").context["people"]
    client.force_login(room.priya)
    return [(place.person.first_name, place.answer, place.update_shared, place.brief_shared) for place in places]


def test_the_facilitator_sees_what_is_done(client, room):
    make_seat(room.meeting, room.tom)
    answer(room.meeting, room.tom, "late", now=timezone.now())
    client.post(f"{room.at}update/share/", typed(readers="group"))

    assert ready(client, room) == [
        ("Priya", None, True, None),
        ("Sam", None, False, None),
        ("Tom", "late", False, False),
    ]


@pytest.mark.parametrize(("lead", "leads_to"), [("7 days", ""), ("1 day", "updates/"), ("1 hour", "")])
def test_the_reminder_of_the_day_before_leads_to_what_there_is_to_read(room, lead, leads_to):
    now = timezone.now()
    mail = Delivery(person=room.tom, kind="meeting_reminder", message_id="<1@example.org>", written_at=now)
    mail.about_type, mail.about_id = "meetings.meeting", room.meeting.pk
    mail.occurrence = reminders.occurrence(room.meeting, next(each for each in reminders.LEADS if each.name == lead))

    letter = letters.write(mail, now=now)

    assert f"{room.at}{leads_to}\n" in letter.body
    assert ("Read before you meet" in letter.subject) == bool(leads_to)


def parked(room):
    with wall.as_person(room.tom):
        return [(topic.words.answers["topic"], topic.times_raised) for topic in parking.lot(room)]


def test_a_line_is_parked_in_one_tap_and_the_same_line_is_not_parked_twice(client, room):
    client.post(f"{room.at}update/share/", typed(readers="group", idea="Two\nshifts " * 60))
    shown = client.get(f"{room.at}updates/").content.decode()

    for line in ("challenge", "challenge", "idea", "nonsense", ""):
        client.post(f"{room.at}update/park/", {"line": line})

    assert shown.count("Park this") == 2
    assert sorted(parked(room)) == sorted([(SAID, 1), (("Two shifts " * 60)[:299] + "…", 1)])


@pytest.mark.parametrize("readers", ["", "tom"])
def test_what_the_group_does_not_read_is_not_parked(client, room, readers):
    verb = "update/share/" if readers else "update/"
    client.post(f"{room.at}{verb}", typed(readers=str(room.tom.pk) if readers else ""))

    page = client.post(f"{room.at}update/park/", {"line": "challenge"}, follow=True).content.decode()

    assert "nothing was parked" in page
    assert parked(room) == []
    assert "Park this" not in page


def test_sharing_pressed_twice_shares_once(client, room):
    pressed = [client.post(f"{room.at}update/share/", typed(readers="group")).status_code for _twice in range(2)]

    assert (pressed, read_by(client, room)) == ([302, 302], ["priya", "tom", "sam"])


def test_a_page_that_says_only_you_writes_nothing_into_what_was_shared_meanwhile(client, room):
    client.post(f"{room.at}update/", typed(hand="laptop"))
    client.post(f"{room.at}update/share/", typed(seen=1, hand="phone", readers="group"))

    answer = client.post(f"{room.at}update/", typed(LATER, 1, "laptop"), headers={"X-Autosave": "1"})

    assert answer.status_code == 409
    with wall.as_person(room.tom):
        assert Update.objects.get().words.answers["challenge"] == SAID


def test_an_archive_tells_of_an_update_once_the_group_could_read_it(client, room):
    told = []
    for button in ("update/", "update/share/", "update/take-back/"):
        client.post(f"{room.at}{button}", typed(readers="group"))
        with wall.as_person(room.priya):
            told.append(len(belongings.in_group(room.meeting.group, room.priya, {})["Updates"]))

    assert told == [0, 1, 0]
