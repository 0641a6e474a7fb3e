"""Is all that people may type bounded, judged in words beside its field, and unable to break a page or a mail?"""

from email.utils import parseaddr

import pytest
from django import forms
from django.conf import settings
from django.core import mail
from django.forms.forms import BaseForm
from django.urls import get_resolver

from groups.founding import invite
from groups.tests.makers import make_facilitator, make_group, make_person
from peergroups import clock
from peergroups.kit.forms import TOO_LONG, Form, Typed
from peergroups.kit.templatetags.frame import problems
from peergroups.outbox import ledger

pytestmark = pytest.mark.django_db

UNSEEN = "Take out the characters that cannot be seen. They often come along with copied text."
ONE_LINE = "Write this on one line."
OURS = ("groups.", "meetings.", "accountability.", "peergroups.")


def our_forms():
    """Every form in use: the pages import theirs when their addresses are read."""
    get_resolver().url_patterns  # noqa: B018 - reading them imports the views and their forms
    found, waiting = set(), [BaseForm]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith(OURS):
            found.add(kind)
    return found


class Box(Form):
    """One line and a box for more."""

    line = forms.CharField(required=False)
    text = forms.CharField(required=False, widget=forms.Textarea)
    short = forms.CharField(required=False, max_length=3)


def refusals(**typed):
    return Box(typed).errors


def test_every_form_of_ours_judges_what_is_typed():
    assert [form.__name__ for form in our_forms() if not issubclass(form, Typed)] == []


@pytest.mark.parametrize("unseen", ["\x00", "\x08", "\x0b", "\x1b", "\x7f", "\x85"])
@pytest.mark.parametrize("name", ["line", "text"])
def test_a_character_that_cannot_be_seen_is_refused_once_beside_its_field(name, unseen):
    assert refusals(**{name: f"a{unseen}b"}) == {name: [UNSEEN]}


@pytest.mark.parametrize("nothing", ["\u200b", "\ufeff \u2060", "\u3164", "\u00ad\u200d"])
@pytest.mark.parametrize("name", ["line", "text"])
def test_what_shows_nothing_at_all_is_no_name_and_no_answer(name, nothing):
    assert refusals(**{name: nothing}) == {name: [UNSEEN]}
    assert refusals(**{name: f"a{nothing}b"}) == refusals(**{name: " "}) == {}


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\u2028"])
def test_a_line_is_one_line(line_break):
    assert refusals(line=f"a{line_break}Bcc: all@evil.test") == {"line": [ONE_LINE]}


def test_a_text_may_have_lines():
    assert refusals(text="one\r\ntwo\tthree") == {}


def test_no_browser_cuts_off_what_is_pasted():
    assert ("maxlength" in str(Box()), list(refusals(short="four"))) == (False, ["short"])


class Answered(Form):
    """Two boxes, of which the second is refused before the first."""

    first = forms.CharField(required=False)
    second = forms.CharField(error_messages={"required": "Second"})

    def clean(self):
        self.add_error("first", "First")


def test_what_is_to_be_mended_is_listed_as_its_boxes_stand():
    assert [problem["sentence"] for problem in problems(Answered({"second": ""}))] == ["First", "Second"]


@pytest.mark.parametrize("name", ["line", "text"])
def test_what_names_no_maximum_has_one(name):
    assert refusals(**{name: "é" * 5001}) == {name: [TOO_LONG]}


def test_each_letter_is_written_in_one_way():
    box = Box({"line": "Rene\u0301", "short": "e\u0301" * 3})

    assert box.is_valid()
    assert (box.cleaned_data["line"], box.cleaned_data["short"]) == ("René", "ééé")


def test_what_turns_text_around_is_left_out():
    box = Box({"line": "\u202d+44 20\u202c \u202emoc \u2067Sam"})

    assert box.is_valid()
    assert box.cleaned_data["line"] == "+44 20 moc Sam"


def test_a_refusal_stands_on_the_page_beside_its_field(client):
    client.force_login(make_person())

    response = client.post("/settings/", {"name": "Pri\x00ya", "business": "", "time_zone": "Europe/London"})

    page = response.content.decode()
    assert (response.status_code, UNSEEN in page) == (422, True)
    assert 'aria-describedby="id_name_error"' in page


@pytest.mark.parametrize("name", ["Mill\r\nBcc: all@evil.test", "Mill\nStreet", 'Mill, <Street> "@"', "Mühle"])
def test_no_name_breaks_the_head_of_a_mail(name):
    group = make_group()
    type(group).objects.filter(pk=group.pk).update(name=name)  # as if it had come past the form
    sam = make_facilitator(group, name.replace("Mill", "Sam"), email="sam@example.org")
    now = ledger.database_now()
    group.refresh_from_db()
    invite(group, "guest@example.org", by=sam, now=now)

    clock.tick(now=now)

    head = mail.outbox[-1].message()
    assert head["Bcc"] is None
    assert head["To"] == "guest@example.org"
    assert parseaddr(head["From"])[1] == parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
