"""How fast could mail go if nobody promised anything? A loop over the same library, and one text for everybody.

Batches of two hundred in one transaction: a crash loses or doubles a whole batch, and nothing is asked once more.
"""

import sys

import django

django.setup()

from django.core.mail import EmailMultiAlternatives, get_connection  # noqa: E402 - needs the apps, loaded above
from django.db import transaction  # noqa: E402

from peergroups.outbox import ledger, letters  # noqa: E402
from peergroups.outbox.models import Delivery  # noqa: E402

BATCH = 200


def batch(line, sample):
    """Send the next mails and mark them as sent; return how many."""
    rows = Delivery.objects.owed().select_for_update(skip_locked=True, of=["self"]).select_related("person")
    with transaction.atomic():
        found = list(rows.order_by("next_attempt_at")[:BATCH])
        line.send_messages([copy(sample, delivery) for delivery in found])
        Delivery.objects.filter(pk__in=[delivery.pk for delivery in found]).update(state=Delivery.State.SENT)
    return len(found)


def copy(sample, delivery):
    """Address one and the same text to a person."""
    to, headers = [delivery.person.email], {"Message-ID": delivery.message_id}
    letter = EmailMultiAlternatives(sample.subject, sample.body, sample.from_email, to, headers=headers)
    letter.attach_alternative(sample.alternatives[0].content, "text/html")
    return letter


def main(port):
    now = ledger.database_now()
    first = Delivery.objects.owed().first()
    first.written_at = now
    sample = letters.write(first, now=now)
    line = get_connection(port=port)
    line.open()
    print("ready", flush=True)
    sys.stdin.readline()
    while batch(line, sample):
        pass
    line.close()


if __name__ == "__main__":
    main(int(sys.argv[1]))
