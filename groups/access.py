"""Who may open a door? Each view stands behind one of these gates, and works only on what its gate hands over.

Outside what a person may see: 404. Too small a role: 403. The charter not signed: first the charter.
"""

from functools import partial, wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from groups.intake import conflicts
from groups.models import Asked, CalendarFeed, Help, Invitation, Person, Programme
from peergroups.kit.limits import address, limited
from peergroups.kit.questions import Rows


def open_to(label):
    """Label a view with the gate it stands behind, for the table of doors."""

    def decorate(view):
        view.gate = label
        return view

    return decorate


def public(view):
    """Open to everybody, signed in or not."""
    return open_to("public")(login_not_required(view))


def by_link(view):
    """Open to whoever holds the link of a mail that takes an answer; no session begins, no search engine lists it."""

    @wraps(view)
    def guarded(request, **kwargs):
        answer = view(request, **kwargs)
        answer["X-Robots-Tag"], answer["Cache-Control"] = "noindex", "no-store"
        return answer

    return open_to("holder of the link")(login_not_required(guarded))


signed_in = open_to("signed in")  # the middleware saw to it; the view shows what is `visible_to` its person


def operator(view):
    """Open to those who run the server."""

    @wraps(view)
    def guarded(request, **kwargs):
        if not request.user.is_operator:
            raise PermissionDenied
        return view(request, **kwargs)

    return open_to("operator")(guarded)


def overseer(view):
    """Open to those who run the server or a programme."""

    @wraps(view)
    def guarded(request, **kwargs):
        if not request.user.is_operator and not request.user.programmes_run.exists():
            raise PermissionDenied
        return view(request, **kwargs)

    return open_to("admin or operator")(guarded)


def helper_of(view):
    """Open to the one helper whom somebody lets look at their account, while the hour lasts; hands over the help."""

    @wraps(view)
    def guarded(request, help_id, **kwargs):
        mine = Help.objects.visible_to(request.user).open().filter(helper=request.user, person__is_active=True)
        return view(request, get_object_or_404(mine.select_related("person", "helper"), pk=help_id), **kwargs)

    return open_to("helper")(guarded)


def key(model):
    """Say how a URL names a row of this model: groups and programmes by their slug, all else by number."""
    name = model._meta.model_name
    return ("slug", f"{name}_slug") if name in ("group", "programme") else ("pk", f"{name}_id")


def sought_in(model, field):
    """Return the prepared query for the row that a URL names, among those visible to a person given by id."""

    def sought(person, wanted):
        return model.objects.visible_to(Person.only_id(person)).filter(**{field: wanted})

    return Rows(sought, int, str if field == "slug" else int)


def gate(model, *, admits, label, unsigned=False):
    """Make a gate for views that work on one object; `admits` judges a person's place in the object's group."""
    field, kwarg = key(model)
    sought = sought_in(model, field)

    def decorate(view):
        @wraps(view)
        def guarded(request, **kwargs):
            wanted = {field: kwargs.pop(kwarg)}
            request.tried = model, wanted  # should it be refused, it is noted: see groups/refusals.py
            found = sought.first(request.user.pk, wanted[field])
            if found is None:
                raise Http404
            place = found.group.membership_of(request.user)
            if not admits(place, found, request.user):
                raise PermissionDenied
            if place and not place.signed and not unsigned:
                return redirect("groups:charter", found.group.slug)
            request.place = place
            return view(request, found, **kwargs)

        return open_to(f"{label} of {model._meta.model_name}")(guarded)

    return decorate


def sits_here(place, found, person):
    return place is not None


def keeps_the_room(place, found, person):
    return place is not None and place.facilitates


def runs_the_programme(place, found, person):
    return found.group.programme.admins.filter(pk=person.pk).exists()


def asked_for_it(place, found, person):
    return found.asked_by_id == person.pk and runs_the_programme(place, found, person)


def asked_and_sits_here(place, found, person):
    return place is not None and found.asked_by_id == person.pk


def wrote_it(place, found, person):
    return place is not None and found.author_id == person.pk


def is_theirs(place, found, person):
    return place is not None and found.person_id == person.pk


def looks_after(place, found, person):
    return keeps_the_room(place, found, person) or runs_the_programme(place, found, person)


def was_asked(place, found, person):
    return found.person_id == person.pk


def knows_of(place, found, person):
    return True  # whoever the group is visible to: its members and the programme's admins


member_of = partial(gate, admits=sits_here, label="member")
joining = partial(gate, admits=sits_here, label="member, signed or not,", unsigned=True)
facilitator_of = partial(gate, admits=keeps_the_room, label="facilitator")
steward_of = partial(gate, admits=looks_after, label="facilitator or admin")
admin_of = partial(gate, admits=runs_the_programme, label="admin")
asker_of = partial(gate, admits=asked_for_it, label="asking admin")
asked_in = gate(Invitation, admits=was_asked, label="invited person", unsigned=True)
asking_member_of = partial(gate, admits=asked_and_sits_here, label="asking member")
author_of = partial(gate, admits=wrote_it, label="author")
acquainted_with = partial(gate, admits=knows_of, label="member or admin")


def outside_rooms(model, *, admits, label):
    """Make a gate for what belongs to no group: a programme, its cohorts, an application."""
    field, kwarg = key(model)

    def decorate(view):
        @wraps(view)
        def guarded(request, **kwargs):
            found = get_object_or_404(model.objects.visible_to(request.user), **{field: kwargs.pop(kwarg)})
            if not admits(found, request.user):
                raise PermissionDenied
            return view(request, found, **kwargs)

        return open_to(f"{label} {model._meta.model_name}")(guarded)

    return decorate


def runs_it(found, person):
    programme = found if isinstance(found, Programme) else found.programme
    return programme.admins.filter(pk=person.pk).exists()


def wants_in(found, person):
    return found.person_id == person.pk


def declared_it(found, person):
    return found.declared_by_id == person.pk and found.source == found.Source.APPLICANT


def is_asked(found, person):
    return found.answers.standing().filter(person=person).exists()


def reviews(found, person):
    return runs_it(found, person) and not wants_in(found, person)


def noted_it(found, person):
    return found.author_id == person.pk


runner_of = partial(outside_rooms, admits=runs_it, label="admin of")
applicant_of = partial(outside_rooms, admits=wants_in, label="writer of")
reviewer_of = partial(outside_rooms, admits=reviews, label="admin of, not the writer of, an")
author_of_note = partial(outside_rooms, admits=noted_it, label="author of")
declarer_of = partial(outside_rooms, admits=declared_it, label="declarer of")
asked_about = partial(outside_rooms, admits=is_asked, label="asked about")
judge_of = partial(outside_rooms, admits=conflicts.may_judge, label="admin, neither of the two of a")


def offered_to_people(view):
    """Open to whoever is signed in; hands over a programme that takes people in, will, or once did."""

    @wraps(view)
    def guarded(request, programme_slug, **kwargs):
        return view(request, get_object_or_404(Programme.objects.offered(), slug=programme_slug), **kwargs)

    return open_to("programme that is offered")(guarded)


def offered(view):
    """Open to everybody, signed in or not; hands over such a programme."""
    return login_not_required(offered_to_people(view))


def fellow(view):
    """Open to those who sit in a group with somebody; hands over the person."""

    @wraps(view)
    def guarded(request, fellow_id, **kwargs):
        return view(request, get_object_or_404(Person.objects.visible_to(request.user), pk=fellow_id), **kwargs)

    return open_to("fellow")(guarded)


def holder_of_link(view):
    """Open to whoever holds the link of an invitation; what stands behind it is for the invited person only."""

    @wraps(view)
    def guarded(request, token):
        invitation = Invitation.behind(token)
        if invitation is None:
            return render(request, "groups/invitation_unknown.html", status=404)
        return view(request, invitation)

    return open_to("holder of the link")(login_not_required(guarded))


def asked_by_link(view):
    """Open to whoever holds the link of a mail that asks somebody to apply; hands over who was asked."""

    @by_link
    @wraps(view)
    def guarded(request, asked_token):
        asked = Asked.behind(asked_token)
        if asked is None:
            raise Http404
        return view(request, asked)

    return guarded


def subscribed(view):
    """Open to any calendar that knows a person's secret address; it makes no difference who is signed in."""

    @wraps(view)
    def guarded(request, secret):
        request.feed = CalendarFeed.objects.behind(secret)
        return view(request, feed=request.feed) if request.feed else nowhere(request)

    return open_to("holder of a calendar's address")(login_not_required(guarded))


@limited("20/10 minutes", by=address, counting=(404,))
def nowhere(request):
    """Answer a wrong address. Only these are counted: one provider reads many people's calendars from one place."""
    raise Http404
