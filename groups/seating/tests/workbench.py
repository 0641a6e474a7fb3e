"""How does a test reach the workbench, and what stands on it?"""

from django.urls import reverse

from groups.models import Conflict, Person
from groups.tests.makers import NOON


def one(name):
    return str(Person.objects.get(name__startswith=name).pk)


def at(draft, name="draft", *more):
    return reverse(f"groups:{name}", args=[draft.programme.slug, draft.pk, *more])


def now(draft):
    return draft.plan_steps.get(is_current=True)


def moved(draft):
    """Name somebody of the larger group, and the key of the smaller one."""
    small, large = sorted(now(draft).plan["groups"], key=lambda group: len(group["members"]))
    return large["members"][0], small["key"]


def keep_apart(draft, one, other, source="admin"):
    """Let two be kept apart in a draft that is made already."""
    draft.pool["keep_apart"].append(sorted((one, other)))
    draft.save()
    two = {"one_id": int(one), "other_id": int(other)}
    Conflict.objects.create(programme=draft.programme, kind="not_with", source=source, declared_at=NOON, **two)


def seen(draft):
    return now(draft).pk


def move(client, draft, person, to, **more):
    """Move somebody, and read what the page says then."""
    sent = {"seen": seen(draft), "person": person, "to": to} | more
    return client.post(at(draft, "move"), sent, follow=True).content.decode()


def keep_under(draft, person, keeper):
    """Let somebody be kept from a facilitator in a draft that is made already."""
    draft.pool["facilitator_apart"] = [sorted((person, keeper))]
    draft.save()
    two = {"one_id": int(person), "other_id": int(keeper)}
    Conflict.objects.create(
        programme=draft.programme, kind="not_with", source="admin", declared_by=None, declared_at=NOON, **two
    )
