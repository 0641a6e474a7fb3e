"""Is there room for one more in a running group, and who would fit?"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.access import admin_of, steward_of
from groups.models import Group
from groups.seating import asking, opening


@steward_of(Group)
def open_seat(request, group):
    """Say where it stands; admins alone see who waits, since nobody else may know of a wish to join."""
    if request.method == "POST":
        opening.open_seat(group, by=request.user, now=timezone.now())
        messages.success(request, _("The seat is open. Admins see who of those who wait would fit."))
        return redirect("groups:open_seat", group.slug)
    seat = group.open_seats.open().select_related("opened_by").first()
    is_admin = group.programme.admins.filter(pk=request.user.pk).exists()
    context = {
        "group": group,
        "seat": seat,
        "is_admin": is_admin,
        "candidates": opening.candidates(group, request.user) if seat and is_admin else [],
        "asked_about": group.proposals.open().filter(newcomer__isnull=False).count(),
    }
    return render(request, "groups/open_seat.html", context)


@require_POST
@steward_of(Group)
def close_seat(request, group):
    opening.close_seat(group, by=request.user, now=timezone.now())
    messages.success(request, _("The seat is closed."))
    return redirect("groups:open_seat", group.slug)


@require_POST
@admin_of(Group)
def put_forward(request, group):
    """Ask those who sit there about one of those who would fit."""
    wanted = request.POST.get("person", "")
    fitting = {str(one.person.pk): one.person for one in opening.candidates(group, request.user)}
    if wanted not in fitting or not group.open_seats.open().exists():
        messages.error(request, _("This person does not fit there any more, or the seat is closed. Nobody was asked."))
        return redirect("groups:open_seat", group.slug)
    try:
        asking.put_forward(group, fitting[wanted], by=request.user, now=timezone.now())
    except asking.TooFew:
        messages.error(request, _("Fewer than three sit there: of so few it could be told who said no."))
        return redirect("groups:open_seat", group.slug)
    messages.success(
        request,
        _("Those who sit there are asked. %(name)s hears of it when all have said yes.") % {"name": fitting[wanted]},
    )
    return redirect("groups:proposals", group.programme.slug)
