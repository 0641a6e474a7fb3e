"""Who reads what a member wrote for a meeting? Its author alone, until they show it to the group or to one person."""

from django.db import models

from groups.models import Words
from groups.readers import choose, narrow


class Shared(models.Model):
    """Something with `words` of a member's own, which they show when it is ready."""

    shared_at = models.DateTimeField(null=True, blank=True)  # with the whole group

    class Meta:
        abstract = True

    def share(self, audience=Words.Audience.GROUP, reader=None, *, now):
        """Show it to the group, or to one person first; from here on later changes show as well."""
        choose(self.words, audience, reader, now=now)
        if audience != Words.Audience.GROUP:
            self.close()
        elif self.shared_at is None:
            self.shared_at = now
            self.save(update_fields=["shared_at"])

    def take_back(self, *, now):
        """Make it a draft again that only its author reads."""
        if self.words.audience != Words.Audience.ME:
            narrow(self.words, Words.Audience.ME, now=now)

    def close(self):
        """Note that the group as a whole cannot read it."""
        if self.shared_at is not None:
            self.shared_at = None
            self.save(update_fields=["shared_at"])
