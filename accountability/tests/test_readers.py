"""Does a commitment kept from the group still count and read well, and is nobody shown its words, page by page?"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accountability.models import Commitment, FollowUp
from accountability.reading import carried_into
from accountability.tests.makers import NOON, make_commitment, make_follow_up, make_meeting
from accountability.tests.pages import MINE, address, page_of, typed
from groups import readers, wall
from groups.models import AuditEvent, Words
from groups.readers import found_with_nouns
from groups.tests.makers import make_group, make_member
from groups.words import write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday_noon")]
ME, READER, GROUP = Words.LADDER
SAID, PRIVATE = "Call three old customers", "Priya keeps this one private."


@pytest.fixture
def arun(group):
    return make_member(group, "Arun Rao")


@pytest.fixture
def tom(group):
    return make_member(group, "Tom Reed")


def made(group, priya, rung=GROUP, reader=None, **more):
    return make_commitment(group, priya, SAID, audience=rung, reader=reader, **more)


def rung_of(words_id, priya):
    with wall.as_person(priya):
        words = Words.objects.get(pk=words_id)
    return words.audience, words.reader


def narrow(client, words_id, to):
    return client.post(f"/words/{words_id}/readers/", {"readers": to})


def shown(client, person, *pages):
    client.force_login(person)
    return [client.get(page).content.decode() for page in pages]


def test_the_group_is_offered_and_each_member_and_oneself(client, priya, arun):
    page = page_of(client.get("/commitments/add/"))

    offered = ["Only me", "One person: Arun Rao", "The group: Mill Street"]
    assert [option in page for option in offered] == [True] * 3
    assert '<option value="group" selected>' in page
    assert "One person: Priya Nair" not in page


@pytest.mark.parametrize("who", ["me", "arun", "group"])
def test_it_is_kept_for_whom_was_chosen(client, group, priya, arun, who):
    chosen = str(arun.pk) if who == "arun" else who
    client.post("/commitments/add/", typed(readers=chosen))

    expected = {"me": (ME, None), "arun": (READER, arun), "group": (GROUP, None)}[who]
    assert rung_of(Commitment.objects.get().words_id, priya) == expected


@pytest.mark.parametrize("chosen", ["", "everybody", "12345"])
def test_who_is_not_in_the_list_is_refused_beside_the_question_and_nothing_typed_is_lost(client, priya, chosen):
    response = client.post("/commitments/add/", typed(readers=chosen))

    assert (response.status_code, "id_readers_error" in page_of(response)) == (422, True)
    assert "Call Ann" in page_of(response)


def test_the_one_reader_has_to_sit_in_the_group_chosen(client, group, priya, arun):
    quay = make_group("Quay", programme=group.programme)
    make_member(quay, person=priya)

    response = client.post("/commitments/add/", typed(group=quay.slug, readers=str(arun.pk)))

    assert (response.status_code, Commitment.objects.count()) == (422, 0)
    assert "This person is not in the group you chose." in page_of(response)


@pytest.mark.parametrize(("rung", "arun_reads", "tom_reads"), [(GROUP, 1, 1), (READER, 1, 0), (ME, 0, 0)])
def test_the_others_see_that_it_is_there_and_no_word_of_it(
    client, group, priya, arun, tom, rung, arun_reads, tom_reads
):
    meeting = make_meeting(group)
    made(group, priya, rung, arun if rung == READER else None)
    pages = (f"/groups/{group.slug}/commitments/", meeting.get_absolute_url())

    for person, reads in ((arun, arun_reads), (tom, tom_reads)):
        for page in shown(client, person, *pages):
            assert (SAID in page, PRIVATE in page) == (bool(reads), not reads)


def test_the_meeting_says_who_reads_it_to_each_of_the_two(client, group, priya, arun):
    meeting = make_meeting(group)
    made(group, priya, READER, arun)

    by_priya, by_arun = (shown(client, person, meeting.get_absolute_url())[0] for person in (priya, arun))

    told = ("You and one person read this", "Only Priya and you read this")
    assert [[text in page for text in told] for page in (by_priya, by_arun)] == [[True, False], [False, True]]


def test_the_agenda_counts_what_it_does_not_show(group, priya, tom):
    meeting = make_meeting(group)
    for rung in (ME, GROUP):
        made(group, priya, rung)

    with wall.as_person(tom):
        [(owner, theirs)] = carried_into(meeting, [priya, tom])

    assert (owner, sorted(commitment.words is None for commitment in theirs)) == (priya, [False, True])


def test_what_is_private_costs_no_query_more(client, group, priya, tom):
    meeting = make_meeting(group)
    for _ in range(3):
        made(group, priya)
    client.force_login(tom)
    counts = []
    for rung in (GROUP, ME):
        with wall.as_person(priya):
            for words in Words.objects.exclude(audience=rung):
                words.narrow(rung)
        with CaptureQueriesContext(connection) as queries:
            client.get(meeting.get_absolute_url())
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_fewer_people_read_it_in_one_form_from_where_it_stands(client, group, priya, arun):
    commitment = made(group, priya)
    assert f"/words/{commitment.words_id}/readers/" in page_of(client.get(MINE))

    rungs = [rung_of(commitment.words_id, priya)]
    for chosen in (str(arun.pk), "me"):
        response = narrow(client, commitment.words_id, chosen)
        rungs.append(rung_of(commitment.words_id, priya))

    assert rungs == [(GROUP, None), (READER, arun), (ME, None)]
    assert (response["Location"], AuditEvent.objects.filter(act="narrowed").count()) == (
        commitment.get_absolute_url(),
        2,
    )


@pytest.mark.parametrize(
    ("rung", "to"), [(ME, "group"), (READER, "group"), (ME, "arun"), (READER, "tom"), (GROUP, "group")]
)
def test_that_form_leads_down_only(client, group, priya, arun, tom, rung, to):
    reader = arun if rung == READER else None
    commitment = made(group, priya, rung, reader)

    response = narrow(client, commitment.words_id, {"arun": arun.pk, "tom": tom.pk}.get(to, to))

    assert (response.status_code, rung_of(commitment.words_id, priya)) == (422, (rung, reader))


def test_more_people_read_it_through_the_form_it_was_written_in(client, group, priya):
    commitment = made(group, priya, ME)

    client.post(address("change", commitment), typed(readers="group", readers_before="me"))

    assert rung_of(commitment.words_id, priya) == (GROUP, None)


def test_a_form_left_open_shows_it_to_nobody_again(client, group, priya):
    """It was opened while the group could read; in another window that ended."""
    commitment = made(group, priya)
    narrow(client, commitment.words_id, "me")

    client.post(address("change", commitment), typed(readers="group", readers_before="group"))

    assert rung_of(commitment.words_id, priya) == (ME, None)


def test_a_line_has_the_readers_of_its_commitment(group, priya, arun):
    said = make_follow_up(made(group, priya, READER, arun), "partly", "Halfway there.")

    assert rung_of(said.words_id, priya) == (READER, arun)


def test_a_line_can_be_for_oneself(client, group, priya):
    commitment = made(group, priya)

    client.post(address("follow_up", commitment), {"outcome": "partly", "line": "It was hard.", "only_me": "on"})

    assert rung_of(FollowUp.objects.get().words_id, priya) == (ME, None)


def test_a_line_goes_down_with_its_commitment(client, group, priya, arun):
    commitment = made(group, priya)
    said = make_follow_up(commitment, "partly", "Halfway there.")
    rungs = []
    for chosen in (str(arun.pk), "me"):
        narrow(client, commitment.words_id, chosen)
        rungs.append(rung_of(said.words_id, priya))

    assert rungs == [(READER, arun), (ME, None)]


def test_a_line_written_while_the_commitment_was_narrowed_elsewhere_goes_no_further(group, priya):
    commitment = made(group, priya)
    with wall.as_person(priya):
        stale = Commitment.objects.select_related("words__reader").get()
        open_page = found_with_nouns(commitment.words)
        readers.narrow(found_with_nouns(commitment.words), ME, now=NOON)
        after = stale.follow_up("partly", "Halfway there.", now=NOON)
        after_narrowing = after.words.audience
        stale.words.share(GROUP)
        after.words.share(GROUP)
        readers.narrow(open_page, ME, now=NOON)

    assert (after_narrowing, rung_of(after.words_id, priya)) == (ME, (ME, None))


def test_a_line_for_one_person_does_not_become_anothers(client, group, priya, arun, tom):
    commitment = made(group, priya)
    said = make_follow_up(commitment, "partly", "Halfway there.")
    narrow(client, said.words_id, str(tom.pk))
    narrow(client, commitment.words_id, str(arun.pk))

    assert rung_of(said.words_id, priya) == (ME, None)


def test_how_it_went_is_seen_without_the_line(client, group, priya, tom):
    make_follow_up(made(group, priya), "partly", "It was hard.")
    with wall.as_person(priya):
        FollowUp.objects.get().words.narrow(ME)

    [page] = shown(client, tom, f"/groups/{group.slug}/commitments/")

    assert ("Partly" in page, "It was hard." in page) == (True, False)


def test_a_room_to_be_signed_anew_shows_nothing_of_ones_own(client, group, priya):
    made(group, priya)
    group.charters.create(version=2, text="Anew.", written_at=NOON)

    [page] = shown(client, priya, MINE)

    assert (SAID in page, PRIVATE in page) == (False, False)


def pointed(commitment, words, **fields):
    with transaction.atomic(), wall.as_person(commitment.person):
        return Commitment.objects.filter(pk=commitment.pk).update(words=words, **fields)


def test_the_database_refuses_a_commitment_in_words_of_somebody_else(group, priya, arun):
    commitment = made(group, priya)
    with wall.as_person(arun):
        foreign = write(group, arun, now=NOON, text="Arun's own")

    with pytest.raises(IntegrityError, match="words of its own person and group"):
        pointed(commitment, foreign)


def test_the_database_refuses_a_new_commitment_in_words_of_somebody_else(group, priya, arun):
    with wall.as_person(arun):
        foreign = write(group, arun, now=NOON, text="Arun's own")
    days = {"made_at": NOON, "dated_on": NOON.date(), "due_on": NOON.date() + timedelta(days=2)}

    with pytest.raises(IntegrityError, match="words of its own person and group"), wall.as_person(priya):
        Commitment.objects.create(group=group, person=priya, words=foreign, **days)


def test_the_database_refuses_a_commitment_in_words_of_another_group(group, priya):
    quay = make_group("Quay", programme=group.programme)
    make_member(quay, person=priya)
    commitment = made(group, priya)
    with wall.as_person(priya):
        elsewhere = write(quay, priya, now=NOON, text="Said at Quay")

    with pytest.raises(IntegrityError, match="words of its own person and group"):
        pointed(commitment, elsewhere)


def test_the_database_refuses_a_commitment_without_words(group, priya):
    with pytest.raises(IntegrityError, match="a_commitment_has_words"):
        pointed(made(group, priya), None)


def test_the_database_refuses_a_line_of_somebody_else(group, priya, arun):
    said = make_follow_up(made(group, priya), "partly", "Halfway there.")
    with wall.as_person(arun):
        foreign = write(group, arun, now=NOON, text="Arun's own")

    with pytest.raises(IntegrityError, match="words of its own person and group"), wall.as_person(priya):
        FollowUp.objects.filter(pk=said.pk).update(words=foreign)
