import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0039_people_may_name_their_country"),
        ("meetings", "0012_who_was_there"),
    ]

    operations = [
        migrations.CreateModel(
            name="Facilitation",
            fields=[
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="facilitation",
                        serialize=False,
                        to="groups.group",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pro", "A professional, who takes no other role"),
                            ("fixed", "One of us, always the same"),
                            ("rotating", "Each of us in turn"),
                        ],
                        max_length=8,
                    ),
                ),
            ],
        ),
    ]
