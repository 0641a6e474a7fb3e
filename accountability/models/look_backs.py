"""How does it look a month after a hot seat, and after three? Its presenter's answer, their own until they share it."""

from django.db import models, transaction
from django.db.models import Exists, OuterRef

from accountability.models.read_backs import ReadBack
from groups.models import Membership, Words
from groups.words import write
from meetings.models.shared import Shared
from peergroups.kit.ids import RandomId


class LookBackQuerySet(models.QuerySet):
    def visible_to(self, person):
        mine = Membership.objects.current().filter(person=person).values("group")
        return self.filter(read_back__seat__meeting__group__in=mine)

    def shared(self):
        """The answers that present members opened to their group, with their words, by person."""
        here = Membership.objects.current().filter(
            group=OuterRef("read_back__seat__meeting__group"), person=OuterRef("read_back__seat__person")
        )
        rows = self.filter(Exists(here), shared_at__isnull=False).select_related("words", "read_back__seat__person")
        return rows.order_by("read_back__seat__person__name", "said_at")

    def shared_of(self, meeting):
        """Those about the hot seats of one meeting."""
        return self.shared().filter(read_back__seat__meeting=meeting)

    def shared_since(self, group, moment):
        """Those of one group that were opened since then."""
        return self.shared().filter(read_back__seat__meeting__group=group, shared_at__gte=moment)


class LookBack(Shared):
    """One answer, after so many months; what it says, also in a word, stands in its words (went, line)."""

    id = RandomId()
    read_back = models.ForeignKey(ReadBack, models.CASCADE, related_name="look_backs")
    months = models.PositiveSmallIntegerField()
    words = models.OneToOneField(Words, models.PROTECT, related_name="look_back")
    said_at = models.DateTimeField()

    objects = LookBackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("read_back", "months", name="one_look_back_per_read_back_and_month"),
            models.CheckConstraint(condition=models.Q(months__in=[1, 3]), name="looked_back_after_one_month_or_three"),
        ]

    def __str__(self):
        return f"look back on {self.read_back_id}"

    @property
    def person(self):
        """Who looks back."""
        return self.read_back.seat.person


@transaction.atomic
def say(read_back, months, *, went, line, now):
    """Take down how it looks by now, in place of what was said of these months before, for the same readers."""
    ReadBack.objects.select_for_update().get(pk=read_back.pk)
    said = LookBack.objects.filter(read_back=read_back, months=months).select_related("words").first()
    if said:
        said.words.rewrite(now=now, kept="look_back", went=went, line=line)
        said.said_at = now
        said.save(update_fields=["said_at"])
        return said
    seat, only_me = read_back.seat, Words.Audience.ME
    words = write(seat.group, seat.person, now=now, kept="look_back", audience=only_me, went=went, line=line)
    return LookBack.objects.create(read_back=read_back, months=months, words=words, said_at=now)


def of(read_back):
    """Return the answers about one hot seat, the latest first, as far as whoever asks may read them."""
    return read_back.look_backs.select_related("words").order_by("-months")
