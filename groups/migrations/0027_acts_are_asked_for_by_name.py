"""Lets the list of acts grow without a migration: the field asks for it by name from now on."""

import groups.models.audit
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0026_readers_are_their_authors_choice"),
    ]

    operations = [
        migrations.AlterField(
            model_name="auditevent",
            name="act",
            field=models.CharField(choices=groups.models.audit.acts, max_length=20),
        ),
    ]
