"""Registers the app of promises and how they went."""

from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    name = "accountability"

    def ready(self):
        from accountability import mails  # noqa: F401 - registers the kinds of mail
