"""How does a test bring a list in through the pages?"""

from django.core.files.uploadedfile import SimpleUploadedFile

from groups.models import Import
from peergroups import tasks

HEADING = "name,e-mail,industry,free times"
WORDS = {"words": "You build what others only draw. Come and think with us."}


def chosen(raw, name="people.csv"):
    return SimpleUploadedFile(name, raw if isinstance(raw, bytes) else raw.encode())


def bring_in(client, cohort, raw=None, rows="", decision="applied"):
    given = {"cohort": cohort.pk, "rows": rows, "decision": decision} | (
        {"file": chosen(raw)} if raw is not None else {}
    )
    return client.post(f"/programmes/{cohort.programme.slug}/people/import/", given)


def previewed(client, cohort, raw, decision="applied"):
    """Bring a list in and take our guesses; return the import."""
    assert bring_in(client, cohort, raw, decision=decision).status_code == 302
    batch = Import.objects.latest("began_at")
    page = client.get(f"/imports/{batch.pk}/columns/")
    guessed = {name: field.initial for name, field in page.context["form"].fields.items()}
    assert client.post(f"/imports/{batch.pk}/columns/", guessed).status_code == 302
    return Import.objects.get(pk=batch.pk)


def carried_on():
    for batch in Import.objects.waiting():
        tasks.carry_on_import(batch.pk)


def people(number):
    return "\n".join([HEADING, *[f"Person {n},p{n}@example.org,food,Tue 18-20" for n in range(number)]])
