"""Does whoever arranges the agenda learn that the open commitments do not fit into their part?"""

import pytest
from django.urls import reverse

from accountability.tests.makers import make_commitment, make_follow_up, make_meeting
from accountability.tests.pages import page_of
from groups.tests.makers import make_facilitator
from meetings.agenda import Part, missing_for_review

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday_noon")]


def test_the_page_says_how_many_minutes_are_missing_for_two_each(client, group, priya):
    client.force_login(make_facilitator(group))
    meeting = make_meeting(group)
    given = meeting.agenda_items.get(kind="review").minutes
    commitments = [make_commitment(group, priya, audience="me") for _ in range(given // 2 + 1)]
    page = reverse("meetings:arrange", args=[meeting.pk])
    assert f"lacks {len(commitments) * 2 - given} minute" in page_of(client.get(page))

    make_follow_up(commitments[0])

    assert "lacks" not in page_of(client.get(page))


@pytest.mark.parametrize(
    ("minutes", "commitments", "missing"), [([12], 6, 0), ([6], 6, 6), ([], 2, 4), ([5, 5], 6, 2), ([], 0, 0)]
)
def test_each_open_commitment_has_two_minutes(minutes, commitments, missing):
    parts = [Part("review", each) for each in minutes] + [Part("hot_seat", 30)]

    assert missing_for_review(parts, commitments) == missing
