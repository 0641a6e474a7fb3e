"""Who is asking? The wall tells the database, and the database shows nobody but them their rooms' words."""

from contextlib import contextmanager

from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.db.models import BooleanField, Func

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
# Here a made-up cast is written before a page is read; it is rolled back like all that is read.
STAGE = "/manage/preview/"


class RoomWall:
    """Opens one transaction round each request, in which the database knows who asks; reading requests cannot write."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        person_id = request.user.pk or ""
        only_reads = request.method in SAFE_METHODS
        with transaction.atomic():
            ask_as(person_id, read_only=only_reads and not request.path_info.startswith(STAGE))
            response = self.get_response(request)
            if only_reads or response.status_code >= 500:
                transaction.set_rollback(True)
            return response

    def process_exception(self, request, exception):
        transaction.set_rollback(True)


class IsOpen(Func):
    """Whether a group is open to whoever asks, by the wall's own rule, for facts that stay where words are hidden."""

    template = "%(expressions)s = ANY ((SELECT my_groups())::bigint[])"
    output_field = BooleanField()


def ask_as(person_id, *, read_only=False):
    """Tell the database who asks until the transaction ends (`true`: never longer, connections are shared)."""
    with connection.cursor() as cursor:
        if read_only:
            cursor.execute(
                "SELECT set_config('app.person_id', %s, true), set_config('transaction_read_only', 'on', true)",
                [str(person_id)],
            )
        else:
            cursor.execute("SELECT set_config('app.person_id', %s, true)", [str(person_id)])


@contextmanager
def as_person(person):
    """Act for one person: the database shows and takes what it would from them, until the block ends."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('app.person_id', true)")
            before = cursor.fetchone()[0] or ""
        ask_as(person.pk)
        yield
        ask_as(before)


@contextmanager
def unforced():
    """Let the tables' owner write many people's words at once, to fill a demo or move data.

    Nobody else ever finds the wall down: the table is locked until the transaction ends, and a rollback puts it back.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        alter_words(cursor, "NO FORCE")
        yield
        alter_words(cursor, "FORCE")


def alter_words(cursor, force):
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # Postgres alters no table with checks still to be made
    cursor.execute(f"ALTER TABLE groups_words {force} ROW LEVEL SECURITY")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def role_passes_the_wall(role=None):
    """Say whether the database would let a role, ours unless named, read everything, whoever asks."""
    with connection.cursor() as cursor:
        question = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = coalesce(%s, current_user)"
        cursor.execute(question, [role])
        return cursor.fetchone()[0]


UNSAFE_ROLE = (
    "The database role is a superuser or has BYPASSRLS, so nothing keeps one group's words from another. "
    "Connect as an ordinary role: CREATE ROLE peergroups LOGIN PASSWORD '…' NOSUPERUSER NOBYPASSRLS."
)


def refuse_unsafe_role():
    """Stop a web server or a worker from starting where the wall would not hold."""
    if role_passes_the_wall():
        raise ImproperlyConfigured(UNSAFE_ROLE)


@register(Tags.database)
def check_role(app_configs=None, databases=None, **kwargs):
    if not databases or not role_passes_the_wall():
        return []
    return [Error(UNSAFE_ROLE, id="groups.E001")]
