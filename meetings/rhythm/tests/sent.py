"""What does a person's calendar get?"""

from django.core import mail


def files(person):
    for letter in mail.outbox:
        if letter.to == [person.email]:
            yield from (part.get_payload(decode=True) for part in letter.message().walk() if is_calendar(part))


def is_calendar(part):
    return part.get_content_type() == "text/calendar"
