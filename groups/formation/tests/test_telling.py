"""Can all that is said be said in other languages too? A word for each sentence, and what fills it."""

import re
from pathlib import Path

from groups.formation import telling
from groups.formation.forming import form
from groups.formation.telling import SENTENCES, Miss, Time, Which, told
from groups.formation.tests.makers import MORNING, make_facilitator, make_person, make_pool


def words_in_use():
    """Find every word between the brackets of a `told(`, whichever way it goes; of other modules only ours."""
    here = Path(telling.__file__).parent
    for path in (*here.glob("*.py"), *here.parent.glob("seating/*.py")):
        ours = path.parent == here
        for line in path.read_text().splitlines():
            if "told(" in line or "word =" in line:
                said = set(re.findall(r'"(\w+)"', line))
                yield from said & {*SENTENCES, *(re.findall(r'told\("(\w+)"', line) if ours else ())}


def test_every_sentence_is_said_somewhere_and_nothing_else_is():
    assert set(words_in_use()) == set(SENTENCES)


def test_a_time_and_a_number_arrive_as_what_they_are():
    pool = make_pool([make_person(number, market="bread") for number in range(6)])

    reason = form(pool).reasons[0].reason

    assert reason == told("nobody_else", time=Time(MORNING, 4), others=0, smallest=5)


def test_hours_that_would_help_stand_beside_the_reason():
    people = [*map(make_person, range(5)), make_person(5, free=[[200, 204]])]

    unseated = form(make_pool(people, facilitators=[make_facilitator(free=[[18, 22], [200, 204]])])).reasons[5]

    assert (unseated.reason.word, unseated.help) == ("nobody_else", told("further_hours", time=Time(18, 4), others=5))


def test_who_cannot_sit_somewhere_learns_no_more_than_that():
    barred, late = told("cannot_sit"), told("not_free", time=Time(MORNING, 4))

    assert str(Miss(Which(1), (barred,))) == "cannot sit in group 2"
    assert str(Miss(Which(1), (late, barred))) == "cannot sit in group 2 (not free Mon 09:00-11:00 UTC)"
    assert str(Miss(Which(1, "g7"), ())) == "g7: would fit"


def test_a_reason_names_people_only_who_have_met():
    """What is wrong with a plan names people; a reason never does, but for those who know each other already."""
    naming = {word for word, sentence in SENTENCES.items() if re.search(r"{(person|other|pairs)}", sentence)}

    assert naming == {"met_before", "person_not_free", "person_elsewhere", "parted", "may_not_meet", "seated_twice"}
