"""Which mails does this app send? Registered by kind."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from groups import archives, arrivals, keeping, sabbaticals, signatures
from groups.invitations import KINDS
from groups.models.charters import ends_at
from groups.models.glass import WAIT
from peergroups.kit.spoken import day, moment
from peergroups.kit.wallclock import local_day
from peergroups.outbox.kinds import ALWAYS, Kind, by_day, register

ours = partial(Kind, app="groups")


def invitation_still_open(delivery, *, now):
    """Say whether the invitation can still be accepted by the very link this mail would carry."""
    invitation = delivery.about
    return invitation.is_open(now) and delivery.occurrence == str(invitation.issue) and invitation.link is not None


def from_group(group):
    """Name the group, as the sender and in the text: what every mail about a group begins with."""
    return {"sender_name": _("%(group)s group") % {"group": group}, "group": group}


def from_programme(programme):
    """Name the programme, as the sender and in the text: what a mail begins with that is about no group."""
    return {"sender_name": programme.name, "programme": programme}


def about_invitation(delivery, *, now):
    """Name the group and who asks; the link opens nothing without the code sent to the same address."""
    invitation = delivery.about
    return from_group(invitation.group) | {
        "invited_by": invitation.invited_by,
        "last_day": day(timezone.localdate(invitation.expires_at), timezone.localdate(now)),
        "button_url": invitation.link,
    }


def still_sits_here(delivery, *, now):
    """Say whether the person is still in the group; that somebody asked stays true, even when it is over."""
    return delivery.about.group.memberships.current().filter(person=delivery.person_id).exists()


def about_glass(delivery, *, now):
    """Say who asked to read the room and by when it is over at the latest; why stands on the page alone."""
    glass, zone = delivery.about, delivery.person.time_zone
    latest = glass.asked_at + WAIT
    return from_group(glass.group) | {
        "asked_by": glass.asked_by,
        "programme": glass.group.programme,
        "hours": glass.hours,
        "opens": moment(latest, zone, now),
        "over": moment(latest + glass.span, zone, now),
        "button_url": reverse("groups:glass", args=[glass.group.slug]),
    }


register(
    ours(
        name="glass_asked",
        topic=ALWAYS,
        still_true=still_sits_here,
        context=about_glass,
        called=gettext_noop("An admin asks to read a room"),
    )
)
asks_in = partial(ours, topic="intakes", still_true=invitation_still_open, context=about_invitation)
register(asks_in(name=KINDS[0], called=gettext_noop("An invitation")))
register(asks_in(name=KINDS[1], waits=by_day, called=gettext_noop("An invitation, once more")))


def lift_still_asked(delivery, *, now):
    """Say whether it still waits."""
    return delivery.about.done_at is None and delivery.about.stopped_at is None


def about_asked_lift(delivery, *, now):
    """Say who asked, and lead to where it can be stopped."""
    lift = delivery.about
    return {
        "asked_by": lift.asked_by,
        "due": moment(lift.due_at, delivery.person.time_zone, now),
        "button_url": reverse("keep_factor"),
    }


def it_was_done(delivery, *, now):
    return True  # and whoever did not want it has to hear of it


def about_lift(delivery, *, now):
    """Say who did it, and lead to where a new one is added."""
    return {"asked_by": delivery.about.asked_by, "button_url": reverse("mfa_index")}


register(
    ours(
        name="factor_lift_asked",
        topic=ALWAYS,
        still_true=lift_still_asked,
        context=about_asked_lift,
        called=gettext_noop("Somebody asks to take your second factor away"),
    )
)
register(
    ours(
        name="factor_lifted",
        topic=ALWAYS,
        still_true=it_was_done,
        context=about_lift,
        called=gettext_noop("Your second factor was taken away"),
    )
)


def help_still_wanted(delivery, *, now):
    """Say whether there is still something to look at."""
    return delivery.about.is_open(now)


def about_help(delivery, *, now):
    """Say who asks and until when; which pages stands on the page alone."""
    given, zone = delivery.about, delivery.person.time_zone
    until = moment(given.closes_at, zone, now)
    return {"asked_by": given.person, "until": until, "button_url": reverse("groups:help", args=[given.pk])}


register(
    ours(
        name="help_wanted",
        still_true=help_still_wanted,
        context=about_help,
        called=gettext_noop("Somebody asks for your help"),
    )
)


def needs_its_reader(delivery, *, now):
    """Say whether it still waits for somebody who sits in the group."""
    return delivery.about.withdrawn_at is None and still_sits_here(delivery, now=now)


def about_breach(delivery, *, now):
    """Name the group and nothing else: not even that there is a report."""
    return from_group(delivery.about.group) | {"button_url": delivery.about.get_absolute_url()}


# Not called anything of its own: who helps with an account must not learn that there is a report.
register(ours(name="needs_you", topic=ALWAYS, still_true=needs_its_reader, context=about_breach))


def export_still_there(delivery, *, now):
    """Say whether the file can still be fetched."""
    return delivery.about.is_fetchable(now)


def about_export(delivery, *, now):
    """Lead to the page where the file is fetched, after signing in."""
    return {"button_url": delivery.about.get_absolute_url()}


register(
    ours(
        name="export_ready",
        topic=ALWAYS,
        still_true=export_still_there,
        context=about_export,
        called=gettext_noop("Your words are ready"),
    )
)


def about_made_archive(delivery, *, now):
    return from_group(delivery.about.archive.group) | about_export(delivery, now=now)


def about_archive(delivery, *, now):
    """Say who asks and until when; nobody's words, and nobody's answer."""
    archive = delivery.about
    closes = day(local_day(archive.closes_at, delivery.person.time_zone), local_day(now, delivery.person.time_zone))
    return from_group(archive.group) | {
        "asked_by": archive.asked_by,
        "last_day": closes,
        "button_url": archive.get_absolute_url(),
    }


register(
    ours(
        name="archive_ready",
        topic=ALWAYS,
        still_true=export_still_there,
        context=about_made_archive,
        called=gettext_noop("The archive of your group is ready"),
    )
)
register(
    ours(
        name=archives.KIND,
        still_true=archives.still_asked,
        context=about_archive,
        called=gettext_noop("Somebody asks for an archive of your group"),
    )
)


def about_sabbatical(delivery, *, now):
    """Name the day; the page behind the button offers to come back, to stay away longer, and to leave."""
    place = delivery.about
    return from_group(place.group) | {
        "day": day(sabbaticals.back_on(place), local_day(now, delivery.person.time_zone)),
        "button_url": reverse("groups:sabbatical", args=[place.group.slug]),
    }


register(
    ours(
        name=sabbaticals.KIND,
        waits=by_day,
        still_true=sabbaticals.still_true,
        context=about_sabbatical,
        called=gettext_noop("A sabbatical ends"),
    )
)


def about_newcomer(delivery, *, now):
    """Say who joined, and who asked them in."""
    newcomer = delivery.about
    return from_group(newcomer.group) | {
        "name": newcomer.person,
        "invited_by": arrivals.asked_in_by(newcomer),
        "button_url": newcomer.group.get_absolute_url(),
    }


register(ours(name=arrivals.KIND, waits=by_day, still_true=arrivals.still_true, context=about_newcomer))


def about_charter(delivery, *, now):
    """Lead to the charter, which says what changed."""
    return charter_of(delivery.about.group)


def about_signature(delivery, *, now):
    """Say until when the signature is good; the charter itself is read after signing in."""
    last_day, today = (local_day(at, delivery.person.time_zone) for at in (ends_at(delivery.about.signed_at), now))
    return charter_of(delivery.about.charter.group) | {"last_day": day(last_day, today)}


def charter_of(group):
    return from_group(group) | {"button_url": reverse("groups:charter", args=[group.slug])}


register(ours(name=signatures.CHANGED, waits=by_day, still_true=signatures.still_unsigned, context=about_charter))
register(ours(name=signatures.LAPSES, waits=by_day, still_true=signatures.still_lapses, context=about_signature))


def about_unkept(delivery, *, now):
    return from_group(delivery.about) | {"button_url": delivery.about.get_absolute_url()}


def about_unrun(delivery, *, now):
    """Name the programme; its groups go on as they are."""
    return from_programme(delivery.about) | {"button_url": reverse("groups:list")}


register(
    ours(
        name=keeping.NOBODY_KEEPS,
        topic="keeping",
        waits=by_day,
        still_true=keeping.still_unkept,
        context=about_unkept,
    )
)
register(ours(name=keeping.NOBODY_RUNS, topic="keeping", still_true=keeping.still_unrun, context=about_unrun))
