"""Does a list come in through the pages, whatever is in it, by the right people alone, and past a killed worker?"""

import re

import pytest
from django.core import mail
from django.utils import timezone

from groups.intake import importing
from groups.models import Application, Asked, AuditEvent, Import, ImportedRow, Person, Profile
from groups.tests.makers import make_cohort, make_person, make_programme
from peergroups import clock
from peergroups.outbox import ledger
from peergroups.tests.lists import HEADING, WORDS, bring_in, carried_on, people, previewed
from peergroups.tests.processes import QUIET, WORKER, beat, forget_everything, kill, start, wait_until, worker

pytestmark = pytest.mark.django_db
WORKBOOK = b"PK\x03\x04" + b"x" * 500


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
        wait_until(lambda: Import.objects.get().done > 0)
    finally:
        kill(first)
    done = Import.objects.get().done

    forget_everything()
    with worker(sink):
        wait_until(lambda: (beat("carry_on_imports"), Import.objects.get().finished_at)[1])

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
