"""Lets people say in which country they live, where their clock does not tell."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0038_words_for_those_asked_to_apply")]

    operations = [
        migrations.AddField(
            "person", "country", models.CharField(blank=True, max_length=2, default=""), preserve_default=False
        ),
    ]
