"""Keeps when people can meet, and who has settled in: whoever sat in a group before is not asked."""

import django.db.models.deletion
import peergroups.kit.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0021_a_calendar_of_ones_own"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="welcomed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.CreateModel(
            name="FreeTime",
            fields=[
                (
                    "id",
                    peergroups.kit.ids.RandomId(
                        default=peergroups.kit.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("begins", models.PositiveSmallIntegerField()),
                ("ends", models.PositiveSmallIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="free_times",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["begins"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("person"), models.F("begins"), name="one_stretch_per_person_and_begin"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("begins__lt", models.F("ends")), ("ends__lte", 336)),
                        name="a_stretch_lies_in_the_week",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "UPDATE groups_person SET welcomed_at = joined_at WHERE id IN (SELECT person_id FROM groups_membership)",
            migrations.RunSQL.noop,
        ),
    ]
