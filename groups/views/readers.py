"""Who reads what I wrote? One page that tells it all, and one on which fewer people are chosen."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groups import breaches, seeing
from groups import readers as reading
from groups.access import author_of, signed_in
from groups.forms.readers import NarrowForm
from groups.models import Words
from peergroups.kit.pages import page, posted


@require_safe
@signed_in
def who_sees(request):
    return render(request, "groups/who_sees.html", {"rooms": seeing.rooms(request.user)})


@author_of(Words)
def readers(request, words):
    """Show who reads one text of mine, and let fewer people read it; a report stays with those it was written for."""
    if matter := breaches.matter_of(words):
        messages.warning(
            request, _("Who reads a report stays as it is. Whoever wrote it can take it back until it is closed.")
        )
        return redirect(matter)
    words = reading.found_with_nouns(words)
    kind, noun = reading.kind_of(words)
    form = NarrowForm(posted(request), words=words)
    if form.is_valid():
        reading.narrow(words, **form.cleaned_data, now=timezone.now())
        messages.success(request, f"{_('Saved.')} {words.read_by}.")
        return redirect(kind.place(noun))
    context = {"words": words, "title": kind.title(), "place": kind.place(noun), "form": form}
    context["people"] = reading.those_who_read(words)
    return page(request, "groups/readers.html", context, form=form)
