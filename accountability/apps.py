"""Registers the app of commitments and how they went."""

from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    name = "accountability"

    def ready(self):
        from accountability import belongings, mails, readers  # noqa: F401 - each registers its kinds
