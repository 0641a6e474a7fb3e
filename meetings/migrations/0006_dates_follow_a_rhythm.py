"""Lets a rhythm skip days and say what is news of it, and a meeting keep a place of its own beside it."""

import django.contrib.postgres.fields
from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("meetings", "0005_what_members_bring_is_their_own")]

    operations = [
        migrations.AddField("meeting", "off_rhythm_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "cadence",
            "skipped",
            django.contrib.postgres.fields.ArrayField(models.DateField(), default=list, size=None),
        ),
        migrations.AddField(
            "cadence", "news_since", models.DateTimeField(default=timezone.now), preserve_default=False
        ),
        migrations.AddField(
            "cadence",
            "why",
            models.CharField(
                choices=[
                    ("chosen", "somebody saved them"),
                    ("next", "those that were told run out"),
                    ("clocks", "a country has changed its clocks"),
                    ("zone", "the group keeps another clock"),
                ],
                default="chosen",
                max_length=6,
            ),
        ),
        migrations.AddField("cadence", "zone", models.CharField(max_length=64, default="UTC"), preserve_default=False),
    ]
