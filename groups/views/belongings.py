"""How does a person take along or end what is theirs?"""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups import addresses, erasure, exports, keeping
from groups.access import signed_in
from groups.models import Export


@require_safe
@signed_in
def export(request):
    """Say what one can take along, and where the last wish stands."""
    now, last = timezone.now(), Export.objects.visible_to(request.user).of_own().order_by("-asked_at").first()
    ready = last is not None and last.is_fetchable(now)
    return render(
        request, "groups/export.html", {"last": last, "ready": ready, "waiting": last and last.ready_at is None}
    )


@require_POST
@signed_in
def ask_for_export(request):
    exports.ask(request.user, now=timezone.now())
    messages.success(request, _("Your words are being gathered. You get a mail when they are ready."))
    return redirect("groups:export")


@require_safe
@signed_in
def fetch_export(request, export_id):
    """Hand the file to its owner alone; the middleware asked before whether it is them."""
    export = get_object_or_404(Export.objects.visible_to(request.user), pk=export_id)
    file = exports.fetch(export, now=timezone.now())
    if file is None:
        messages.warning(request, _("This file had its day. Ask for a new one."))
        return redirect(export)
    answer = HttpResponse(file, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{export.called}.zip"'
    return answer


@signed_in
def erase(request):
    """Say what goes and what stays; then delete the account of whoever asks, unless a new address may be a thief's."""
    now = timezone.now()
    waits_until = addresses.undoable_until(request.user, now=now)
    if request.method != "POST" or waits_until:
        left = {
            "rooms": keeping.rooms_kept_alone(request.user),
            "programmes": keeping.programmes_run_alone(request.user),
            "waits_until": waits_until,
        }
        return render(request, "groups/erase.html", left)
    erasure.erase(request.user, now=now)
    logout(request)
    return render(request, "groups/erased.html")
