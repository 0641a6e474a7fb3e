"""Registers the product as a whole: its commands and its home."""

from django.apps import AppConfig


class PeergroupsConfig(AppConfig):
    name = "peergroups"

    def ready(self):
        from anymail.signals import tracking

        from peergroups import mailing, mails  # noqa: F401 - registers its kind

        tracking.connect(mailing.heard_of)
