"""Is every file read or refused in words, and does each row end in exactly one of add, change and skip?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.intake import addresses, columns, sheet, verdicts
from groups.intake.cells import Cause, Vocabulary, Wrong, meaning
from groups.intake.columns import Guess
from groups.intake.sheet import Fault, Unreadable
from groups.intake.verdicts import Entry, Standing

WORDS = Vocabulary(
    lists={
        "industry": {"food": "food", "software": "saas", "saas": "saas"},
        "areas": {"sales": "sales", "law": "legal"},
        "themes": {"pricing": "pricing"},
        "languages": {"english": "en", "en": "en", "german": "de"},
    },
    revenues={"nothing yet": 0},
    zones={"europe/london": "Europe/London", "london": "Europe/London", "utc": "UTC"},
)
HEADING = "name,e-mail,trade"


def read(*lines, heading=HEADING):
    return sheet.read("\n".join([heading, *lines]))


def fault(raw):
    with pytest.raises(Unreadable) as refused:
        sheet.read(sheet.decoded(raw))
    return refused.value.fault, refused.value.number


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_three_ways_to_part_cells(between):
    found = sheet.read(f"name{between}e-mail\nAnn{between}ann@example.org\n")

    assert (found.heading, found.rows[0].cells) == (("name", "e-mail"), ("Ann", "ann@example.org"))


def test_a_byte_order_mark_and_the_line_ends_of_every_system_make_no_difference():
    files = [b"\xef\xbb\xbfname,e-mail\r\nAnn,ann@example.org\r\n", b"name,e-mail\nAnn,ann@example.org"]
    files += [b"name,e-mail\rAnn,ann@example.org\r"]

    found = [sheet.read(sheet.decoded(raw)) for raw in files]

    assert found == [found[0]] * 3


def test_a_row_has_the_number_a_spreadsheet_shows():
    found = read('Ann,ann@example.org,"Bread\r\nand cakes"', "", ",,", "Ben,ben@example.org")

    assert [(row.number, row.cells[0]) for row in found.rows] == [(2, "Ann"), (5, "Ben")]
    assert found.rows[0].cells[2] == "Bread\nand cakes"


@pytest.mark.parametrize(
    ("raw", "refused"),
    [
        (b"", (Fault.EMPTY, 0)),
        (b"\n ,\n", (Fault.EMPTY, 0)),
        (b"name,e-mail\n", (Fault.NO_ROWS, 0)),
        (b"x" * 1_000_001, (Fault.TOO_BIG, 0)),
        (b"PK\x03\x04rest of a workbook", (Fault.WORKBOOK, 0)),
        (b"\xd0\xcf\x11\xe0older", (Fault.WORKBOOK, 0)),
        (b"%PDF-1.7", (Fault.NO_TEXT, 0)),
        (b"name,e-mail\nAnn\0,ann@example.org", (Fault.NO_TEXT, 0)),
        ("name,e-mail\nAnn,ann@example.org".encode("utf-16"), (Fault.OTHER_ENCODING, 0)),
        ("name,e-mail\nJörg,j@example.org".encode("latin-1"), (Fault.OTHER_ENCODING, 2)),
        (b'name,e-mail\nAnn,ann@example.org\nBen,"ben@example.org\nCid,cid@example.org', (Fault.OPEN_QUOTE, 3)),
        (b'name,e-mail\n"Ann "Ace" Lee",ann@example.org', (Fault.OPEN_QUOTE, 2)),
        (b"name,e-mail\n" + b"a" * 200_000, (Fault.LONG_CELL, 2)),
        (b"name,e-mail\n" + b"Ann,ann@example.org\n" * 3_000, (Fault.TOO_MANY_ROWS, 3_000)),
        (b"c," * 50 + b"c\n1,2", (Fault.TOO_MANY_COLUMNS, 51)),
    ],
)
def test_what_is_no_list_is_refused_by_its_reason(raw, refused):
    assert fault(raw) == refused


def test_a_list_without_a_heading_is_read_from_its_first_line():
    found = sheet.read("Ann,ann@example.org\nBen,ben@example.org")

    assert (found.headed, len(found.rows)) == (False, 2)
    assert columns.guesses(found) == [Guess(), Guess("email")]


def test_the_headings_of_the_template_are_sure_and_others_are_guesses():
    found = read("1,2,3,4,5", heading="Name,E-Mail,Compny,Sector,Shoe size")

    assert columns.guesses(found) == [
        Guess("name", is_sure=True),
        Guess("email", is_sure=True),
        Guess("business"),
        Guess("industry"),
        Guess(),
    ]


def test_a_heading_that_stands_there_twice_is_taken_once():
    found = read("1,2,3", heading="e-mail,E-mail,name")

    assert columns.guesses(found) == [Guess("email", is_sure=True), Guess(), Guess("name", is_sure=True)]


def test_right_to_left_names_and_emoji_stay_as_they_are():
    found = read("\u202eמרים כהן\u202c,miriam@example.org,🥖 bread")

    assert found.rows[0].cells == ("מרים כהן", "miriam@example.org", "🥖 bread")


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("name", " Ann\n Lee ", "Ann Lee"),
        ("email", "Ann@Example.ORG", "ann@example.org"),
        ("years", "12.0", 12),
        ("people", "1,200", 1200),
        ("people", "1’200", 1200),
        ("position", "5", 5),
        ("industry", "SOFTWARE", "saas"),
        ("areas", "Sales; law, sales", ("legal", "sales")),
        ("languages", "en / German", ("de", "en")),
        ("formats", "In person", ("in_person",)),
        ("formats", "both", ("online", "in_person")),
        ("revenue", "Nothing yet", 0),
        ("revenue", "0", 0),
        ("revenue", "£49,999", 1),
        ("revenue", "120k", 2),
        ("revenue", "1.2 million", 4),
        ("revenue", "1.200.000 €", 4),
        ("revenue", "9m", 6),
        ("zone", "london", "Europe/London"),
        ("zone", "UTC", "UTC"),
        ("times", "Mon 9-10", ((18, 20),)),
    ],
)
def test_what_a_cell_means(field, text, value):
    assert meaning(field, text, WORDS) == value


@pytest.mark.parametrize(
    ("field", "text", "cause", "hint"),
    [
        ("email", "ann at example.org", Cause.NOT_AN_ADDRESS, ""),
        ("email", "jörg@example.org", Cause.NOT_AN_ADDRESS, ""),
        ("email", "ann@example..org", Cause.NOT_AN_ADDRESS, ""),
        ("email", "ann@gmial.com", Cause.MISTYPED, "ann@gmail.com"),
        ("name", "x" * 81, Cause.TOO_LONG, ""),
        ("name", "Ann\x1b[2J", Cause.UNSEEN, ""),
        ("years", "-3", Cause.NOT_A_NUMBER, ""),
        ("years", "a few", Cause.NOT_A_NUMBER, ""),
        ("years", "٣", Cause.NOT_A_NUMBER, ""),
        ("position", "6", Cause.NOT_ONE_TO_FIVE, ""),
        ("industry", "Softwear", Cause.NOT_IN_THE_LIST, "software"),
        ("revenue", "-5k", Cause.NOT_AN_AMOUNT, ""),
        ("revenue", "100-200k", Cause.NOT_AN_AMOUNT, ""),
        ("zone", "Londn", Cause.NOT_A_ZONE, "Europe/London"),
        ("times", "evenings", Cause.NOT_HOURS, "evenings"),
        ("times", "Mon 9:10-10", Cause.NOT_HALF_HOURS, "Mon 9:10-10"),
    ],
)
def test_what_is_wrong_with_a_cell(field, text, cause, hint):
    with pytest.raises(Wrong) as wrong:
        meaning(field, text, WORDS)

    assert (wrong.value.cause, wrong.value.hint) == (cause, hint)


@pytest.mark.parametrize("end", ["gmial.com", "gmai.com", "gmail.con", "hotmial.com", "yahooo.com", "outlok.com"])
def test_a_likely_slip_is_shown_with_its_repair(end):
    assert addresses.meant(f"ann@{end}") in {f"ann@{known}" for known in addresses.COMMON}


@pytest.mark.parametrize("end", ["gmail.com", "ymail.com", "gmx.de", "example.org", "mail.com", "gmail.example.org"])
def test_other_addresses_are_not_suspected(end):
    assert addresses.meant(f"ann@{end}") == ""


def test_addresses_are_taken_out_of_what_was_pasted():
    text = "Ann Lee <ann@example.org>, BEN@example.org; mailto:cid@example.org\nann@EXAMPLE.org and nobody."

    assert addresses.pasted(text) == ["ann@example.org", "BEN@example.org", "cid@example.org"]


def judged(*lines, known=(), heading=HEADING):
    found = read(*lines, heading=heading)
    match = {place: guess.field for place, guess in enumerate(columns.guesses(found)) if guess.field}
    readable, skips = verdicts.entries(found, match, WORDS)
    return verdicts.judge(readable, dict(known)), skips


def test_all_that_is_wrong_with_a_row_is_said_at_once():
    _judged, skips = judged(",ann@gmial.com,Bread,12", heading="name,e-mail,trade,power: position")

    assert [(problem.cause, problem.field) for problem in skips[0].problems] == [
        (Cause.MISTYPED, "email"),
        (Cause.NOT_ONE_TO_FIVE, "position"),
        (Cause.NO_NAME, "name"),
    ]


def test_of_two_rows_with_one_address_the_first_counts():
    found, skips = judged("Ann,ann@example.org", "Ann Lee,ANN@example.org")

    assert [entry.number for entry in found.adds] == [2]
    assert (skips[0].number, skips[0].problems[0].cause, skips[0].problems[0].number) == (3, Cause.TWICE, 2)


def test_more_cells_than_headings_are_not_guessed_at():
    _judged, skips = judged("Lee, Ann,ann@example.org,Bread")

    assert Cause.MORE_CELLS in [problem.cause for problem in skips[0].problems]


def test_old_and_new_are_shown_and_what_somebody_said_themselves_stays():
    ann = Standing({"name": "Ann", "trade": "Bread"}, own=frozenset({"name"}))

    found, _skips = judged("Anna,ann@example.org,Cakes", known=[("ann@example.org", ann)])

    assert (found.changes[0].fields, found.changes[0].kept) == ({"trade": ("Bread", "Cakes")}, ("name",))


@pytest.mark.parametrize(
    ("standing", "cause"),
    [
        (Standing({"name": "Ann"}), Cause.NOTHING_NEW),
        (Standing({"name": "Anne"}, own=frozenset({"name"})), Cause.THEIR_OWN),
        (Standing({}, bars=Cause.IN_A_GROUP), Cause.IN_A_GROUP),
    ],
)
def test_a_row_that_changes_nothing_says_why(standing, cause):
    found, _skips = judged("Ann,ann@example.org", known=[("ann@example.org", standing)])

    assert [problem.cause for problem in found.skips[0].problems] == [cause]


def test_a_spreadsheet_runs_nothing_of_what_we_write():
    cells = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", 'He said "hi"', "plain")

    text = sheet.written([cells])

    assert text.startswith('"\'=1+1","\'+1","\'-1","\'@SUM(A1)","\'\tx","\'\rx","\'\nx","He said ""hi""","plain"')


CELLS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["Ann", "ann@example.org", "ben@example.org", "ben@gmial.com", "5", "-1", "Tue 18-20", "both", "London", "=1+1"]
    ),
)
GRIDS = st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=2, max_size=8)
MATCHES = st.dictionaries(st.integers(0, 7), st.sampled_from([*columns.NAMES]), max_size=8)
KNOWN = st.dictionaries(
    st.sampled_from(["ann@example.org", "ben@example.org"]),
    st.builds(
        Standing,
        st.dictionaries(st.sampled_from([*columns.NAMES]), st.text(max_size=3), max_size=3),
        own=st.frozensets(st.sampled_from([*columns.NAMES]), max_size=5),
        bars=st.sampled_from([None, Cause.IN_A_GROUP]),
    ),
)


@given(GRIDS, MATCHES, KNOWN)
def test_each_row_is_in_exactly_one_of_the_three(grid, match, known):
    try:
        found = sheet.read(sheet.written([tuple(row) for row in grid]))
    except Unreadable:
        return
    columns.guesses(found)
    unique = {place: field for place, field in match.items() if list(match.values()).count(field) == 1}
    readable, skips = verdicts.entries(found, unique, WORDS)
    judged = verdicts.judge(readable, known)

    ended = [entry.number for entry in judged.adds] + [change.entry.number for change in judged.changes]
    ended += [skip.number for skip in (*judged.skips, *skips)]
    assert sorted(ended) == sorted(row.number for row in found.rows)
    assert all(skip.problems for skip in skips)
    assert all(isinstance(entry, Entry) and entry.email == entry.email.lower() for entry in judged.adds)


@settings(max_examples=300)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)))
def test_any_file_is_read_or_refused(raw):
    try:
        found = sheet.read(sheet.decoded(raw))
    except Unreadable:
        return
    columns.guesses(found)
    verdicts.entries(found, {0: "email", 1: "name", 2: "times"}, WORDS)
