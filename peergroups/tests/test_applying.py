"""Does a stranger find a programme, apply on a phone within six minutes, stop in the middle, and go on another day?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups.models import Application, Person
from groups.tests.makers import make_application, make_cohort, make_person, make_programme
from peergroups import clock
from peergroups.outbox import ledger
from peergroups.tests.browser import PHONE, mails_to, newest_mail
from peergroups.tests.test_joining import Thumb

pytestmark = pytest.mark.django_db(transaction=True)
MARTA = "marta@example.org"
SECONDS_A_TAP, SECONDS_A_LINE, SECONDS_A_TEXT = 2, 8, 35  # for somebody who thinks while they type
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


@pytest.fixture
def door(site):
    """An open intake of Harbour, to which five have applied who are free on Tuesday evenings."""
    admin = make_person("Nadia Haddad")
    cohort = make_cohort(timezone.now().date() - timedelta(days=3), programme=make_programme(admin))
    for n in range(5):
        guest = make_person(f"Guest{n} Hall")
        guest.free_times.create(begins=48 + 34, ends=48 + 40)
        make_application(guest, cohort)
    return f"/apply/{cohort.programme.slug}/"


class Applicant(Thumb):
    """Somebody on a phone who applies; long texts are counted apart, because they take longest."""

    texts = 0

    def type(self, label, text):
        self.page.get_by_label(label, exact=True).fill(text)
        self.fields += 1

    def write(self, label, text):
        self.page.get_by_label(label, exact=True).fill(text)
        self.texts += 1

    def tick_all(self, *labels, part=None):
        inside = self.page.get_by_role("group", name=part) if part else self.page
        for label in labels:
            inside.get_by_label(label, exact=True).check()
            self.taps += 1

    def pick(self, label, option):
        self.page.get_by_label(label, exact=True).select_option(label=option)
        self.taps += 2

    def go_on(self):
        self.tap("Save and continue")

    @property
    def seconds(self):
        return self.taps * SECONDS_A_TAP + self.fields * SECONDS_A_LINE + self.texts * SECONDS_A_TEXT


def come_in(thumb, door):
    thumb.visitor.open(door)
    thumb.type("Your name", "Marta Vogel")
    thumb.type("E-mail", MARTA)
    thumb.tap("Send me a code")
    thumb.page.get_by_role("heading", name="Enter the code").wait_for()
    thumb.type("Code", newest_mail(MARTA).subject[:6])
    thumb.tap("Continue")
    thumb.visitor.sees("7 of 7 still to do")
    thumb.tap("Continue", role="link")


def say_what_it_is(thumb):
    thumb.type("Your business, in two lines", "Vogel and daughter, bread for restaurants")
    thumb.type("What you are there", "Owner")
    thumb.type("Your trade, in a few words", "Bakery")
    thumb.pick("Your industry", "Food")
    thumb.type("What you sell, and to whom", "Bread to restaurants")
    thumb.page.get_by_label("My group sees this: What you sell, and to whom").uncheck()
    thumb.taps += 1
    thumb.go_on()
    thumb.type("Years in business", "7")
    thumb.type("People who work there, you included", "12")
    thumb.pick("Turnover in a year", "150,000 to 500,000")
    thumb.go_on()


def say_the_rest(thumb):
    thumb.tick_all("Operations", part="What others may ask you about")
    thumb.tick_all("Pricing", "First hires", part="What you want to think about with others")
    thumb.go_on()
    for power, grade in {"Position": "4", "Expertise": "5", "Connections": "2", "Personal authority": "3"}.items():
        thumb.tick_all(grade, part=power)
    thumb.go_on()
    thumb.tick_all("English", "German", "Online")
    thumb.go_on()
    thumb.visitor.sees("The small number says how many other applicants can meet then")
    for day in ("Tue", "Wed", "Thu"):
        thumb.tick("Evening", day)
    thumb.go_on()
    thumb.tap("Go on, and check my application", role="link")


@SCRIPTS
def test_a_stranger_applies_in_six_minutes_with_a_break_in_the_middle(visit, door, scripts):
    phone = {"viewport": PHONE, "java_script_enabled": scripts, "has_touch": True, "is_mobile": True}
    thumb = Applicant(visit(**phone))
    come_in(thumb, door)
    say_what_it_is(thumb)
    thumb.write("What you bring to a group", "Ten years of hiring bakers")
    if scripts:
        thumb.page.locator("[data-saved][data-state=kept]").wait_for()  # and then the phone rings
    else:
        thumb.go_on()

    later = go_on_another_day(visit(**phone))
    later.write("What you want from it", "People who say what they see")
    later.go_on()
    say_the_rest(later)
    later.tap("Send my application")

    later.visitor.sees("Your application is sent")
    later.visitor.sees("You will hear by")
    assert (thumb.taps + later.taps, thumb.fields + later.fields) == ((30, 9) if scripts else (31, 9))
    assert thumb.seconds + later.seconds < 360
    hear_of_it(later)


def go_on_another_day(visitor):
    """Come back by Today, which asks for what is not finished; none of this is counted against the form."""
    visitor.open("/today/")
    visitor.sign_in(MARTA)
    visitor.sees("Your application to Harbour is not sent yet")
    visitor.follow("Go on with my application")
    visitor.sees("5 of 7 still to do")
    visitor.follow("Continue")
    assert (
        visitor.page.get_by_label("What you bring to a group", exact=True).input_value() == "Ten years of hiring bakers"
    )
    return Applicant(visitor)


def hear_of_it(later):
    """What was chosen is kept as chosen, and a mail and Today say what comes next."""
    marta, wish = Person.objects.get(email=MARTA), Application.objects.get(person__email=MARTA)
    assert wish.submitted_at is not None
    assert "market" not in marta.profile.shown
    assert [(span.begins - 34) % 48 for span in marta.free_times.all()] == [0, 0, 0]
    clock.tick(now=ledger.database_now())
    later.visitor.arrive_from(mails_to(MARTA)[-1])
    later.visitor.sees("We have your application")
    later.visitor.open("/today/")
    later.visitor.sees("You will hear by")


@SCRIPTS
def test_what_is_missing_is_named_where_it_would_be_sent_and_leads_there(visit, door, scripts):
    thumb = Applicant(visit(viewport=PHONE, java_script_enabled=scripts))
    come_in(thumb, door)
    for _part in range(7):
        thumb.go_on()
    thumb.tap("Go on, and check my application", role="link")

    thumb.visitor.sees("Still missing")
    assert thumb.page.get_by_role("button", name="Send my application").count() == 0
    thumb.visitor.follow("Turnover in a year")

    assert thumb.visitor.heading() == "Where your business stands"
