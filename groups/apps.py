"""Registers the app of people and the rooms they share."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "groups"

    def ready(self):
        from groups import mails, wall  # noqa: F401 - each registers itself: the kinds of mail, the system check
