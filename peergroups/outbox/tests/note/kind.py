"""What is the note, and when is it still true?"""

from peergroups.outbox.kinds import Kind


class TornNote(Exception):
    """The note cannot be written."""


def still_true(delivery, *, now):
    return delivery.about.name != "Gone"


def context(delivery, *, now):
    if delivery.about.name == "Torn":
        raise TornNote
    return {"sender_name": "Mill Street & friends", "button_url": "/today/", "name": delivery.about.name}


NOTE = Kind(name="note", app="note", still_true=still_true, context=context)
