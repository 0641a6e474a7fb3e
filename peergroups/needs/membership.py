"""What needs somebody who wants into a group, sits in one, or runs a programme?"""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups import sabbaticals
from groups.intake import listing
from groups.intake.ninety_days import SOON, TOO_LONG
from groups.intake.standing import standing
from groups.models import Answer
from groups.models.charters import ends_at, is_renewable
from peergroups.kit import spoken
from peergroups.needs import Need


def proposals(answers, now):
    """Ask for the answer that others wait for."""
    for answer in answers:
        until = spoken.day(timezone.localdate(answer.proposal.answers_by), timezone.localdate(now))
        yield Need(
            _("Somebody could join %(group)s") % {"group": answer.proposal}
            if answer.part == Answer.Part.SITTING
            else _("A group of %(programme)s is proposed to you") % {"programme": answer.proposal.programme},
            _("Say yes or no until %(day)s. Nobody is told what you answer.") % {"day": until},
            answer.proposal.get_absolute_url(),
            _("See and answer"),
        )


def unreached(waits):
    if waits.is_unreached:
        yield Need(
            _("Your mails do not arrive"),
            _("A mail to your address came back, so none is sent there. Another address mends it."),
            reverse("groups:mails"),
            _("See to it"),
        )


def rooms_asked(programmes):
    """Tell a second admin that another asks to read a room: without a word from them it opens after a day."""
    for programme in programmes:
        if programme.room_asked:
            yield Need(
                _("An admin asks to read a room of %(programme)s") % {"programme": programme},
                _("Read why, then agree or refuse. If nobody does, it opens a day after it was asked for."),
                reverse("groups:glass", args=[programme.room_asked]),
                _("Read the request"),
            )


def invitations(invitations, now):
    for invitation in invitations:
        yield Need(
            _("You are invited to %(group)s") % {"group": invitation.group},
            _("Say who you are, read what its members agreed on, and join."),
            invitation.get_absolute_url(),
            _("Join your group"),
        )


def long_waits(programmes):
    """Tell those who run a programme how many have waited for sixty days, or for ninety."""
    for programme in programmes:
        mark, people = (TOO_LONG, programme.wait_too_long) if programme.wait_too_long else (SOON, programme.wait_soon)
        if people:
            yield Need(
                ngettext(
                    "%(n)d person has waited for %(days)d days", "%(n)d people have waited for %(days)d days", people
                )
                % {"n": people, "days": mark},
                _("%(programme)s: find them a group, or write why there is none.") % {"programme": programme},
                f"{reverse('groups:applications', args=[programme.longest_in])}?state={listing.BY_MARK[mark]}",
                _("See who waits"),
            )


def unsent(wishes, now):
    """Ask for the applications that were begun, while there is time to send them."""
    for wish in wishes:
        if wish.submitted_at is None and wish.is_changeable(now):
            where = standing(wish, now)
            yield Need(
                _("Your application to %(programme)s is not sent yet") % {"programme": wish.programme},
                where.sentence,
                wish.get_absolute_url(),
                _("Go on with my application"),
            )


def unsigned(places):
    for place in places:
        if not place.signed:
            yield Need(
                _("Read the charter of %(group)s") % {"group": place.group},
                _("The room opens once you have signed what its members agreed on."),
                reverse("groups:charter", args=[place.group.slug]),
                _("Read and sign the charter"),
            )


def sabbaticals_ending(places, person, now):
    """Ask whoever takes a break whether they come back, while the mail about it asks too."""
    for place in places:
        place.person = person
        if place.returns_at and sabbaticals.is_asked(place, now):
            yield Need(
                _("Coming back to %(group)s?") % {"group": place.group},
                _("Your sabbatical ends on %(day)s.")
                % {"day": spoken.day(sabbaticals.back_on(place), timezone.localdate(now))},
                reverse("groups:sabbatical", args=[place.group.slug]),
                _("Say how it goes on"),
            )


def after_trials(places):
    """Where two meetings are over and this person has not said yet how it goes on."""
    for place in places:
        if place.is_asked:
            yield Need(
                _("Two meetings of %(group)s are over") % {"group": place.group},
                _("Say how it goes on. What you say of others stays with you."),
                reverse("groups:trial", args=[place.group.slug]),
                _("Say how it goes on"),
            )


def renewals(places, now):
    """Ask kindly for the next year's signature while there is still a fortnight for it."""
    for place in places:
        if is_renewable(place.signed_at, now):
            last_day = timezone.localdate(ends_at(place.signed_at))
            yield Need(
                _("Sign the charter of %(group)s for another year") % {"group": place.group},
                _("Your signature is good until %(day)s.") % {"day": spoken.day(last_day, timezone.localdate(now))},
                reverse("groups:charter", args=[place.group.slug]),
                _("Read and sign the charter"),
            )


def too_few(places):
    """The started groups that became too small, where nobody wrote yet why they go on."""
    for place in places:
        if place.too_few:
            yield Need(
                _("%(group)s has few people left") % {"group": place.group},
                _("Write why it goes on, or invite somebody. Nothing is closed meanwhile."),
                place.group.get_absolute_url(),
                _("Write why"),
            )


def finished(places):
    """The groups this person facilitates whose intake is over, where nobody said yet that they go on."""
    for place in places:
        if place.intake_over:
            yield Need(
                _("The time planned for %(group)s is over") % {"group": place.group},
                _("With one click the group goes on by itself. Nothing is closed meanwhile."),
                place.group.get_absolute_url(),
                _("Say that it goes on"),
            )
