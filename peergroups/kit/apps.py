"""Registers the kit, so that its template tags are found."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "peergroups.kit"
    label = "kit"
