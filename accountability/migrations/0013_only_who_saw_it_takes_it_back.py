"""Binds a sighting to whoever said it: others who read it may neither delete it nor put their own in its place."""

from django.db import migrations

WORDS = """
    FROM accountability_followup said
    JOIN accountability_commitment made ON made.id = said.commitment_id
    JOIN groups_words words ON words.id = made.words_id
    WHERE said.id = accountability_sighting.said_id
"""
OWN = """
    by_id = (SELECT my_id()) AND EXISTS (
        SELECT {words} AND said.outcome = 'done' AND made.carried_at IS NULL AND made.person_id <> by_id
    )
"""
# A word said since was not seen yet, so whoever sees that one takes the place of who saw the one before.
BY_VERB = """
DROP POLICY with_the_words ON accountability_sighting;
CREATE POLICY with_the_words ON accountability_sighting FOR SELECT USING (EXISTS (SELECT {words}));
CREATE POLICY said_by_oneself ON accountability_sighting FOR INSERT WITH CHECK ({own});
CREATE POLICY said_anew ON accountability_sighting FOR UPDATE
    USING (by_id = (SELECT my_id()) OR EXISTS (SELECT {words} AND said.said_at <> accountability_sighting.said_at))
    WITH CHECK ({own});
CREATE POLICY taken_back ON accountability_sighting FOR DELETE
    USING (by_id = (SELECT my_id()) OR EXISTS (SELECT {words} AND made.person_id = (SELECT my_id())));
"""
FOR_ALL = """
DROP POLICY taken_back ON accountability_sighting;
DROP POLICY said_anew ON accountability_sighting;
DROP POLICY said_by_oneself ON accountability_sighting;
DROP POLICY with_the_words ON accountability_sighting;
CREATE POLICY with_the_words ON accountability_sighting
    USING (EXISTS (SELECT {words}))
    WITH CHECK ({own});
"""


def filled(sql):
    return sql.format(own=OWN.format(words=WORDS), words=WORDS)


class Migration(migrations.Migration):
    dependencies = [("accountability", "0012_buddies_see_what_is_done")]
    operations = [migrations.RunSQL(filled(BY_VERB), filled(FOR_ALL))]
