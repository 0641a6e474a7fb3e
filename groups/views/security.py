"""How does a person keep their own account safe? Where they are signed in, who they are, and how else they get in."""

from functools import partial
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.logout import logout as leave
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.internal.stagekit import unstash_login
from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups import addresses, codes, confirming
from groups import sessions as signed
from groups.access import public, signed_in
from groups.devices import browser, system
from groups.forms.codes import CodeForm
from groups.second_factor import unused_codes
from peergroups.kit.pages import page


@require_safe
@signed_in
def sessions(request):
    """Show where I am signed in."""
    found = list(signed.listed(request.user, now=timezone.now()))
    for session in found:
        session.browser, session.system = browser(session.user_agent), system(session.user_agent)
        session.here = session.session_key == request.session.session_key
    return render(request, "usersessions/list.html", {"sessions": found})


@require_POST
@signed_in
def end_session(request, session_id):
    """Sign out in one place."""
    chosen = signed.listed(request.user, now=timezone.now()).filter(pk=session_id)
    if not chosen.exists():
        raise Http404
    signed.end(chosen)
    messages.success(request, _("You are signed out there."))
    return redirect("sessions")


@require_POST
@signed_in
def end_other_sessions(request):
    """Sign out everywhere but here."""
    here = request.session.session_key
    signed.end(signed.listed(request.user, now=timezone.now()).exclude(session_key=here))
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("sessions")


@require_POST
@public
def switch(request):
    """Sign out here and ask who it is instead; what was wanted opens after that, as it would have before."""
    begun = unstash_login(request)
    wanted = request.POST.get("next") or (begun and begun.redirect_url)
    leave(request, show_message=False)
    kept = {"next": wanted} if wanted and get_adapter().is_safe_url(wanted) else None
    return redirect(f"{reverse('account_login')}?{urlencode(kept)}" if kept else "account_login")


@signed_in
def confirm(request):
    """Send a code to my own address, and take it; who has a second factor is asked for that."""
    if not confirming.by_code(request.user):
        return confirming.turn_to(confirming.first_way(request.user), request.GET.get("next", "/"))
    if request.method != "POST":
        return page(request, "account/confirm.html", {"form": None})
    if refused := consume_or_429(request, action="reauthenticate", user=request.user):
        return refused
    if "code" not in request.POST:
        codes.send(request)
        return page(request, "account/confirm.html", {"form": CodeForm()})
    form = CodeForm(request.POST, take=partial(codes.take, request))
    if not form.is_valid():
        return page(request, "account/confirm.html", {"form": form}, form=form)
    record_authentication(request, request.user, method="code", email=request.user.email, reauthenticated=True)
    return resume_request(request) or redirect("settings")


@require_safe
@signed_in
def recovery_codes(request):
    """Show the recovery codes that are left."""
    return render(request, "mfa/recovery_codes/index.html", {"codes": unused_codes(request.user)})


@require_safe
@signed_in
def download_codes(request):
    """Hand them over as a file."""
    text = "\n".join(unused_codes(request.user)) + "\n"
    named = {"Content-Disposition": 'attachment; filename="recovery-codes.txt"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=named)


@public
def undo_address(request, token):
    """Offer to take an address back; only the button does it, since mail scanners open links."""
    change = addresses.read(token)
    if request.method == "POST" and change:
        addresses.undo(change)
        logout(request)
        return render(request, "account/address_undone.html", {"old": change.old})
    return render(request, "account/undo_address.html", {"change": change}, status=200 if change else 410)
