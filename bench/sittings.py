"""Who sits together? So many meetings held at once, seven people in each, their phones with the true number."""

import json
import sys

import django

django.setup()

from django.urls import reverse  # noqa: E402 - needs the apps, which are loaded above
from django.utils import timezone  # noqa: E402

from bench.visitors import queries, sign_in  # noqa: E402
from meetings.live import attending, leading, signal  # noqa: E402
from meetings.models import HotSeat  # noqa: E402


def main(rooms, people):
    """Start the next meetings of so many groups; return the phones, and how one of them opens the page."""
    seats = HotSeat.objects.standing().filter(meeting__sitting=None).select_related("meeting__group", "person")
    coming = seats.order_by("meeting__group", "-meeting__starts_at").distinct("meeting__group")[:rooms]
    phones = []
    for seat in coming:
        meeting, now = seat.meeting, seat.meeting.starts_at
        sitting = leading.start(meeting, meeting.group.facilitator, now=now)
        members = [place.person for place in meeting.group.memberships.signed().select_related("person")]
        for person in members:
            attending.arrive(sitting, person, private=True, now=now)
        sitting.refresh_from_db()
        signal.hear(meeting.pk, sitting.leader_id, timezone.now())
        there = [person.pk for person in members]
        for number in range(people):
            token = signal.token(meeting.pk, there[number % len(there)])
            phones.append({"path": f"{reverse('meetings:live_now', args=[meeting.pk])}?phone={token}"})
            phones[-1]["shown"] = str(sitting.version)
    page, cookie = meeting.get_live_url(), sign_in(seat.person)
    visit = {"path": page, "cookie": cookie, "queries": queries(page, cookie)}
    return {"groups": rooms, "phones": phones, "pages": {"Live room": visit}}


if __name__ == "__main__":
    print(json.dumps(main(**json.load(sys.stdin))))
