"""What does a list look like that is read without a fault? Our headings, and two people to write over."""

from groups.intake.columns import NAMES
from groups.intake.sheet import written

ANN = {
    "name": "Ann Example",
    "email": "ann@example.org",
    "business": "Example & Co, ropes for sailing boats",
    "role": "Owner",
    "trade": "Rope maker",
    "industry": "Manufacturing",
    "market": "Ropes for marinas",
    "years": "7",
    "people": "4",
    "revenue": "120000",
    "brings": "How to buy abroad",
    "recently_did": "Opened a second workshop",
    "areas": "Export, Operations",
    "themes": "First hires; Pricing",
    "position": "3",
    "expertise": "5",
    "connections": "2",
    "authority": "4",
    "languages": "English, German",
    "formats": "Both",
    "city": "London",
    "zone": "Europe/London",
    "times": "Tue 18:00-20:00; Thu 09:00-12:00",
    "wants": "People to think with about growing",
}
BEN = {
    "name": "Ben Example",
    "email": "ben@example.org",
    "formats": "Online",
    "zone": "Lisbon",
    "times": "Mon-Fri 8:00-9:30",
}


def template() -> str:
    """Write it as a file."""
    heading = tuple(names[0].capitalize() for names in NAMES.values())
    return written([heading, *(tuple(each.get(field, "") for field in NAMES) for each in (ANN, BEN))])
