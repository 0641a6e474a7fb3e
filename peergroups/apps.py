"""Registers the product as a whole: its commands and its home."""

from django.apps import AppConfig


class PeergroupsConfig(AppConfig):
    name = "peergroups"
