"""What must no log line say? The secret part of an address, whoever writes the line."""

import logging
import re

LINKS = r"invitations|asked|p|c|m|accounts/undo|accounts/password/reset/key"
SECRET = re.compile(rf"(/(?:{LINKS})/|/calendar/(?=\S+\.ics))[^/\s]+")


class NoSecrets(logging.Filter):
    """Takes the secret out of each address that a line names."""

    def filter(self, record):
        said = record.getMessage()
        if SECRET.search(said):
            record.msg, record.args = SECRET.sub(r"\1…", said), ()
        return True
