"""How does a person let support help, and what does the helper then see?"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups import helping
from groups.access import helper_of, signed_in
from groups.as_seen import page_of
from groups.forms.helping import HelpForm
from groups.models import Help
from peergroups.kit.pages import page, posted


@signed_in
def let_help(request):
    """Choose who may look, and read what was looked at before."""
    now, form = timezone.now(), HelpForm(posted(request), person=request.user)
    if form.is_valid():
        helping.let(request.user, form.cleaned_data["helper"], form.cleaned_data["pages"], now=now)
        messages.success(request, _("It is open for 60 minutes. You can end it at any time."))
        return redirect("groups:let_help")
    helps = list(request.user.helps.select_related("helper", "ended_by").prefetch_related("looks")[:20])
    names = dict(helping.pages(request.user))
    for given in helps:
        given.seen = [(names.get(look.page, look.page), look.at) for look in given.looks.all()]
        given.chosen = [names.get(path, path) for path in given.pages]
    standing = next((given for given in helps if given.is_open(now)), None)
    past = [given for given in helps if given != standing]
    return page(request, "groups/let_help.html", {"form": form, "standing": standing, "past": past}, form=form)


@require_POST
@signed_in
def end_help(request, help_id):
    given = get_object_or_404(Help.objects.visible_to(request.user), pk=help_id)
    helping.end(given, by=request.user, now=timezone.now())
    messages.success(request, _("It has ended. Nothing more can be looked at."))
    return redirect("groups:let_help" if given.person == request.user else "today")


@require_safe
@helper_of
def helping_with(request, given):
    """List the chosen pages, each with a button: opening one is written down, so it is no link."""
    names = dict(helping.pages(given.person, given.helper))
    chosen = [(path, names[path]) for path in given.pages if path in names]
    return render(request, "groups/help.html", {"given": given, "chosen": chosen})


@helper_of
def look(request, given):
    """Show one chosen page as its person gets it, with every word hidden, once it is written down."""
    path, here = request.POST.get("page", ""), reverse("groups:help", args=[given.pk])
    if not helping.may_look(given, path):
        return back(request, given)
    helping.look(given, path, now=timezone.now())
    frame = {
        "template": "groups/_help_banner.html",
        "given": given,
        "back": here,
        "end": reverse("groups:end_help", args=[given.pk]),
    }
    return page_of(given.person, request, path, under=here, frame=frame, with_words=False)


@helper_of
def look_elsewhere(request, given, path):
    """Answer whatever is clicked or sent on a page that is looked at."""
    return back(request, given)


def back(request, given):
    messages.warning(request, _("You look from outside: links lead nowhere, and nothing is changed."))
    return redirect("groups:help", given.pk)
