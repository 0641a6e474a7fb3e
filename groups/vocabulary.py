"""Which words do people choose from when they say what they do? Lists that the solver compares, and nothing free."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.formation.pool import WEIGHTS

Named = dict[str, Promise]

INDUSTRIES: Named = {
    "agency": _("Agency"),
    "coaching": _("Coaching"),
    "construction": _("Construction"),
    "ecommerce": _("Online shop"),
    "education": _("Education"),
    "energy": _("Energy"),
    "finance": _("Finance"),
    "food": _("Food"),
    "health": _("Health"),
    "manufacturing": _("Manufacturing"),
    "media": _("Media"),
    "nonprofit": _("Non-profit"),
    "saas": _("Software"),
    "travel": _("Travel"),
    "other": _("Something else"),
}
NO_INDUSTRY = "other"
AREAS: Named = {
    "design": _("Design"),
    "engineering": _("Engineering"),
    "export": _("Export"),
    "finance": _("Finance"),
    "fundraising": _("Raising money"),
    "legal": _("Law"),
    "marketing": _("Marketing"),
    "operations": _("Operations"),
    "partnerships": _("Partnerships"),
    "people": _("People"),
    "product": _("Product"),
    "sales": _("Sales"),
}
THEMES: Named = {
    "exit and succession": _("Exit and succession"),
    "first hires": _("First hires"),
    "founder wellbeing": _("Founder wellbeing"),
    "fundraising": _("Raising money"),
    "going international": _("Going international"),
    "leadership": _("Leadership"),
    "operations": _("Operations"),
    "pricing": _("Pricing"),
    "product-market fit": _("What the market wants"),
    "scaling sales": _("Selling more"),
}
LANGUAGES: Named = {
    "en": _("English"),
    "de": _("German"),
    "es": _("Spanish"),
    "fr": _("French"),
    "pt": _("Portuguese"),
}
STAGES = (_("just beginning"), _("first steps"), _("on its feet"), _("grown"), _("long grown"))  # see groups/stages.py
# What a good fit is made of, as it stands within a sentence.
FACTORS: Named = {
    "stage": _("the same stage"),
    "industry": _("different trades"),
    "theme": _("a shared theme"),
    "revenue": _("similar turnover"),
    "expertise": _("different knowledge"),
    "powers": _("a balance of strengths"),
    "fresh": _("new faces"),
    "timezone": _("clocks close together"),
}


def weights() -> dict[str, int]:
    """What a programme weighs before anybody changes it."""
    return dict(WEIGHTS)


def english() -> list[str]:
    return ["en"]
