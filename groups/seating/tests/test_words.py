"""Is whatever the solver says said in full, by name and by the programme's clock?"""

from string import Formatter

import pytest

from groups.formation import telling
from groups.formation.telling import Clock, Miss, Pair, Time, Unseated, Which, told
from groups.seating.words import SENTENCES, Words

TUESDAY_FIVE = 48 + 34


@pytest.fixture
def words():
    return Words("Europe/London", 4, {"1": "Dana Fox", "2": "Leo Hart"}, {"9": "Mill Street"}, "Spring")


def fields(sentence):
    return {name for _text, name, _form, _how in Formatter().parse(str(sentence)) if name}


def test_no_word_of_the_solver_is_without_a_sentence():
    assert set(telling.SENTENCES) - set(SENTENCES) == set()


@pytest.mark.parametrize("word", telling.SENTENCES)
def test_a_sentence_is_filled_with_what_the_solver_gives(word):
    assert fields(SENTENCES[word]) - fields(telling.SENTENCES[word]) == set()


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (told("industries", count=6, size=7), "Six trades among seven."),
        (told("stages", low=2, high=4), "Stages from first steps to grown."),
        (told("theme", count=3, size=5, theme="first hires"), "Three of five want to talk about First hires."),
        (told("shares", time=Time(TUESDAY_FIVE, 4)), "All are free Tuesdays 5:00 to 7:00 p.m. (London)."),
        (
            told("shares_by_clocks", time=Time(TUESDAY_FIVE, 4), clocks=(Clock(36, "Europe/Berlin"),)),
            "All are free Tuesdays 5:00 to 7:00 p.m. (London): 6:00 p.m. in Berlin.",
        ),
        (told("zones", hours=1.0), "Clocks one hour apart."),
        (told("zones", hours=4.5), "Clocks 4.5 hours apart."),
        (told("met_before", pairs=(Pair("1", "2"),)), "Have met in a group before: Dana Fox and Leo Hart."),
        (told("may_not_meet", group=Which(0), person="1", other="2"), "Dana Fox and Leo Hart may not sit together."),
        (
            told("person_elsewhere", person="1", language="de", format="online"),
            "Dana Fox does not meet online, in German.",
        ),
        (told("revenues", low=1, high=4), "Turnover from under 50,000 to 500,000 to 1.5 million."),
    ],
)
def test_a_reason_is_a_sentence(words, what, said):
    assert words.sentence(what).replace("pm", "p.m.") == said


def test_a_near_miss_says_where_somebody_cannot_sit_and_never_with_whom(words):
    misses = (Miss(Which(1), (told("cannot_sit"), told("full"))), Miss(Which(0, "9"), ()))

    said = words.say(Unseated(None, misses=misses))

    assert said.endswith("Nearest: cannot sit in Spring B (full); Mill Street: would fit")


def test_who_was_erased_is_somebody_who_is_gone(words):
    assert words.name("77") == "somebody who is gone"
