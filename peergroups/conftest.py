"""What do the tests of outgoing mail stand on? A real mail server, and a kind of mail to send."""

import pytest

from peergroups.outbox.kinds import KINDS
from peergroups.outbox.tests.note.kind import NOTE
from peergroups.outbox.tests.sink import Sink


@pytest.fixture
def sink(settings):
    """Run a mail server on loopback and send all mail to it."""
    with Sink() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def note(settings, monkeypatch):
    """Make the note a kind of mail while the test runs."""
    monkeypatch.setitem(KINDS, NOTE.name, NOTE)  # before its app registers it, so that it goes with the test
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "peergroups.outbox.tests.note"]
    return NOTE
