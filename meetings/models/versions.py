"""Which of two pages may save? Whichever saw the last version, or wrote it; the other is shown both texts first."""

from django.db import models


class OutOfDate(Exception):
    """Another page saved since this one was opened; `written` is what it saved."""

    def __init__(self, written):
        super().__init__(written)
        self.written = written


class Versioned(models.Model):
    """Something that is kept while it is typed, perhaps on two devices."""

    version = models.PositiveIntegerField(default=1)  # so that the second of two devices is told, and shown both texts
    hand = models.CharField(max_length=8, blank=True, default="")  # a random mark of the page that wrote last

    class Meta:
        abstract = True

    def must_be_seen(self, seen, hand):
        """Refuse a page that saw less; one that wrote last goes on, even where it never heard that it was saved."""
        if self.version != seen and not (hand and self.hand == hand):
            raise OutOfDate(self)

    def count_up(self, hand=""):
        """Remember that it was changed, and by which page."""
        self.version, self.hand = self.version + 1, hand
        self.save(update_fields=["version", "hand"])
