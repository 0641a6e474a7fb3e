"""Registers the note in processes that tests start."""

from django.apps import AppConfig


class NoteConfig(AppConfig):
    name = "peergroups.outbox.tests.note"

    def ready(self):
        from peergroups.outbox.kinds import register
        from peergroups.outbox.tests.note.kind import NOTE

        register(NOTE)
