"""Whose fault is it when a mail does not leave? The address's, a passing trouble, or ours: each ends differently."""

import logging
import re
import smtplib
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError

logger = logging.getLogger(__name__)

# Said of us, not of the address ("relaying denied", "authenticate first"): worth another try once we have mended it.
ABOUT_US = re.compile(rb"\b5\.7\.\d")
NOT_ITS_FAULT = (OperationalError, InterfaceError, SoftTimeLimitExceeded)


class OurFault(Exception):
    """The server refused us before it heard the recipient's name, so no mail may pay for it."""


@dataclass(frozen=True)
class Verdict:
    """What a failed attempt means for its row; never the server's own text, which may name people."""

    final: bool
    error: str
    code: int | None = None
    leaves_doubt: bool = False  # the line broke: the server may have the mail


def verdict(error: Exception) -> Verdict:
    """Judge a failure at the recipient's name or later."""
    code, text = reply(error)
    name = type(error).__name__
    if code is None:
        return Verdict(final=False, error=name, leaves_doubt=isinstance(error, OSError))
    refused_for_good = 500 <= code < 600 and code != 530 and not ABOUT_US.search(text)
    return Verdict(final=refused_for_good, error=f"{name} {code}", code=code)


def reply(error: BaseException) -> tuple[int | None, bytes]:
    """Return the server's answer, if it gave one."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        return error.smtp_code, text.encode() if isinstance(text, str) else text
    return None, b""


def named(error: BaseException) -> str:
    """Name an error by its class and code alone."""
    code, _text = reply(error)
    return f"{type(error).__name__} {code or ''}".strip()


class Mishap(AbstractContextManager["Mishap"]):
    """Keeps what went wrong within, so that one bad row or planner does not hold up the others.

    Whoever opens it looks at `error` afterwards; a lost database and the end of our time pass through.
    """

    def __init__(self, what: str):
        self.what = what
        self.error: Exception | None = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception) or isinstance(error, (OurFault, *NOT_ITS_FAULT)):
            return False
        self.error = error
        logger.error("%s went wrong", self.what, exc_info=error)
        return True
