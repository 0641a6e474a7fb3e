"""Does a line of hours mean what people mean by it, however they write it?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.intake import week
from groups.intake.week import DAY, WEEK, Misread, Slip

TUE = DAY


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("Tue 18:00-20:00", ((TUE + 36, TUE + 40),)),
        ("tuesday 6-8 pm", ((TUE + 36, TUE + 40),)),
        ("Tue. 6 p.m. to 8 p.m.", ((TUE + 36, TUE + 40),)),
        ("Tuesdays 18.30–20h", ((TUE + 37, TUE + 40),)),
        ("Mon-Wed 9-12", ((18, 24), (TUE + 18, TUE + 24), (2 * DAY + 18, 2 * DAY + 24))),
        ("Mon/Wed 9 am-noon", None),
        ("Mon and Wed 9:00-12:00", ((18, 24), (2 * DAY + 18, 2 * DAY + 24))),
        ("Tue 18:00-20:00; Tue 19:00-21:00", ((TUE + 36, TUE + 42),)),
        ("Tue 22:00-01:00", ((TUE + 44, TUE + 50),)),
        ("Sun 22:00-01:00", ((0, 2), (WEEK - 4, WEEK))),
        ("Tue 0:00-24:00", ((TUE, 2 * DAY),)),
        ("Tue 10-2 pm", ((TUE + 20, TUE + 28),)),
        ("", ()),
    ],
)
def test_hours_as_people_write_them(text, stretches):
    if stretches is None:
        with pytest.raises(Misread):
            week.read(text)
    else:
        assert week.read(text) == stretches


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("evenings", Slip.NO_DAY),
        ("Tue", Slip.NO_HOURS),
        ("Tue 18:15-20:00", Slip.NOT_HALF_HOURS),
        ("Tue 25:00-26:00", Slip.NO_HOURS),
        ("Tue 18:00-18:00", Slip.NO_HOURS),
        ("Tue 13 pm-14 pm", Slip.NO_HOURS),
        ("Dienstag 18:00-20:00", Slip.NO_DAY),
        ("18:00-20:00", Slip.NO_DAY),
    ],
)
def test_what_cannot_be_read_says_where(text, slip):
    with pytest.raises(Misread) as misread:
        week.read(text)

    assert (misread.value.slip, misread.value.part) == (slip, text)


@given(st.sets(st.integers(0, WEEK - 1)))
def test_what_is_written_reads_the_same(cells):
    begins = sorted(cell for cell in cells if cell - 1 not in cells)
    ends = sorted(cell + 1 for cell in cells if cell + 1 not in cells)
    stretches = tuple(zip(begins, ends, strict=True))

    assert week.read(week.written(stretches)) == stretches


@given(st.text(alphabet="TuesdayMon 0123456789:-–;,apm./\n", max_size=60))
def test_any_line_is_read_or_refused(text):
    try:
        stretches = week.read(text)
    except Misread:
        return
    assert all(0 <= begins < ends <= WEEK for begins, ends in stretches)
