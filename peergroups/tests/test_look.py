"""Does the front end keep its budgets, its strict policy, and nothing it does not use?"""

import re
from importlib.util import find_spec
from pathlib import Path

import brotli
import pytest

from peergroups.outbox.kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
TEMPLATES = ROOT / "templates"
APPS = ["accountability", "groups", "meetings", "peergroups"]
KILOBYTE = 1024


def packed(*files):
    return sum(len(brotli.compress(file.read_bytes())) for file in files)


def templates():
    return sorted(file for file in TEMPLATES.rglob("*") if file.is_file())


def name(file):
    return file.relative_to(TEMPLATES).as_posix()


def sources():
    python = [file for app in APPS for file in (ROOT / app).rglob("*.py") if "tests" not in file.parts]
    return {file: file.read_text() for file in [*python, *templates()]}


def test_the_stylesheet_is_at_most_12_kb():
    assert packed(*STATIC.glob("css/*.css")) <= 12 * KILOBYTE


def test_all_scripts_are_at_most_30_kb():
    assert packed(*STATIC.rglob("*.js")) <= 30 * KILOBYTE


def test_our_own_scripts_are_short():
    own = {file.name: file.read_text() for file in STATIC.glob("js/*.js")}
    assert sum(len(text) for text in own.values()) <= 12 * KILOBYTE
    assert {file: text.count("\n") for file, text in own.items() if text.count("\n") >= 60} == {}


def test_the_fonts_of_a_latin_page_are_at_most_75_kb():
    assert sum(file.stat().st_size for file in STATIC.rglob("*-latin-wght-normal.woff2")) <= 75 * KILOBYTE


@pytest.mark.parametrize(
    "fault", [r"<style", r"\sstyle\s*=", r"<script(?![^>]*\ssrc=)", r"\son[a-z]+\s*=", r"hx-on", r"=\s*[\"']js:"]
)
def test_no_page_has_inline_script_or_style(fault):
    pages = [file for file in templates() if file.suffix == ".html" and "mail" not in file.parts]
    assert [name(file) for file in pages if re.search(fault, file.read_text())] == []


def quoted():
    """Return each word and path that stands in quotation marks."""
    return {word for text in sources().values() for word in re.findall(r"""["'](?=([\w./-]+)["'])""", text)}


def drawn():
    return set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text()))


def test_a_cell_that_stands_beside_its_label_on_a_phone_holds_one_thing():
    """Several links in it would fall into two columns, one word under another."""
    several = re.compile(r"data-label=[^<]*>{% for")
    assert [name(file) for file in templates() if several.search(file.read_text())] == []


def test_every_icon_that_is_named_is_drawn():
    named = {
        icon for text in sources().values() for icon in re.findall(r"""icon(?:=| |": )["']([a-z0-9-]+)["']""", text)
    }
    assert named - drawn() == set()


def test_no_icon_is_unused():
    assert drawn() - quoted() == set()


def test_no_class_is_unused():
    selectors = " ".join(re.findall(r"[^{};]+(?={)", "".join(file.read_text() for file in STATIC.glob("css/*.css"))))
    styled = set(re.findall(r"\.([a-z][\w-]*)", selectors))
    scripts = (file.read_text() for file in STATIC.rglob("*.js"))
    said = {word for text in [*sources().values(), *scripts] for word in re.findall(r"[a-z][\w-]*", text)}
    assert len(styled) > 100
    assert styled - said == set()


def asked_for_by_others(path):
    """Django, allauth and the outbox ask for some names by themselves."""
    mails = {kind.template(ending) for kind in KINDS.values() for ending in ("subject.txt", "txt", "html")}
    if path in mails or re.fullmatch(r"(400|403|403_csrf|404|500)\.html", path):
        return True
    homes = [
        Path(find_spec("allauth").origin).parent / "templates",
        Path(find_spec("django.forms").origin).parent / "templates",
    ]
    return any((home / path).exists() for home in homes)


def named_as(path):
    """Return how a template is asked for: a mail of allauth's kind by what its subject and its text have in common."""
    return re.sub(r"^(account/email/\w+)_(subject|message)\.txt$", r"\1", path)


def test_no_template_is_unused():
    ours = {named_as(name(file)) for file in templates() if not asked_for_by_others(name(file))}
    assert ours - quoted() == set()
