"""Who is this? One account per human being, whatever rooms they sit in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext

from groups.zones import known_zone
from peergroups.kit.ids import RandomId


class PersonQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those who sit in a group whose room is open to this person, and they themselves."""
        rooms = person.memberships.signed().values("group")
        there = person.memberships.model.objects.current().filter(group__in=rooms).values("person")
        return self.filter(Q(pk=person.pk) | Q(pk__in=there), erased_at=None)


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    """Makes people; allauth and Django's commands ask for these two names."""

    def create_user(self, email, password=None, **fields):
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        # Unproven until they sign in; without it allauth would write one while a page is only read.
        person.emailaddress_set.create(email=person.email, primary=True)
        return person

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_operator=True, **fields)


class Person(AbstractBaseUser):
    """An account: a name, a business in two lines, and the clock on this person's wall."""

    id = RandomId()
    email = models.EmailField("e-mail", unique=True)
    name = models.CharField(max_length=80)
    business = models.CharField("business, in two lines", max_length=200, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC", validators=[known_zone])
    country = models.CharField(max_length=2, blank=True)  # whose public holidays they keep; empty: as the zone says
    language = models.CharField(max_length=10, default="en")
    calendar_names_group = models.BooleanField(default=False)  # else every meeting is called the same
    hears_of_intakes = models.BooleanField(default=False)  # after a group: listed by name, and told of the next intake
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField("runs the server", default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    helped_until = models.DateTimeField(null=True, blank=True, editable=False)  # while somebody may look
    welcomed_at = models.DateTimeField(null=True, blank=True, editable=False)  # the newcomer's list is done, or left
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name_plural = "people"
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_address")]

    @classmethod
    def only_id(cls, pk):
        """Stand in for a person in a query that is prepared once for everybody: nothing but the id is loaded."""
        return cls.from_db(None, ["id"], [pk])

    def __str__(self):
        return gettext("A former member") if self.erased_at else self.name or self.email

    @property
    def first_name(self):
        """The name that friends use in a sentence."""
        return str(self) if self.erased_at else str(self).split()[0]

    def is_known_since(self, moment):
        """Say whether the account was there by then: one made meanwhile may be the asker's own second one."""
        return self.joined_at <= moment

    @property
    def is_staff(self):
        """Django's admin asks this; operators alone may enter, and it shows no words."""
        return self.is_operator

    def has_perm(self, perm, obj=None):
        return self.is_active and self.is_operator

    def has_module_perms(self, app_label):
        return self.is_active and self.is_operator

    @cached_property
    def runs_programmes(self):
        """Whether they are an admin of any programme; of whoever asks for a page this came along with the person."""
        return self.programmes_run.exists()

    @cached_property
    def facilitates(self):
        """Whether they facilitate any group; it came along likewise."""
        return self.memberships.current().facilitating().exists()

    @property
    def tasks(self):
        """Which tabs of the navigation they have besides those that everybody has."""
        held = {"facilitate": self.facilitates, "programmes": self.runs_programmes}
        return tuple(task for task, is_theirs in held.items() if is_theirs)

    def settle_in(self, *, now):
        """Be a newcomer no more; twice keeps the first moment."""
        if self.welcomed_at is None:
            self.welcomed_at = now
            self.save(update_fields=["welcomed_at"])

    def make_nobody(self, *, now):
        """Keep the row that facts point at, and nothing that says who it was."""
        self.name, self.business, self.email = "", "", f"{self.pk}@erased.invalid"
        self.time_zone, self.country, self.language, self.calendar_names_group = "UTC", "", "en", False
        self.hears_of_intakes = False
        self.is_active = self.is_operator = False
        self.last_login, self.helped_until, self.erased_at = None, None, self.erased_at or now
        self.set_unusable_password()
        self.save()
