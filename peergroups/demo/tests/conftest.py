"""What do the demo's tests stand on? Its story, told once for a whole module: telling it takes seconds."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from peergroups.demo import story


@pytest.fixture(scope="session")
def now():
    """Noon today: a charter signed long ago is closed."""
    return datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture(scope="module")
def told(now, django_db_setup, django_db_blocker):
    """Tell the story, and take it back after the last test of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        story.tell(now=now)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(settings, tmp_path):
    """Let this be a demo, with its mail in a folder."""
    settings.DEMO = True
    settings.MAIL_DIR = tmp_path / "mail"
    settings.EMAIL_BACKEND = "peergroups.kit.mailbox.FileBackend"
