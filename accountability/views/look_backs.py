"""How did it go after my hot seat? Asked after a month and after three; one more tap lets the group read it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accountability import months
from accountability.forms.look_backs import LookBackForm, words_for
from accountability.models import LookBack, look_backs
from accountability.models.read_backs import read_back_of
from meetings.access import sitter_of
from meetings.models import HotSeat
from peergroups.kit.pages import number, page, posted


@sitter_of(HotSeat)
def look_back(request, seat):
    """Ask what is to be asked by now, and show what was answered; who opens it says nothing by that."""
    now, read_back = timezone.now(), read_back_of(seat)
    if read_back is None or not read_back.closing:
        return redirect("accountability:read_back", seat.pk)
    by_now = months.latest(read_back.closed_at, seat.person.time_zone, now)
    answers = {said.months: said for said in look_backs.of(read_back)}
    form = LookBackForm(posted(request), read_back=read_back, said=answers.get(by_now))
    if by_now and form.is_valid():
        look_backs.say(read_back, by_now, now=now, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("accountability:look_back", seat.pk)
    first = months.first_day(read_back.closed_at, seat.person.time_zone)
    given = {"seat": seat, "read_back": read_back, "by_now": by_now, "answers": list(answers.values()), "first": first}
    given |= {"form": form, "wording": words_for(read_back)}
    return page(request, "accountability/look_back.html", given, form=form if by_now else None)


@require_POST
@sitter_of(HotSeat)
def share(request, seat):
    """Let the group read one answer."""
    chosen(request, seat).share(now=timezone.now())
    messages.success(request, _("Shared. Your group can read it now."))
    return redirect("accountability:look_back", seat.pk)


@require_POST
@sitter_of(HotSeat)
def take_back(request, seat):
    chosen(request, seat).take_back(now=timezone.now())
    messages.success(request, _("Taken back. Only you can read it now."))
    return redirect("accountability:look_back", seat.pk)


def chosen(request, seat):
    """Return the answer that a button named, if it is of this hot seat."""
    mine = LookBack.objects.visible_to(request.user).filter(read_back__seat=seat).select_related("words")
    return get_object_or_404(mine, pk=number(request.POST.get("answer", "")))
