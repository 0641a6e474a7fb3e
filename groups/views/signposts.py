"""Whom should the members of a programme call in a crisis? Said by its admins, a country at a time."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from groups import signposts as posts
from groups.access import runner_of
from groups.forms.signposts import SignpostForm
from groups.models import Programme
from peergroups.kit.pages import page, posted


@runner_of(Programme)
def signposts(request, programme):
    """Show what is said for which country, and let it be said anew."""
    where = request.GET.get("country", "")
    there = next((post for post in programme.signposts.all() if post.country == where), None)
    form = SignpostForm(posted(request), initial={"country": where, "text": there.text if there else ""})
    if form.is_valid():
        typed = form.cleaned_data
        posts.write(programme, typed["country"], typed["text"], by=request.user, now=timezone.now())
        messages.success(request, _("Saved. Whoever leads a meeting finds it in two taps."))
        return redirect("groups:signposts", programme.slug)
    told = {"programme": programme, "form": form, "signposts": posts.named(programme.signposts.all())}
    return page(request, "groups/signposts.html", told, form=form)
