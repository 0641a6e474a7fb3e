"""How does somebody write their application, send it, and see where it stands?"""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups import free_times
from groups.access import applicant_of
from groups.forms.applying import WantsForm, WindowsForm
from groups.forms.profiles import FORMS
from groups.intake import answers, applying
from groups.intake.standing import standing
from groups.models import Application
from groups.zones import zones
from peergroups.kit.pages import page, posted


@require_safe
@applicant_of(Application)
def application(request, application):
    """Show where it stands; while it can be written, what is done and what is left."""
    answers = application.person.answers.open_of_applicants().filter(proposal__programme=application.programme)
    proposed = answers.select_related("proposal").first()
    return render(request, "groups/application.html", context(application) | {"proposed": proposed})


def context(application):
    now, parts = timezone.now(), applying.said_in(application)
    return {
        "application": application,
        "cohort": application.cohort,
        "programme": application.programme,
        "standing": standing(application, now),
        "changeable": application.is_changeable(now),
        "withdrawable": application.is_withdrawable(now),
        "parts": parts,
        "left": [part for part in parts if part.missing],
    }


@applicant_of(Application)
def step(request, application, part):
    """Ask one part, and keep it as far as it was filled."""
    told = context(application)
    if part not in answers.APPLYING:
        raise Http404
    if not told["changeable"]:
        return redirect(application)
    form = part_form(request, application, part)
    if form.is_valid():
        keep(form, application)
        return HttpResponse(status=204) if "X-Autosave" in request.headers else redirect(*after(application, part))
    told |= {"form": form, "part": answers.BY_SLUG[part], "number": answers.APPLYING.index(part) + 1}
    screen = "groups/application_times.html" if part == "times" else "groups/application_part.html"
    return page(request, screen, told, form=form)


def part_form(request, application, part):
    """Make the form of a part, filled with what is known."""
    me, data = request.user, posted(request)
    if part == "times":
        typed = (data or {}).get("time_zone")
        reached = applying.reached(application.cohort, me, typed if typed in zones() else me.time_zone)
        return WindowsForm(data, person=me, reached=reached, ticked=free_times.ticked(me))
    make = partial(WantsForm, application=application) if part == "give-and-take" else FORMS[part]
    profile = applying.profile_of(me) if data is not None else applying.profile_or_blank(me)
    return make(data, person=me, instance=profile)


def keep(form, application):
    """Keep what was said; of the week also by which clock."""
    if not isinstance(form, WindowsForm):
        form.save()
        return
    me = application.person
    me.time_zone = form.cleaned_data["time_zone"]
    me.save(update_fields=["time_zone"])
    free_times.keep(me, form.ticks)


def after(application, part):
    """Lead on to the next part, and from the last one to what is said in private."""
    following = answers.APPLYING[answers.APPLYING.index(part) + 1 :]
    return ("groups:apply_step", application.pk, following[0]) if following else ("groups:declare", application.pk)


@require_safe
@applicant_of(Application)
def check(request, application):
    """Show all that was said, and name what is missing."""
    told = context(application)
    if not told["changeable"]:
        return redirect(application)
    return render(request, "groups/application_check.html", told)


@require_POST
@applicant_of(Application)
def send(request, application):
    """Hand it in."""
    try:
        applying.send(application, now=timezone.now())
    except applying.Incomplete:
        messages.warning(request, _("Something is still missing. It is named below."))
        return redirect("groups:check", application.pk)
    except applying.Closed:
        messages.warning(request, _("The days to apply are over."))
    else:
        messages.success(request, _("Your application is sent. A mail says so too."))
    return redirect(application)


@applicant_of(Application)
def take_back(request, application):
    """Say what taking it back means, and do it."""
    if request.method != "POST":
        return render(request, "groups/application_take_back.html", context(application))
    if applying.take_back(application, now=timezone.now()):
        messages.success(request, _("Your application is taken back."))
    return redirect(application)
