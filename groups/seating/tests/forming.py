"""How does a test open the page on which groups are formed?"""


def address(cohort, more=""):
    return f"/cohorts/{cohort.pk}/forming/{more}"


def page(client, cohort, more=""):
    return client.get(address(cohort, more)).content.decode()
