"""Whom does an admin look at? An intake of a thousand and a workbench of three hundred, beside what is measured."""

import json
import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402 - needs the apps, which are loaded above

from bench.visitors import queries, sign_in  # noqa: E402
from groups.models import Programme  # noqa: E402
from groups.running import open_programme  # noqa: E402
from peergroups.demo import cast, throng  # noqa: E402


def intakes(people, seated):
    """Fill both, and return the admin with the large intake and a draft of the other."""
    now = timezone.now()
    programme = Programme.objects.get(name=cast.read().programme)
    admin = programme.admins.get()
    large = throng.fill(programme, by=admin, now=now, people=people)
    beside = open_programme("Workbench", zone=programme.zone, admin=admin.email, by=admin, now=now)
    cohort = throng.fill(beside, by=admin, now=now, seed=1, people=seated)
    return admin, large, throng.lay(cohort, by=admin, now=now)


def pages(large, draft):
    programme = large.programme
    here, wanted, bench = programme.get_absolute_url(), large.get_absolute_url(), draft.get_absolute_url()
    group = draft.plan_steps.get().plan["groups"][0]
    yield "Programme", here
    yield "People", f"{here}people/"
    yield "Who sits apart", f"{here}conflicts/"
    yield "Facilitators", f"{here}facilitators/"
    yield "Who wants in", f"{wanted}applications/?state=all"
    yield "One who wants in", f"/applications/{large.applications.first().pk}/review/"
    yield "Form groups", f"{wanted}forming/"
    yield "Workbench", bench
    yield "One of its groups", f"{bench}groups/{group['key']}/"
    yield "Where somebody could go", f"{bench}people/{group['members'][0]}/"


def main(people, seated):
    admin, large, draft = intakes(people, seated)
    cookie = sign_in(admin)
    visits = {
        name: {"path": path, "cookie": cookie, "queries": queries(path, cookie)} for name, path in pages(large, draft)
    }
    groups = draft.plan_steps.get().plan["groups"]
    move = {"path": f"{draft.get_absolute_url()}move/", "cookie": cookie, "step": draft.plan_steps.get().pk}
    move |= {"person": groups[0]["members"][0], "to": [groups[1]["key"], groups[0]["key"]]}
    return {"groups": len(groups), "pages": visits, "move": move}


if __name__ == "__main__":
    print(json.dumps(main(**json.load(sys.stdin))))
