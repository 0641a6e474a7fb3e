"""Is a statement offered as a question, and advice as what one went through? By a golden table, in English."""

import pytest

from meetings.protocols.guarding import STARTERS, nudge, taken
from meetings.protocols.values import Says

QUESTIONS, EXPERIENCE = Says.QUESTIONS, Says.EXPERIENCE
AS_QUESTIONS = {
    "You should call the bank.": "What would have to be true for you to call the bank?",
    "I think you really need to hire Anna": "What would have to be true for you to hire Anna?",
    "If I were you, I'd raise the prices": "What would have to be true for you to raise the prices?",
    "You shouldn't sell it now!": "What would happen if you did not sell it now?",
    "Don’t wait for him": "What would happen if you did not wait for him?",
    "Talk to your landlord first.": "What would have to be true for you to talk to your landlord first?",
    "Why don't you just ask them?": "What would have to be true for you to just ask them?",
    "Have you considered moving to a bigger place?": "What speaks for and against moving to a bigger place?",
    "Your prices are too low.": "How would you know whether your prices are too low?",
    "Maybe it's the team": "How would you know whether it's the team?",
    "Tom is not the right person": "How would you know whether Tom is not the right person?",
    "I had the same and lost a year": "What would it help you to hear from somebody who stood there?",
    "Too much for the two of you": "What do you make of this: Too much for the two of you?",
    "- The rent will eat you": "How would you know whether the rent will eat you?",
    "Why not just sell it? You could rent a van.": "What would have to be true for you to rent a van?",
    "What have you tried?\nYou must stop delivering": "What would have to be true for you to stop delivering?",
}
FINE = [
    "",
    "Margin?",
    "What have you tried so far?",
    "how long did it take",
    "You said 20 percent. How do you know?",
    "Have you asked them?",
    "Is there a date by which",
    "You should call them.\nWhat keeps you from it?",
    "No lease",  # too short to judge
    "Du solltest die Bank anrufen.",  # not English: left alone
    "銀行に電話した方がいいと思います。",
    "🙂 🙂 🙂 🙂",
]
SHARED = ["When I stood there, I sold.", "we lost a year over my pride", "What happened to me: nothing", "How was it?"]
ADVISED = ["You should sell the van.", "Sell the van and rent one.", "I would sell the van", "The van is too old"]


@pytest.mark.parametrize(("written", "offered"), AS_QUESTIONS.items())
def test_a_statement_is_offered_as_a_question(written, offered):
    assert nudge(written, QUESTIONS).offers == (offered,)
    assert taken(written, QUESTIONS, 1).splitlines()[-1].endswith(offered)
    assert nudge(taken(written, QUESTIONS, 1), QUESTIONS) is None


@pytest.mark.parametrize("written", FINE)
def test_a_question_and_what_cannot_be_judged_are_left_alone(written):
    assert nudge(written, QUESTIONS) is None


@pytest.mark.parametrize("written", ADVISED)
def test_advice_and_judgement_are_offered_a_beginning_in_the_first_person(written):
    assert nudge(written, EXPERIENCE).offers == STARTERS
    assert taken(written, EXPERIENCE, 2) == f"{written}\nWhat I did was "


@pytest.mark.parametrize("written", SHARED)
def test_what_somebody_went_through_is_left_alone(written):
    assert nudge(written, EXPERIENCE) is None


@pytest.mark.parametrize("says", [Says.ANYTHING, Says.IMAGES, Says.PRAISE, Says.BUILDING, Says.NOTHING])
def test_in_other_steps_nothing_is_said(says):
    assert nudge("You should call the bank.", says) is None


@pytest.mark.parametrize("which", [-1, 0, 2, 99])
def test_an_offer_that_was_not_made_changes_nothing(which):
    assert taken("You should call the bank.", QUESTIONS, which) == "You should call the bank."
