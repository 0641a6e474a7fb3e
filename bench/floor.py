"""What would the same bytes cost without the product? Session and person, three indexed queries, one flat template.

Twice: once each of the template's lines has what lines of pages have, an address by its name, a value, some words to
translate, so that 20 KB of it cost about 3.7 ms, as Django's templates do; once the lines are plain text, which costs a
tenth of that: the strictest floor there is.
"""

import os

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accountability.models import Commitment
from groups.access import public, signed_in
from groups.models import Membership
from meetings.models import Meeting

LINE = {
    "number": 5903963388054739,
    "said": "One plain line, as long as such lines are, with neither a date nor a drawing.",
}


@require_safe
@signed_in
def floor(request, size, template):
    """A page with nothing to think about: what was found, then lines until it is long enough."""
    places = list(Membership.objects.filter(person=request.user, left_at=None))
    groups = [place.group_id for place in places]
    meetings = Meeting.objects.filter(group__in=groups, ends_at__gt=timezone.now()).order_by("starts_at")
    context = {
        "places": places,
        "meetings": list(meetings[:3]),
        "commitments": list(Commitment.objects.filter(person=request.user).order_by("due_on")[:5]),
        "lines": [LINE] * size,
    }
    return render(request, template, context)


@require_safe
@public
def process(request):
    """Say which process answers, so that a client can spread its lines evenly."""
    return HttpResponse(str(os.getpid()), content_type="text/plain")
