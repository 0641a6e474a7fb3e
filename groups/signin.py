"""How does a person get in? By a code sent to their own address; accounts begin with an invitation only."""

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    """Closes open sign-up: an account is made when somebody is invited."""

    def is_open_for_signup(self, request):
        return False


def display(person):
    """Return the name that allauth's mails and pages greet with."""
    return person.first_name
