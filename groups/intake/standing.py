"""Where does a wish to join stand? In one word and two sentences for whoever wrote it: what comes next, and by when."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.intake.applying import today_of
from groups.models import Application, Cohort
from peergroups.kit import spoken
from peergroups.kit.wallclock import local_day

BEGUN, SUBMITTED, READ = gettext_lazy("Begun"), gettext_lazy("Sent"), gettext_lazy("Being read")
ACCEPTED, WAITLISTED, PLACED = gettext_lazy("Accepted"), gettext_lazy("On the waiting list"), gettext_lazy("In a group")
DECLINED, WITHDRAWN = gettext_lazy("Declined"), gettext_lazy("Taken back")


@dataclass(frozen=True)
class Standing:
    """Where a wish stands: in one word, what that means, and what comes next by when."""

    word: str | Promise
    title: str
    sentence: str
    is_open: bool = True  # something is still to come

    @property
    def is_heard(self) -> bool:
        """Say whether the answer has come, so that no day for it needs to be named."""
        return self.word in (ACCEPTED, WAITLISTED)


def standing(application: Application, now: datetime) -> Standing:
    """Say where it stands, to whoever wrote it."""
    cohort, programme = application.cohort, application.cohort.programme
    today = today_of(programme, now)
    words = {
        "programme": programme.name,
        "closes": spoken.day(cohort.closes_on, today),
        "answer": spoken.day(cohort.answers_by, today),
        "placed": spoken.day(local_day(application.placed_by, programme.zone), today)
        if application.submitted_at
        else "",
        "starts": spoken.day(cohort.starts_on, today),
    }
    return stand(application, application.known_decision(now), words, today)


def stand(application: Application, known: str, words: dict[str, str], today: date) -> Standing:
    """Choose the words; each state is named once here."""
    cohort, decision = application.cohort, Application.Decision
    if application.withdrawn_at:
        return Standing(
            WITHDRAWN, _("You took your application back"), _("Nothing more is done with it."), is_open=False
        )
    if application.placed_at:
        return Standing(PLACED, _("You have a group"), _("Its first meeting stands on Today."), is_open=False)
    if known == decision.DECLINED:
        return Standing(
            DECLINED,
            _("It is a no this time"),
            _("You may apply again when %(programme)s opens next.") % words,
            is_open=False,
        )
    if known == decision.WAITLISTED:
        return Standing(
            WAITLISTED,
            _("You are on the waiting list"),
            _("You are asked when a seat that fits is free. By %(placed)s you have a group, or hear why not.") % words,
        )
    if known == decision.ACCEPTED:
        return Standing(
            ACCEPTED,
            _("You are in, and we look for your group"),
            _("By %(placed)s you have a group, or hear why not.") % words,
        )
    if application.submitted_at is None:
        return begun(cohort, words, today)
    if today > cohort.answers_by:
        return Standing(
            READ,
            _("It takes longer than we said"),
            _("You should have heard by %(answer)s. It is not forgotten; you get a mail.") % words,
        )
    if cohort.is_open(today):
        return Standing(
            SUBMITTED,
            _("We have your application"),
            _("You will hear by %(answer)s. You can change it until %(closes)s.") % words,
        )
    return Standing(READ, _("Your application is being read"), _("You will hear by %(answer)s.") % words)


def begun(cohort: Cohort, words: dict[str, str], today: date) -> Standing:
    if cohort.is_open(today):
        return Standing(BEGUN, _("Your application is not sent yet"), _("You can send it until %(closes)s.") % words)
    return Standing(
        BEGUN,
        _("This application was not sent"),
        _("The days to apply ended on %(closes)s. What you said of yourself is kept for the next time.") % words,
        is_open=False,
    )
