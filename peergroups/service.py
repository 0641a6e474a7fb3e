"""Does the operator know that reminders still go out? What is owed, sent and given up, and why; never what was said."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from groups.access import operator
from groups.audit import Act, note
from peergroups import health, machine, mails
from peergroups.kit import doorbell
from peergroups.kit.limits import limited, person
from peergroups.kit.pages import number
from peergroups.outbox import books, bouncing, ledger, sending, standing
from peergroups.outbox.models import Delivery, Heartbeat

SHOWN = 20


@require_safe
@operator
def service(request):
    now = ledger.database_now()
    lines = books.week(now)
    shown = {
        "now": now,
        "troubles": list(health.troubles()),
        "losses": list(standing.losses(now)),
        "lines": lines,
        "sums": books.together(lines),
    }
    return render(
        request, "service/service.html", shown | looked_at(now) | refused() | stands_on(now) | tested(request.user)
    )


def looked_at(now):
    """The few rows that somebody has to look at, and how many more there are."""
    dead = Delivery.objects.worth_another_try(now)
    doubted = Delivery.objects.in_doubt().filter(due_at__gt=now - books.A_WEEK)
    rows = list(dead.select_related("person").order_by("-due_at")[:SHOWN])
    in_doubt = list(doubted.select_related("person").order_by("-due_at")[:SHOWN])
    for row in (*rows, *in_doubt):
        row.called, row.reason = books.called(row.kind) or _("A mail about a group"), books.reason(row)
    return {"dead": rows, "dead_count": dead.count(), "doubted": in_doubt, "doubted_count": doubted.count()}


def refused():
    """The addresses to which mail is paused, because it came back or was called junk."""
    paused = bouncing.standing()
    return {"paused": paused.select_related("person").order_by("-refused_at")[:SHOWN], "paused_count": paused.count()}


def stands_on(now):
    """The clock, the queue and the releases."""
    owed = Delivery.objects.due(now).order_by("next_attempt_at")
    return {
        "heartbeat": Heartbeat.objects.first(),
        "oldest": owed.first(),
        "queue": machine.queue(),
        "programs": machine.programs(),
        "database": machine.database(),
        "zones": machine.zones(now.date()),
    }


def tested(asker):
    """What became of the last test mail to whoever asks."""
    return {"test": asker.deliveries.filter(kind=mails.TEST).order_by("-due_at").first()}


@require_POST
@operator
def try_again(request):
    """Owe one mail that was given up once more, or all of them."""
    now = ledger.database_now()
    chosen = Delivery.objects.worth_another_try(now)
    if wanted := request.POST.get("delivery"):
        chosen = chosen.filter(pk=number(wanted))
    rows = list(chosen.select_for_update(of=["self"]).select_related("person"))
    bouncing.give_another_chance([row.person for row in rows])
    sending.try_again(Delivery.objects.filter(pk__in=[row.pk for row in rows]), now=now)
    for row in rows:
        note(Act.TRIED_AGAIN, now=now, actor=request.user, person=row.person, about=row)
    doorbell.ring("send_due")
    said = ngettext("%(n)d mail is tried again.", "%(n)d mails are tried again.", len(rows)) % {"n": len(rows)}
    messages.success(request, said) if rows else messages.error(request, _("Nothing there is worth another try."))
    return redirect("service")


@require_POST
@operator
@limited("20/hour", by=person, counting=(302,))
def send_test(request):
    """Mail oneself by the way that every reminder goes."""
    now = ledger.database_now()
    mails.owe_test(request.user, now=now)
    doorbell.ring("send_due")
    messages.success(request, _("Owed to you. It leaves within a minute; this page says when it has."))
    return redirect("service")
