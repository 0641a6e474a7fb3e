"""Is everybody in the large intake ready to be seated, like the applicants of the small one?"""

from datetime import UTC, datetime

import pytest

from groups.models import Application, Facilitator
from groups.tests.makers import make_person, make_programme
from peergroups.demo import throng

pytestmark = pytest.mark.django_db

NOW = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


def test_so_many_are_accepted_and_wait_with_a_profile_and_three_free_times():
    admin = make_person("Nadia Haddad")
    throng.fill(make_programme(admin), by=admin, now=NOW, people=40)
    waiting = Application.objects.waiting().select_related("person__profile").prefetch_related("person__free_times")

    assert (waiting.count(), waiting.filter(decided_at__gt=NOW).count()) == (40, 0)
    assert all(wish.person.profile.market and len(wish.person.free_times.all()) > 1 for wish in waiting)
    assert sum(keeper.groups_at_most for keeper in Facilitator.objects.all()) * 7 >= 40
