"""Where does the keyboard go on once a button was pressed? On that button, or at the heading of what it changed."""

STAYS = {"pause", "go_on", "more", "turn", "swap", "drop", "ready", "hand"}  # the button is there afterwards as well
HEADINGS = {
    "here": "mine",
    "came": "here",
    "left": "here",
    "draw": "round",
    "least": "round",
    "none": "commitments",
    "next": "next",  # these three buttons stay as long as there is more of it to do
    "speak": "speak",
    "lower": "lower",
}


def after(done: str) -> str:
    """Name the heading to go on from; empty where the button stays. The plan drops by a button that stays."""
    verb, _space, which = done.partition(" ")
    stays = verb in STAYS and not (verb == "drop" and which)
    return "" if stays else HEADINGS.get(verb, "part")
