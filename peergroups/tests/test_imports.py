"""Does a list come in through the pages, whatever is in it, by the right people alone, and past a killed worker?"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from groups.intake import asking_to_apply, importing, roll
from groups.models import Application, Asked, AskingLetter, AuditEvent, Import, ImportedRow, Person, Profile
from groups.tests.makers import make_application, make_cohort, make_group, make_member, make_person, make_programme
from peergroups import clock, tasks
from peergroups.outbox import ledger
from peergroups.tests.processes import QUIET, WORKER, beat, forget_everything, kill, start, wait_until, worker

pytestmark = pytest.mark.django_db

HEADING = "name,e-mail,industry,free times"
WORDS = {"words": "You build what others only draw. Come and think with us."}
WORKBOOK = b"PK\x03\x04" + b"x" * 500


@pytest.fixture
def nadia(client):
    nadia = make_person("Nadia Haddad")
    client.force_login(nadia)
    return nadia


@pytest.fixture
def cohort(nadia):
    return make_cohort(timezone.localdate() - timedelta(days=7), programme=make_programme(nadia))


def chosen(raw, name="people.csv"):
    return SimpleUploadedFile(name, raw if isinstance(raw, bytes) else raw.encode())


def bring_in(client, cohort, raw=None, rows="", decision="applied"):
    given = {"cohort": cohort.pk, "rows": rows, "decision": decision} | (
        {"file": chosen(raw)} if raw is not None else {}
    )
    return client.post(f"/programmes/{cohort.programme.slug}/people/import/", given)


def previewed(client, cohort, raw, decision="applied"):
    """Bring a list in and take our guesses; return the import."""
    assert bring_in(client, cohort, raw, decision=decision).status_code == 302
    batch = Import.objects.latest("began_at")
    page = client.get(f"/imports/{batch.pk}/columns/")
    guessed = {name: field.initial for name, field in page.context["form"].fields.items()}
    assert client.post(f"/imports/{batch.pk}/columns/", guessed).status_code == 302
    return Import.objects.get(pk=batch.pk)


def carried_on():
    for batch in Import.objects.waiting():
        tasks.carry_on_import(batch.pk)


def people(number):
    return "\n".join([HEADING, *[f"Person {n},p{n}@example.org,food,Tue 18-20" for n in range(number)]])


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "There is nothing in it."),
        (b"a,b\n" + b"x" * 1_000_000, "It is larger than 1 MB."),
        (people(3_000), "It has 3000 rows, and at most 2,000 are read at once."),
        (b"name,e-mail\nAnn\0,ann@example.org", "This is not a text file."),
        (b'name,e-mail\n"Ann,ann@example.org\n', "In row 2 a quotation mark is opened and not closed"),
        (",".join("abc" for _n in range(60)) + "\n1,2", "It has 60 columns, and at most 50 are read."),
        ("name,e-mail\nJörg,j@example.org".encode("latin-1"), "Its letters are not written in UTF-8."),
        (WORKBOOK, "This is a workbook."),
        ("name,e-mail", "There is a heading and nobody under it."),
    ],
)
def test_what_is_no_list_is_answered_in_words(client, cohort, raw, said):
    answer = bring_in(client, cohort, raw)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Import.objects.exists()


def test_two_megabytes_are_refused_before_they_are_read(client, cohort):
    assert bring_in(client, cohort, b"x" * 2_000_000).status_code == 413


def test_a_file_of_one_megabyte_is_read(client, cohort):
    raw = people(1).ljust(1_000_000, "\n")

    assert bring_in(client, cohort, raw).status_code == 302


def test_neither_or_both_is_asked_again_and_keeps_what_was_pasted(client, cohort):
    neither, both = (
        bring_in(client, cohort),
        bring_in(client, cohort, people(1), rows="name\te-mail\nPat\tp@example.org"),
    )

    assert "Choose a file, or paste rows below." in neither.content.decode()
    assert "Choose a file or paste rows, not both." in both.content.decode()
    assert "Pat\tp@example.org" in both.content.decode()


def test_a_cohort_of_another_programme_cannot_be_chosen(client, cohort):
    other = make_cohort(timezone.localdate(), programme=make_programme(name="Other"))

    answer = client.post(
        f"/programmes/{cohort.programme.slug}/people/import/",
        {"cohort": other.pk, "rows": people(1), "decision": "applied"},
    )

    assert answer.status_code == 422
    assert "Choose one of the intakes." in answer.content.decode()


def test_the_template_is_read_without_a_fault(client, cohort):
    raw = client.get(f"/programmes/{cohort.programme.slug}/people/import/template.csv").content
    shown = importing.preview(previewed(client, cohort, raw))

    assert (len(shown.judged.adds), shown.skips) == (2, ())
    assert len(shown.judged.adds[0].values) == 24


def test_guesses_are_shown_as_guesses_and_can_be_changed(client, cohort):
    bring_in(client, cohort, "Name,Mail,Company\nAnn,ann@example.org,Bakery")
    batch = Import.objects.get()
    address = f"/imports/{batch.pk}/columns/"
    page = client.get(address).content.decode()

    twice = client.post(address, {"column_0": "name", "column_1": "email", "column_2": "name"})
    none = client.post(address, {"column_0": "", "column_1": "email", "column_2": ""})
    client.post(address, {"column_0": "name", "column_1": "email", "column_2": "trade"})

    assert (page.count("Matched"), page.count("A guess")) == (1, 2)
    assert "Name is chosen for more than one column." in twice.content.decode()
    assert "Choose which column holds: Name." in none.content.decode()
    assert importing.preview(Import.objects.get()).judged.adds[0].values["trade"] == "Bakery"


def test_the_preview_says_row_column_value_and_mend(client, cohort):
    raw = f"{HEADING}\nAnn,ann@example.org,food,Tue 18-20\nBen,ben@gmial.com,fod,evenings\n,cid@example.org"
    batch = previewed(client, cohort, raw)

    page = " ".join(re.sub("<[^>]+>", " ", client.get(f"/imports/{batch.pk}/").content.decode()).split())
    page = page.replace("&#x27;", "’")

    assert "Add 1, change 0, skip 2" in page
    assert "Row 3, E-mail: ben@gmial.com Is it ben@gmail.com?" in page
    assert "Row 3, Industry: fod Did you mean food?" in page
    assert "Row 4, Name Enter their name." in page


def test_what_people_wrote_stays_text_on_the_page(client, cohort):
    batch = previewed(client, cohort, f"{HEADING}\n<script>alert(1)</script>,ann@example.org\nBen,<b>ben</b>")

    assert "<script>alert" not in client.get(f"/imports/{batch.pk}/").content.decode()


def test_a_large_preview_stays_small(client, cohort):
    rows = [f"Person {n},p{n}@example.org,{'food' if n % 2 else 'fod'}," for n in range(2_000)]
    batch = previewed(client, cohort, "\n".join([HEADING, *rows]))

    assert len(client.get(f"/imports/{batch.pk}/").content) < 60_000


def test_confirm_undo_confirm_again_and_send(client, cohort, nadia):
    batch = previewed(client, cohort, people(3), decision="accepted")
    page = f"/imports/{batch.pk}/"
    client.post(f"{page}confirm/")
    waiting = client.get(page).content.decode()
    client.post(f"{page}confirm/")
    carried_on()
    client.post(f"{page}undo/")
    client.post(f"{page}undo/")
    carried_on()
    undone = client.get(page).content.decode()
    again = previewed(client, cohort, people(3), decision="accepted")
    client.post(f"/imports/{again.pk}/confirm/")
    carried_on()
    assert not mail.outbox
    sent = client.post(f"/imports/{again.pk}/send/", WORDS, follow=True).content.decode()
    client.post(f"/imports/{again.pk}/send/", WORDS)
    client.post(f"/imports/{again.pk}/undo/")
    clock.tick(now=ledger.database_now())

    assert "0 of 3 rows" in waiting
    assert "3 rows taken back" in undone
    assert "3 invitations are on their way." in sent
    assert sorted(letter.to[0] for letter in mail.outbox) == [f"p{n}@example.org" for n in range(3)]
    assert all(WORDS["words"] in letter.body for letter in mail.outbox)
    assert Application.objects.filter(decision="accepted").count() == 3
    acts = ["imported", "undid_import", "imported", "asked_to_apply"]
    assert (
        list(AuditEvent.objects.filter(programme=cohort.programme).order_by("at").values_list("act", flat=True)) == acts
    )


@pytest.mark.parametrize("path", ["", "columns/", "problems.csv", "send/"])
def test_an_import_of_another_programme_is_not_there(client, cohort, path):
    batch = previewed(client, cohort, people(1))
    client.force_login(make_programme(make_person("Omar Diaz"), name="Other").admins.get())

    assert client.get(f"/imports/{batch.pk}/{path}").status_code == 404


@pytest.mark.parametrize("verb", ["confirm", "discard", "undo", "send", "columns"])
def test_nothing_is_done_to_an_import_of_another_programme(client, cohort, verb):
    batch = previewed(client, cohort, people(1))
    client.force_login(make_programme(make_person("Omar Diaz"), name="Other").admins.get())

    assert client.post(f"/imports/{batch.pk}/{verb}/").status_code == 404
    assert Import.objects.get().confirmed_at is None


def test_rows_to_mend_come_as_a_file_that_runs_nothing(client, cohort):
    batch = previewed(client, cohort, f'{HEADING}\n"=HYPERLINK(""http://evil.test"")",nobody,,')

    answer = client.get(f"/imports/{batch.pk}/problems.csv")

    assert answer["Content-Disposition"] == 'attachment; filename="rows-to-mend.csv"'
    assert '"\'=HYPERLINK(""http://evil.test"")"' in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_is_taken_over_from(client, cohort, sink):
    forget_everything()
    batch = previewed(client, cohort, people(900))
    client.post(f"/imports/{batch.pk}/confirm/")
    first = start(WORKER + QUIET, sink)
    try:
        wait_until(lambda: Import.objects.get().done > 0, seconds=60)
    finally:
        kill(first)
    done = Import.objects.get().done

    forget_everything()
    with worker(sink):
        wait_until(lambda: (beat("carry_on_imports"), Import.objects.get().finished_at)[1], seconds=60)

    batch.refresh_from_db()
    assert 0 < done < 900
    assert (batch.added, batch.skipped, ImportedRow.objects.count()) == (900, 0, 900)
    assert (Profile.objects.count(), Application.objects.count(), Asked.objects.count()) == (900, 900, 900)


@pytest.mark.django_db(transaction=True)
def test_two_admins_who_bring_the_same_people_in_at_once_bring_each_once(client, cohort, nadia, sink):
    forget_everything()
    for _admin in range(2):
        batch = previewed(client, cohort, people(400))
        client.post(f"/imports/{batch.pk}/confirm/")

    with worker(sink):
        wait_until(lambda: not Import.objects.waiting().exists(), seconds=90)

    assert Person.objects.exclude(pk=nadia.pk).count() == Application.objects.count() == Asked.objects.count() == 400
    assert sum(Import.objects.values_list("added", flat=True)) == 400


def test_pasted_addresses_are_looked_at_before_anybody_is_asked(client, cohort):
    ask = f"/programmes/{cohort.programme.slug}/people/"
    make_application(make_person("Ravi Shah"), cohort, now=timezone.now())
    make_member(make_group("Quay", programme=make_programme(name="Other")), "Leo Hart")
    pasted = "Ann <ann@example.org>, leo@example.org; ravi@example.org, ben@gmial.com, x@y"

    page = client.post(f"{ask}invite/", {"cohort": cohort.pk, "pasted": pasted}).content.decode()

    assert "2 new, 1 already here, 1 looks mistyped, 1 is no address." in " ".join(page.split())
    assert (Asked.objects.count(), "Leo Hart" in page) == (0, False)


def test_whoever_is_asked_gets_one_mail_and_is_on_the_list(client, cohort):
    ask = f"/programmes/{cohort.programme.slug}/people/ask/"
    given = {"cohort": cohort.pk, "emails": ["ann@example.org", "ben@gmail.com"], **WORDS}

    client.post(ask, given)
    client.post(ask, given)
    clock.tick(now=ledger.database_now())

    assert sorted(letter.to[0] for letter in mail.outbox) == ["ann@example.org", "ben@gmail.com"]
    assert f"{WORDS['words']}\n\nNadia Haddad, {cohort.programme}" in mail.outbox[0].body
    asking_to_apply.forget_letters(now=ledger.database_now())
    assert AskingLetter.objects.count() == 0
    listed = client.get(f"/programmes/{cohort.programme.slug}/people/").content.decode()
    assert "ann@example.org" in listed


def test_words_wait_for_their_mails_and_an_empty_text_sends_none(client, cohort):
    people = f"/programmes/{cohort.programme.slug}/people/"
    shown = client.post(f"{people}invite/", {"cohort": cohort.pk, "pasted": "ann@example.org"}).content.decode()
    given = {"cohort": cohort.pk, "emails": ["ann@example.org", "ben@gmial.com"], "words": " "}
    refused = client.post(f"{people}ask/", given)
    assert (refused.status_code, Asked.objects.count()) == (422, 0)
    client.post(f"{people}ask/", given | WORDS)
    asking_to_apply.forget_letters(now=ledger.database_now())

    assert "I think of you for a peer group: 5 to 7 people" in shown
    assert all(f'name="emails" value="{email}"' in refused.content.decode() for email in given["emails"])
    assert [letter.text for letter in AskingLetter.objects.all()] == [WORDS["words"]]


def test_not_for_me_is_one_press_and_a_look_changes_nothing(client, cohort):
    client.post(
        f"/programmes/{cohort.programme.slug}/people/ask/",
        {"cohort": cohort.pk, "emails": ["ann@example.org"], **WORDS},
    )
    asked = Asked.objects.get()
    client.logout()

    page = client.get(asked.link)
    assert (page.status_code, Asked.objects.get().declined_at) == (200, None)
    client.post(asked.link, {"answer": "no"})

    clock.tick(now=ledger.database_now())
    assert Asked.objects.get().declined_at is not None
    assert mail.outbox == []
    assert client.post(asked.link, {"answer": "yes"})["Location"] == "/apply/harbour/"
    assert client.get(f"/asked/{asked.pk}:forged/").status_code == 404
    assert "ann@example.org" not in page.content.decode()


def test_a_no_takes_a_listed_person_out_until_they_think_again(client, cohort):
    batch = previewed(client, cohort, people(1), decision="accepted")
    client.post(f"/imports/{batch.pk}/confirm/")
    carried_on()
    asked = Asked.objects.get()

    client.post(asked.link, {"answer": "no"})
    assert not Application.objects.waiting().exists()
    answer = client.post(asked.link, {"answer": "yes"})
    assert Application.objects.waiting().exists()
    assert answer["Location"] == Application.objects.get().get_absolute_url()


def test_an_old_link_takes_nothing_from_somebody_who_went_on_alone(client, cohort):
    client.post(
        f"/programmes/{cohort.programme.slug}/people/ask/",
        {"cohort": cohort.pk, "emails": ["ann@example.org"], **WORDS},
    )
    asked = Asked.objects.get()
    wish = make_application(asked.person, cohort, now=timezone.now())
    client.logout()

    client.post(asked.link, {"answer": "no"})

    wish.refresh_from_db()
    assert (wish.withdrawn_at, Asked.objects.get().declined_at) == (None, None)


def test_everybody_of_a_programme_stands_there_with_how_far_they_have_come(cohort):
    programme, now = cohort.programme, timezone.now()
    room = make_group(programme=programme)
    make_member(room, "Mia Sol")
    paused = make_member(room, "Pat Lee")
    room.memberships.filter(person=paused).update(paused_at=now - timedelta(1), returns_at=now + timedelta(9))
    room.memberships.get(person=make_member(room, "Lea Fox")).leave(now=now)
    make_application(make_person("Ann Ray"), cohort, now=now)
    for name, decision in (("Wim Bos", "waitlisted"), ("Dan Orr", "declined")):
        wish = make_application(make_person(name), cohort, now=now)
        Application.objects.filter(pk=wish.pk).update(decision=decision, decided_at=now)
    Asked.objects.create(
        cohort=cohort, person=make_person("Leo Hart"), email="leo@example.org", by=programme.admins.get(), at=now
    )

    told = {person.called: person.state for person in roll.of(programme)}

    assert told == {
        "": "invited",  # known elsewhere: here he is an address
        "Ann Ray": "applied",
        "Dan Orr": "out",
        "Lea Fox": "left",
        "Mia Sol": "seated",
        "Pat Lee": "paused",
        "Wim Bos": "waiting",
    }
    assert roll.counts(programme)["invited"] == 1
    assert [person.called for person in roll.listed(programme, sought="fox")] == ["Lea Fox"]
    assert [person.called for person in roll.listed(programme, state="applied")] == ["Ann Ray"]


def test_on_the_page_of_people_an_address_known_elsewhere_reads_like_a_new_one(client, cohort):
    leo = make_person("Leo Hart", business="Ropes", last_login=timezone.now())
    raw = "name,e-mail,business\nLeonard,leo@example.org,Barges\nLeonore,new@example.org,Barges"
    batch = previewed(client, cohort, raw, decision="accepted")
    client.post(f"/imports/{batch.pk}/confirm/")
    carried_on()
    told = []
    for sent in (False, True):
        if sent:
            client.post(f"/imports/{batch.pk}/send/", WORDS)
        page = client.get(f"/programmes/{cohort.programme.slug}/people/")
        rows = re.findall("<tr>.*?</tr>", page.content.decode(), re.DOTALL)[1:]
        told.append([row.replace("Leonore", "Leonard").replace("new@", "leo@") for row in rows])
    found = client.get(f"/programmes/{cohort.programme.slug}/people/?q=Barges").context["rows"]

    assert [len(set(rows)) for rows in told] == [1, 1]
    assert (len(found), leo.applications.count()) == (0, 0)


def test_the_name_of_somebody_known_elsewhere_is_not_found_by_searching(client, cohort):
    now = timezone.now()
    leo = make_person("Leo Hart", business="Ropes")
    Asked.objects.create(cohort=cohort, person=leo, email="leo@example.org", by=cohort.programme.admins.get(), at=now)

    pages = [client.get(f"/programmes/{cohort.programme.slug}/people/?q={word}") for word in ("Hart", "Ropes", "leo@")]

    assert [len(page.context["rows"]) for page in pages] == [0, 0, 1]
    assert "Leo Hart" not in pages[2].content.decode()
