"""Keeps who asked for their own words, and lets one function hand them over, also those in groups one has left."""

import django.db.models.deletion
import peergroups.kit.ids
from django.conf import settings
from django.db import migrations, models

OPEN = """
CREATE POLICY find_my_own ON groups_words FOR SELECT USING (
    author_id = (SELECT my_id()) AND (SELECT current_setting('app.own_words', true)) = 'on'
);

CREATE FUNCTION my_words() RETURNS SETOF groups_words
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM set_config('app.own_words', 'on', true);
    RETURN QUERY SELECT * FROM groups_words WHERE author_id = my_id() AND audience <> 'reader' ORDER BY written_at;
    PERFORM set_config('app.own_words', '', true);
END $$;
"""

CLOSE = """
DROP FUNCTION my_words();
DROP POLICY find_my_own ON groups_words;
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0010_a_signature_lasts_a_year")]
    operations = [
        migrations.CreateModel(
            name="Export",
            fields=[
                (
                    "id",
                    peergroups.kit.ids.RandomId(
                        default=peergroups.kit.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.RunSQL(OPEN, CLOSE),
    ]
