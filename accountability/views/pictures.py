"""How did the year go, for those who would rather look? One's own chains, and what a group said by month."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accountability import picturing
from groups.access import member_of, signed_in
from groups.models import Group


@require_safe
@signed_in
def year(request):
    """Show my own year, to nobody else."""
    return render(request, "accountability/year.html", picturing.my_year(request.user, timezone.now()))


@require_safe
@member_of(Group)
def months(request, group):
    """Show the sums of the months that are over, where nobody can be read from them."""
    months = picturing.months_of(group, timezone.now())
    return render(request, "accountability/months.html", {"group": group, "months": months})
