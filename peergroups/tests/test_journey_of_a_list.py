"""Can an admin bring sixty people in at a browser: mend, confirm, take back, bring in again, send?"""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from groups.models import Application, Import
from groups.tests.makers import make_cohort, make_person, make_programme
from peergroups import clock, tasks
from peergroups.outbox import ledger
from peergroups.tests.browser import DESK, PHONE

pytestmark = pytest.mark.django_db(transaction=True)

HEADING = "Full name,E-mail,Sector,Availability,Turnover,Shoe size"
BAD = [
    "Mistyped,bad@gmial.com,,,,",
    "No address,nobody,,,,",
    ",p60@example.org,,,,",
    "Not in the list,p61@example.org,Fod,,,",
    "No hours,p62@example.org,,evenings,,",
    "Quarter hours,p63@example.org,,Tue 18:15-19:00,,",
    "No amount,p64@example.org,,,lots,",
    "Again,p1@example.org,,,,",
    '"=HYPERLINK(""http://evil.test"")",p65@example.org,Softwear,,,',
    "More cells,p66@example.org,,,,,extra",
]
GOOD = [f"Person {n:02},p{n}@example.org,Food,Tue 18:00-20:00; Thu 9-12,120k,{n}" for n in range(50)]
SIXTY = "\n".join([HEADING, *GOOD, *BAD])


@pytest.fixture
def cohort():
    return make_cohort(timezone.localdate() - timedelta(days=7), programme=make_programme(make_person("Nadia Haddad")))


@pytest.mark.parametrize(
    ("scripts", "screen"), [(True, DESK), (False, PHONE)], ids=["with scripts", "without scripts, on a phone"]
)
def test_sixty_people_come_in(visit, client, cohort, tmp_path, scripts, screen):
    nadia = visit(viewport=screen, java_script_enabled=scripts, accept_downloads=True)
    nadia.come_in_as(cohort.programme.admins.get(), client)
    sixty = tmp_path / "people.csv"
    sixty.write_text(SIXTY)

    nadia.open(f"/programmes/{cohort.programme.slug}/people/")
    look_at(nadia, sixty)
    assert ten_rows_to_mend(nadia, tmp_path)
    confirm(nadia, scripts)
    nadia.press("Take it back")
    nadia.sees("It is being taken back")
    work(nadia, scripts)
    nadia.sees("50 rows taken back")
    assert Application.objects.count() == 0

    nadia.follow("See everybody")
    look_at(nadia, sixty)
    confirm(nadia, scripts)
    send(nadia)
    assert len({letter.to[0] for letter in mail.outbox}) == len(mail.outbox) == 50


def look_at(nadia, sixty):
    """Choose the file, see our guesses, and what would come of it."""
    nadia.follow("Bring in a list")
    nadia.press("Continue")
    nadia.sees("Choose a file, or paste rows below.")
    nadia.page.get_by_label("A CSV file").set_input_files(sixty)
    nadia.choose("Accepted")
    nadia.press("Continue")
    nadia.sees("Which column holds what?")
    nadia.sees("A guess")
    assert nadia.page.get_by_label("Full name").input_value() == "name"
    assert nadia.page.get_by_label("Shoe size").input_value() == ""
    nadia.press("See what would change")
    nadia.page.get_by_role("heading", name="Add 50, change 0, skip 10").wait_for()


def ten_rows_to_mend(nadia, folder):
    """Download what is left out: ten rows, each with why, and nothing that a spreadsheet would run."""
    with nadia.page.expect_download() as download:
        nadia.follow("Download these rows")
    download.value.save_as(folder / "mend.csv")
    rows = (folder / "mend.csv").read_text(encoding="utf-8-sig").splitlines()
    assert "\"'=HYPERLINK(" in rows[9]
    assert "Is it bad@gmail.com?" in rows[1]
    return len(rows) == 11


def confirm(nadia, scripts):
    nadia.press("Add 50 people")
    nadia.sees("0 of 50 rows")
    work(nadia, scripts)
    nadia.sees("50 added, 0 changed, 10 skipped")
    assert not mail.outbox


def work(nadia, scripts):
    """Let a worker do what waits; the page looks again by itself, or when asked to."""
    for batch in Import.objects.waiting():
        tasks.carry_on_import(batch.pk)
    if not scripts:
        nadia.follow("Look again")


def send(nadia):
    nadia.follow("Send 50 invitations")
    nadia.sees("Once they are sent, the list cannot be taken back.")
    nadia.press("Send 50 invitations")
    nadia.sees("50 invitations are on their way.")
    assert nadia.page.get_by_role("button", name="Take it back").count() == 0
    clock.tick(now=ledger.database_now())
