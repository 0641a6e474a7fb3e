"""Who asks for a page? The person of the session, and what the frame of every page has to know of them."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef

from groups.models import Membership, Person, Programme


class Recognised(AuthenticationBackend):
    """Finds a session's person; whether they run a programme or facilitate is asked in the same breath."""

    def get_user(self, user_id):
        run = Programme.objects.filter(admins=OuterRef("pk"))
        keeps = Membership.objects.current().facilitating().filter(person=OuterRef("pk"))
        people = Person.objects.annotate(runs_programmes=Exists(run), facilitates=Exists(keeps))
        found = people.filter(pk=user_id).first()
        return found if found and self.user_can_authenticate(found) else None
