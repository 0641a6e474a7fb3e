"""Is a password too easy to guess here? Django knows those breached most; these are the words of our own pages."""

import re

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WORDS = ("peergroups", "peergroup", "peer", "group", "mastermind", "hotseat", "hot", "seat", "meeting", "charter")
WORDS += ("commitment", "facilitator", "programme", "password", "passwort", "welcome", "letmein", "qwerty")


class LongEnough(MinimumLengthValidator):
    """Asks for the least number of characters, in our words."""

    def get_error_message(self):
        return _("Use %(least)d characters or more.") % {"least": self.min_length}


class NotCommon(CommonPasswordValidator):
    """Refuses what is tried first everywhere, in our words."""

    def get_error_message(self):
        return _("Many people use this one, so it is tried first. Use a few words that do not belong together.")


class NotOurWords:
    """Refuses a password that is only words of this house, with digits or signs to decorate them."""

    def validate(self, password, user=None):
        plain = re.sub(r"[\W\d_]+", "", password.lower())
        own = (*WORDS, *settings.SITE_NAME.lower().split())
        for word in sorted(own, key=len, reverse=True):
            plain = plain.replace(word, "")
        if not plain:
            raise ValidationError(_("This is easy to guess here. Use a few words that have nothing to do with groups."))

    def get_help_text(self):
        return _("Long is good: a few words that have nothing to do with each other.")
