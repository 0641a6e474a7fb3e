"""Lets members choose to be held by a buddy, and a buddy say that they saw something done, to those who read it."""

import django.db.models.deletion
import peergroups.kit.ids
from django.conf import settings
from django.db import migrations, models

# That somebody saw it tells who reads it, which the wall hides: so it is shown with the words, and said by oneself alone.
RAISE = """
ALTER TABLE accountability_sighting ENABLE ROW LEVEL SECURITY;
ALTER TABLE accountability_sighting FORCE ROW LEVEL SECURITY;
CREATE POLICY with_the_words ON accountability_sighting
    USING (EXISTS (
        SELECT FROM accountability_followup said
        JOIN accountability_commitment made ON made.id = said.commitment_id
        JOIN groups_words words ON words.id = made.words_id
        WHERE said.id = said_id
    ))
    WITH CHECK (by_id = (SELECT my_id()) AND EXISTS (
        SELECT FROM accountability_followup said
        JOIN accountability_commitment made ON made.id = said.commitment_id
        JOIN groups_words words ON words.id = made.words_id
        WHERE said.id = said_id AND said.outcome = 'done' AND made.carried_at IS NULL AND made.person_id <> by_id
    ));
"""
LOWER = """
DROP POLICY with_the_words ON accountability_sighting;
ALTER TABLE accountability_sighting NO FORCE ROW LEVEL SECURITY;
ALTER TABLE accountability_sighting DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accountability", "0011_lessons_are_taken_down"),
        ("groups", "0040_whom_to_call_in_a_crisis"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="holding",
            name="by",
            field=models.CharField(
                choices=[("app", "The app alone"), ("buddy", "A buddy"), ("facilitator", "The facilitator")],
                default="app",
                max_length=11,
            ),
        ),
        migrations.CreateModel(
            name="Sighting",
            fields=[
                (
                    "id",
                    peergroups.kit.ids.RandomId(
                        default=peergroups.kit.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("said_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sightings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "said",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sighting",
                        to="accountability.followup",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(RAISE, LOWER),
    ]
