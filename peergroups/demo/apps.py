"""Registers the demo: a believable programme to look round in."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "peergroups.demo"
    label = "demo"
