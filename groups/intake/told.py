"""In which words is it said why a list or a row is not taken? What is wrong, and how to mend it."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.intake.cells import Cause, Problem, Value
from groups.intake.sheet import MOST_COLUMNS, MOST_ROWS, Fault, Unreadable
from groups.intake.week import written
from groups.models import Profile
from groups.vocabulary import AREAS, INDUSTRIES, LANGUAGES, THEMES

FIELDS: dict[str, Promise] = {
    "name": gettext_lazy("Name"),
    "email": gettext_lazy("E-mail"),
    "business": gettext_lazy("Business"),
    "role": gettext_lazy("Role"),
    "trade": gettext_lazy("Trade"),
    "industry": gettext_lazy("Industry"),
    "market": gettext_lazy("Market"),
    "years": gettext_lazy("Years"),
    "people": gettext_lazy("People"),
    "revenue": gettext_lazy("Revenue"),
    "brings": gettext_lazy("Brings"),
    "recently_did": gettext_lazy("Recently did"),
    "areas": gettext_lazy("Areas"),
    "themes": gettext_lazy("Themes"),
    "position": gettext_lazy("Power: position"),
    "expertise": gettext_lazy("Power: expertise"),
    "connections": gettext_lazy("Power: connections"),
    "authority": gettext_lazy("Power: personal authority"),
    "languages": gettext_lazy("Languages"),
    "formats": gettext_lazy("Online or in person"),
    "city": gettext_lazy("City"),
    "zone": gettext_lazy("Time zone"),
    "times": gettext_lazy("Free times"),
    "wants": gettext_lazy("Wants"),
}
HEADINGS: dict[Cause, Promise] = {
    Cause.NO_NAME: gettext_lazy("No name"),
    Cause.NO_ADDRESS: gettext_lazy("No e-mail address"),
    Cause.NOT_AN_ADDRESS: gettext_lazy("Not an e-mail address"),
    Cause.MISTYPED: gettext_lazy("Address looks mistyped"),
    Cause.TWICE: gettext_lazy("The same address again"),
    Cause.TOO_LONG: gettext_lazy("Too long"),
    Cause.UNSEEN: gettext_lazy("Characters that cannot be seen"),
    Cause.NOT_A_NUMBER: gettext_lazy("Not a whole number"),
    Cause.NOT_ONE_TO_FIVE: gettext_lazy("Not from 1 to 5"),
    Cause.NOT_IN_THE_LIST: gettext_lazy("Not in our list"),
    Cause.NOT_AN_AMOUNT: gettext_lazy("Not an amount"),
    Cause.NO_CITY: gettext_lazy("In person, but no city"),
    Cause.NOT_A_ZONE: gettext_lazy("Not a time zone"),
    Cause.NOT_HOURS: gettext_lazy("Free times that cannot be read"),
    Cause.NOT_HALF_HOURS: gettext_lazy("Not full or half hours"),
    Cause.MORE_CELLS: gettext_lazy("More cells than headings"),
    Cause.NOTHING_NEW: gettext_lazy("Here already, nothing new"),
    Cause.THEIR_OWN: gettext_lazy("They wrote it themselves"),
    Cause.IN_A_GROUP: gettext_lazy("In a group already"),
    Cause.KEEPS_GROUPS: gettext_lazy("Keeps groups here"),
    Cause.SAID_NO: gettext_lazy("Said that it is not for them"),
}
MENDS: dict[Cause, Promise] = {
    Cause.NO_NAME: gettext_lazy("Enter their name."),
    Cause.NO_ADDRESS: gettext_lazy("Enter their e-mail address."),
    Cause.NOT_AN_ADDRESS: gettext_lazy("Enter an address like name@example.org, in plain Latin letters."),
    Cause.MISTYPED: gettext_lazy("Is it %(hint)s? If it is right as it stands, invite it on the People page."),
    Cause.TWICE: gettext_lazy("Row %(number)d has this address and counts. Take one of the two out."),
    Cause.TOO_LONG: gettext_lazy("Say it in at most %(number)d characters."),
    Cause.UNSEEN: gettext_lazy("Take out the characters that cannot be seen; type the cell anew."),
    Cause.NOT_A_NUMBER: gettext_lazy("Enter a whole number up to %(number)d, or leave it empty."),
    Cause.NOT_ONE_TO_FIVE: gettext_lazy("Enter a number from 1 to 5, or leave it empty."),
    Cause.NOT_IN_THE_LIST: gettext_lazy("Use a word of the list: %(list)s."),
    Cause.NOT_AN_AMOUNT: gettext_lazy("Enter one amount for a year, like 120000, 120k or 1.2 million."),
    Cause.NO_CITY: gettext_lazy("Enter the city where they can meet."),
    Cause.NOT_A_ZONE: gettext_lazy("Enter a zone like Europe/London, or leave it empty."),
    Cause.NOT_HOURS: gettext_lazy("Write it like Tue 18:00-20:00; Thu 09:00-12:00."),
    Cause.NOT_HALF_HOURS: gettext_lazy("Use full and half hours, like Tue 18:00-20:30."),
    Cause.MORE_CELLS: gettext_lazy("Put quotation marks round a cell that has a comma in it."),
    Cause.NOTHING_NEW: gettext_lazy("There is nothing to mend."),
    Cause.THEIR_OWN: gettext_lazy("What they said of themselves stays; they can change it."),
    Cause.IN_A_GROUP: gettext_lazy("What is known of a member, they change themselves."),
    Cause.KEEPS_GROUPS: gettext_lazy("A facilitator is not placed by a list."),
    Cause.SAID_NO: gettext_lazy("Write to them before you ask once more."),
}
FAULTS: dict[Fault, Promise] = {
    Fault.EMPTY: gettext_lazy("There is nothing in it. Choose another file, or paste the rows."),
    Fault.TOO_BIG: gettext_lazy("It is larger than 1 MB. Split it into smaller lists."),
    Fault.WORKBOOK: gettext_lazy("This is a workbook. In your spreadsheet, save it as “CSV UTF-8” and choose that."),
    Fault.OTHER_ENCODING: gettext_lazy(
        "Its letters are not written in UTF-8. In your spreadsheet, save it as “CSV UTF-8” and choose that file."
    ),
    Fault.NO_TEXT: gettext_lazy("This is not a text file. In your spreadsheet, save it as “CSV UTF-8”."),
    Fault.OPEN_QUOTE: gettext_lazy("In row %(number)d a quotation mark is opened and not closed, or stands in a text."),
    Fault.LONG_CELL: gettext_lazy("Row %(number)d has a cell of more than 100,000 characters."),
    Fault.NO_ROWS: gettext_lazy("There is a heading and nobody under it. Add a row for each person."),
    Fault.TOO_MANY_ROWS: gettext_lazy("It has %(number)d rows, and at most 2,000 are read at once. Split it."),
    Fault.TOO_MANY_COLUMNS: gettext_lazy("It has %(number)d columns, and at most 50 are read. Take some out."),
}
LISTS = {"industry": INDUSTRIES, "areas": AREAS, "themes": THEMES, "languages": LANGUAGES}
WAYS = (gettext_lazy("online"), gettext_lazy("in person"), gettext_lazy("both"))
assert (MOST_ROWS, MOST_COLUMNS) == (2_000, 50)  # noqa: S101 - the sentences above say so


def refusal(unreadable: Unreadable) -> str:
    """Say why a list cannot be read."""
    return str(FAULTS[unreadable.fault]) % {"number": unreadable.number}


def mend(problem: Problem) -> str:
    """Say how to mend one cell."""
    said = {"hint": problem.hint, "number": problem.number, "list": listed(problem.field)}
    sentence = str(MENDS[problem.cause]) % said
    if problem.hint and problem.cause in (Cause.NOT_IN_THE_LIST, Cause.NOT_A_ZONE):
        return _("Did you mean %(hint)s?") % said + " " + sentence
    return sentence


def why(problem: Problem) -> str:
    """Say it in one line, for a file that is mended elsewhere."""
    words = {"field": FIELDS.get(problem.field, ""), "cause": HEADINGS[problem.cause], "mend": mend(problem)}
    return (_("%(field)s: %(cause)s. %(mend)s") if problem.field else _("%(cause)s. %(mend)s")) % words


def listed(field: str) -> str:
    labels = LISTS[field].values() if field in LISTS else WAYS
    return ", ".join(str(label) for label in labels)


def shown(field: str, value: Value) -> str:
    """Say a value as people would write it."""
    if value in ("", ()):
        return _("nothing")
    if field == "times":
        return written(value)  # type: ignore[arg-type]
    if field == "revenue":
        return str(Profile.Revenue(int(str(value))).label)
    if field == "industry":
        return str(INDUSTRIES.get(str(value), value))
    if isinstance(value, tuple):
        return ", ".join(str(LISTS.get(field, {}).get(str(each), str(each).replace("_", " "))) for each in value)
    return str(value)
