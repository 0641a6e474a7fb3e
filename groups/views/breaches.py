"""What does a member do when something left the room, and what do those see whom they chose?"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups import breaches
from groups.access import member_of
from groups.forms.breaches import BreachForm, DecideForm, TalkForm
from groups.models import Breach, Group
from peergroups.kit.pages import page, posted


@require_safe
@member_of(Group)
def index(request, group):
    """Say what one can do, and list the reports that are for whoever asks."""
    listed = Breach.objects.visible_to(request.user).filter(group=group)
    return render(request, "groups/breaches.html", {"group": group, "breaches": listed})


@member_of(Group)
def report(request, group):
    places = group.memberships.signed().exclude(person=request.user).select_related("person")
    form = BreachForm(posted(request), places=list(places.order_by("role", "person__name")))
    if form.is_valid():
        breach = breaches.report(group, by=request.user, now=timezone.now(), **form.decided())
        messages.success(request, _("It is written down. Those you chose get a mail that names nothing."))
        return redirect(breach)
    return page(request, "groups/breach_report.html", {"group": group, "form": form}, form=form)


@require_safe
@member_of(Breach)
def breach(request, breach):
    return show(request, breach)


def show(request, breach, *, talking=None, deciding=None):
    """Tell the steps with their days and what happens next; a form given has to be mended."""
    now = timezone.now()
    context = {
        "breach": breach,
        "group": breach.group,
        "is_mine": breach.reporter == request.user,
        "may_act": breaches.may_act(breach, request.place),
        "talk_form": talking or talk_form(None, breach, now),
        "decide_form": deciding or DecideForm(),
        "is_talked": breach.talk_on and breach.talk_on <= timezone.localdate(now, breach.group.clock),
    }
    return page(request, "groups/breach.html", context, form=talking or deciding)


def talk_form(typed, breach, now):
    today = timezone.localdate(now, breach.group.clock)
    return TalkForm(typed, days=breaches.days_to_talk(breach, now), today=today, initial={"talk_on": today})


@require_POST
@member_of(Breach)
def talk(request, breach):
    now = timezone.now()
    form = talk_form(request.POST, breach, now)
    if not form.is_valid():
        return show(request, breach, talking=form)
    return take(request, breach, breaches.talk, form.cleaned_data["talk_on"], said=_("The day stands."))


@require_POST
@member_of(Breach)
def decide(request, breach):
    form = DecideForm(request.POST)
    if not form.is_valid():
        return show(request, breach, deciding=form)
    typed = form.cleaned_data
    told = _("Written down. Read it once more, then put it on record.")
    return take(request, breach, breaches.decide, typed["outcome"], what=typed["words"], said=told)


@require_POST
@member_of(Breach)
def record(request, breach):
    return take(request, breach, breaches.record, said=_("It is on record and closed."))


@require_POST
@member_of(Breach)
def withdraw(request, breach):
    return take(request, breach, breaches.withdraw, said=_("You took it back. Nothing more happens."))


def take(request, breach, step, *given, said, **more):
    """Take one step, or say why it is not its turn."""
    try:
        step(breach, *given, by=request.user, now=timezone.now(), **more)
    except breaches.OutOfTurn as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(breach)
