"""Registers the app of promises and how they went."""

from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    name = "accountability"
