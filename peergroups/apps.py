"""Registers the product as a whole: its commands and its home."""

from django.apps import AppConfig


class PeergroupsConfig(AppConfig):
    name = "peergroups"

    def ready(self):
        from peergroups import mails  # noqa: F401 - registers its kind
