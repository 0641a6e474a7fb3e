"""Registers the outbox: every message that leaves the house."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "peergroups.outbox"
    label = "outbox"
