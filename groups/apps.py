"""Registers the app of people and the rooms they share."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "groups"

    def ready(self):
        from allauth.account.signals import password_reset
        from django.contrib.auth.signals import user_logged_in

        from groups import mails, sessions, wall  # noqa: F401 - mails and wall register themselves

        user_logged_in.connect(sessions.begin)
        password_reset.connect(sessions.shut_calendar)
