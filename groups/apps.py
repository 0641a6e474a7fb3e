"""Registers the app of people and the rooms they share."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "groups"

    def ready(self):
        from allauth.account.signals import password_reset
        from allauth.mfa.signals import authenticator_added, authenticator_removed
        from django.contrib.auth.signals import user_logged_in

        from groups import mails, naming, sessions, signins, wall  # noqa: F401 - the others register themselves
        from groups.ending import mails as _ending  # noqa: F401
        from groups.intake import letters, receipts, review_mails  # noqa: F401 - likewise
        from groups.seating import mails as _seating  # noqa: F401

        user_logged_in.connect(sessions.begin)
        password_reset.connect(sessions.shut_calendar)
        authenticator_added.connect(sessions.end_elsewhere)
        authenticator_removed.connect(sessions.end_elsewhere)
