"""What do the demo's tests stand on? Its story, told once for a whole module: telling it takes seconds."""

from datetime import UTC, datetime

import pytest

from peergroups.demo import story
from peergroups.tests.database import once_a_module


def noon():
    """Noon today: a charter signed long ago is closed."""
    return datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


now = pytest.fixture(scope="session")(noon)
told = once_a_module(lambda: story.tell(now=noon()))


@pytest.fixture
def demo(settings, tmp_path):
    """Let this be a demo, with its mail in a folder."""
    settings.DEMO = True
    settings.MAIL_DIR = tmp_path / "mail"
    settings.EMAIL_BACKEND = "peergroups.kit.mailbox.FileBackend"
