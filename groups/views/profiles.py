"""What does somebody show of themselves, and to whom? My profile, and that of those I sit with."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groups.access import fellow, signed_in
from groups.forms.profiles import FORMS
from groups.intake import answers, applying
from groups.models import Group
from peergroups.kit.pages import page, posted


@require_safe
@fellow
def person(request, person):
    """Show what somebody lets the people of their groups see, and where we sit together."""
    profile = applying.profile_or_blank(person)
    here = Group.objects.visible_to(request.user).filter(memberships__in=person.memberships.current())
    told = {
        "person": person,
        "shown": list(answers.seen_by_others(profile, person)),
        "address": person.email if "email" in profile.shown else "",
        "groups": here.filter(memberships__in=request.user.memberships.signed()).distinct().order_by("name"),
        "is_me": person == request.user,
    }
    return render(request, "groups/person.html", told)


@require_safe
@signed_in
def profile(request):
    """Show what I said of myself, part by part, and who sees it."""
    parts = answers.of(applying.profile_or_blank(request.user), request.user, answers.OF_A_PROFILE)
    return render(request, "groups/profile.html", {"parts": parts})


@signed_in
def change(request, part):
    """Ask one part again, and keep it."""
    if part not in FORMS:
        raise Http404
    me, data = request.user, posted(request)
    instance = applying.profile_of(me) if data is not None else applying.profile_or_blank(me)
    form = FORMS[part](data, person=me, instance=instance)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("groups:profile")
    return page(request, "groups/profile_part.html", {"form": form, "part": answers.BY_SLUG[part]}, form=form)
