"""Who lost their second factor? Operators take it away with a reason; the person is told, and can keep it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groups import lifting
from groups.access import operator, signed_in
from groups.forms.lifts import LiftForm
from groups.models import Lift
from peergroups.kit.pages import number, page, posted

SHOWN = 20


@require_http_methods(["GET", "POST"])
@operator
def lifts(request):
    """Ask to take a second factor away, and see what was asked before."""
    form = LiftForm(posted(request), initial=chosen(request))
    if form.is_valid():
        try:
            lift = lifting.ask(form.person, by=request.user, reason=form.cleaned_data["reason"], now=timezone.now())
        except lifting.LiftRefused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, told(lift))
            return redirect("lifts")
    asked = Lift.objects.visible_to(request.user).select_related("person", "asked_by", "agreed_by")[:SHOWN]
    return page(request, "groups/lifts.html", {"form": form, "lifts": asked}, form=form)


def chosen(request):
    """Take over whom the operator chose in the list of people."""
    return {"email": lifting.address_of(number(request.GET.get("person", "")))}


def told(lift):
    if lift.done_at:
        return _("Done. They sign in with a code sent to their address, and hear of it by mail.")
    return _("Asked. They are told by mail; it is done in 24 hours, or when another operator agrees.")


@require_POST
@operator
def agree_to_lift(request, lift_id):
    """Stand in for the day of waiting, as a second operator."""
    lift = get_object_or_404(Lift.objects.visible_to(request.user), pk=lift_id)
    try:
        lifting.agree(lift, by=request.user, now=timezone.now())
    except lifting.LiftRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done. They sign in with a code sent to their address, and hear of it by mail."))
    return redirect("lifts")


@require_http_methods(["GET", "POST"])
@signed_in
def keep_factor(request):
    """Let a person stop what was asked in their name."""
    lift = Lift.objects.visible_to(request.user).standing().filter(person=request.user).first()
    if lift is None:
        return redirect("mfa_index")
    if request.method == "GET":
        return render(request, "groups/keep_factor.html", {"lift": lift})
    lifting.keep(request.user, now=timezone.now())
    messages.success(request, _("Your second factor stays. The operators see that you kept it."))
    return redirect("mfa_index")
