"""Registers the app of gatherings."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self):
        from meetings import belongings, mails  # noqa: F401 - each registers: what it keeps of a person, its kinds of mail
