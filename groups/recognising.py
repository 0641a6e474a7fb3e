"""Who asks for a page? The person of the session, and what the frame of every page has to know of them."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef

from groups.models import Person, Programme


class Recognised(AuthenticationBackend):
    """Finds a session's person; whether they run a programme is asked in the same breath, and not once more a page."""

    def get_user(self, user_id):
        run = Programme.objects.filter(admins=OuterRef("pk"))
        found = Person.objects.annotate(runs_programmes=Exists(run)).filter(pk=user_id).first()
        return found if found and self.user_can_authenticate(found) else None
