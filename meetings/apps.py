"""Registers the app of gatherings."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self):
        from meetings import mails  # noqa: F401 - registers the kinds of mail
