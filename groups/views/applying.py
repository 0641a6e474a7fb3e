"""How does somebody find out about a programme and begin to apply? Its public page, and the way in for strangers."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups.access import offered, offered_to_people
from groups.forms.applying import StrangerForm
from groups.forms.codes import CodeForm
from groups.intake import applying, entering, interest
from groups.signins import hidden
from peergroups.kit.limits import address, limited, person
from peergroups.kit.pages import number, page, posted

KEPT = gettext_lazy(
    "This address was that of an account here until a few days ago. Apply with the new one, or take this one back "
    "by the link in the mail we sent to it then."
)


def typed_address(request):
    """Count by the address a stranger typed, whoever they are; who is signed in is sent nothing."""
    return person(request) if request.user.is_authenticated else hidden(request.POST.get("email", ""))


@require_safe
@offered
def programme_page(request, programme):
    return render(request, "groups/apply.html", about(request, programme, StrangerForm()))


def about(request, programme, form=None):
    """Gather what a programme says of itself, and where whoever looks stands with it."""
    today = applying.today_of(programme, timezone.now())
    me = request.user if request.user.is_authenticated else None
    return {
        "programme": programme,
        "form": form,
        "cohorts": list(programme.cohorts.open(today).order_by("closes_on")),
        "coming": programme.cohorts.to_come(today).first(),
        "mine": {one.cohort_id: one for one in applying.standing_of(me, programme)} if me else {},
        "told": bool(me) and interest.is_waiting(programme, me),
    }


@require_POST
@limited("30/hour", by=person, counting=(302,))
@limited("10/day", by=typed_address, counting=(302,))
@offered
def enter(request, programme):
    """Send a code to the address that was typed, in the same way whether anybody here has it or not."""
    if request.user.is_authenticated:
        return redirect("groups:apply", programme.slug)
    form = StrangerForm(request.POST, may_ask=partial(entering.may_ask, request))
    if not form.is_valid():
        return page(request, "groups/apply.html", about(request, programme, form), form=form)
    entering.ask(request, entering.Stranger(form.cleaned_data["email"], form.cleaned_data["name"], programme.pk))
    return redirect("groups:apply_code", programme.slug)


def address_waiting(request):
    """Count by the address whose code is being typed, however many try."""
    return hidden((request.session.get(entering.STRANGER) or [""])[0])


@require_http_methods(["GET", "POST"])
@limited("40/10 minutes", by=address, counting=(422,))
@limited("20/day", by=address_waiting, counting=(422,))
@offered
def code(request, programme):
    """Take the six digits; whoever typed them has the address, and is led to their application."""
    stranger, home = entering.waiting(request, programme), reverse("groups:apply", args=[programme.slug])
    if stranger is None or request.user.is_authenticated:
        return redirect(home)
    form = CodeForm(posted(request), take=partial(entering.take, request))
    if not form.is_valid():
        told = {"programme": programme, "email": stranger.email, "verify_form": form, "cancel_url": home}
        return page(request, "groups/apply_code.html", told, form=form)
    try:
        answer = entering.enter(request, stranger, zone=programme.zone, leads_to=home)
    except entering.Kept:
        messages.warning(request, KEPT)
        return redirect(home)
    return come_in(request, programme) if request.user.is_authenticated else answer


def come_in(request, programme):
    """Begin what somebody came for: to apply, or to be told when one can."""
    now = timezone.now()
    cohorts = programme.cohorts.open(applying.today_of(programme, now)).order_by("closes_on")
    if len(cohorts) == 1:
        return redirect(applying.begin(cohorts[0], request.user, now=now))
    if not cohorts:
        interest.wait(programme, request.user, now=now)
        messages.success(request, _("You will get one mail when applications open."))
    return redirect("groups:apply", programme.slug)


@require_POST
@limited("20/day", by=person, counting=(302,))
@offered_to_people
def begin(request, programme):
    """Begin to apply, or go on with what was begun."""
    now = timezone.now()
    open_now = programme.cohorts.open(applying.today_of(programme, now))
    cohort = open_now.filter(pk=number(request.POST.get("cohort", ""))).first()
    if cohort is None:
        messages.warning(request, _("Applications for this are closed."))
        return redirect("groups:apply", programme.slug)
    return redirect(applying.begin(cohort, request.user, now=now))


@require_POST
@offered_to_people
def tell_me(request, programme):
    """Note that somebody wants to hear of the next intake, or no more."""
    if "stop" in request.POST:
        interest.wait_no_more(programme, request.user)
        messages.success(request, _("You will get no mail about it."))
    else:
        interest.wait(programme, request.user, now=timezone.now())
        messages.success(request, _("You will get one mail when applications open."))
    return redirect("groups:apply", programme.slug)
