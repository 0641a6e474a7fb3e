"""What does somebody promise before they take a seat? The words, by version: a new wording is a new version."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERSION = 1
PLEDGES: dict[int, tuple[Promise, ...]] = {
    1: (
        _("What I hear in the group stays there, for ever, after I leave too; no partner or co-founder hears it."),
        _("I come to every meeting, on time, from a private place. If I cannot, I say so beforehand."),
        _("I come prepared, take part, and do what I said I would do, or say early that I will not."),
        _("I sell nothing to the others, and record nothing."),
        _("If a conflict with somebody comes up, I say so."),
        _("I give it two meetings. Then both the group and I say whether I stay."),
    ),
}
