"""Who asks for a page? The person of the session, and what the frame of every page has to know of them."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Case, Exists, OuterRef, Value, When

from groups.models import Membership, Person, Programme
from peergroups.kit.questions import Rows
from peergroups.outbox import standing


def recognised(number):
    """Ask for the person, for their tasks, and for overseers whether mails still go out, all in one breath."""
    run = Exists(Programme.objects.filter(admins=OuterRef("pk")))
    keeps = Membership.objects.current().facilitating().filter(person=OuterRef("pk"))
    others = When(is_operator=False, runs_programmes=False, then=Value(""))
    still = Case(others, *standing.stand_still(), default=Value(""))
    people = Person.objects.annotate(runs_programmes=run, facilitates=Exists(keeps))
    return people.annotate(mail_stands_still=still).filter(pk=number)


people = Rows(recognised, int)


class Recognised(AuthenticationBackend):
    """Finds a session's person."""

    def get_user(self, user_id):
        found = people.first(int(user_id))
        return found if found and self.user_can_authenticate(found) else None
