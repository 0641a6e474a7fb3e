"""Registers the app of gatherings."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self):
        from meetings import mails, readers, trials  # noqa: F401 - each registers its kinds
        from meetings.belongings import bringing, coming, sitting  # noqa: F401 - each registers its parts
        from meetings.polls import mails as polls  # noqa: F401
        from meetings.rhythm import telling  # noqa: F401
