"""Which mails do I want, which went to me, and did they arrive? For oneself, and for whoever helps one look."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groups.access import signed_in
from groups.forms.mails import WishesForm
from groups.topics import TOPICS
from peergroups.kit.pages import page, posted
from peergroups.outbox import books, bouncing, letters, stopping
from peergroups.outbox.models import Wishes

SHOWN = 30


@signed_in
def mails(request):
    """Ask which mails come and when; list the latest by kind and day, and nothing of what they said."""
    wishes = Wishes.of(request.user)
    if "try_again" in request.POST:
        bouncing.accept(request.user)
        messages.success(request, _("The next mail is sent there again."))
        return redirect("groups:mails")
    form = WishesForm(posted(request), wishes=wishes, now=timezone.now())
    if form.is_valid():
        stopping.choose(request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("groups:mails")
    rows = list(request.user.deliveries.order_by("-due_at")[:SHOWN])
    for row in rows:
        row.called = books.called(row.kind) or _("A mail about your group")
    return page(request, "groups/mails.html", {"mails": rows, "form": form, "wishes": wishes}, form=form)


@require_safe
@signed_in
def sample(request, topic):
    """Show a mail of a topic as it looks as text, with made-up facts."""
    if topic not in TOPICS:
        raise Http404
    found = TOPICS[topic]
    return render(request, "groups/mail_sample.html", {"topic": found} | letters.sample(found.sample, found.facts))
