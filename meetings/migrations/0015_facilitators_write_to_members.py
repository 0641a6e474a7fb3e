import django.db.models.deletion
import peergroups.kit.encryption
import peergroups.kit.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0039_people_may_name_their_country"),
        ("meetings", "0014_a_meeting_is_held"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    peergroups.kit.ids.RandomId(
                        default=peergroups.kit.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("answer", "Whether they come"),
                            ("brief", "Their brief"),
                            ("update", "Their update"),
                            ("times", "Which times suit them"),
                            ("word", "A private word"),
                        ],
                        max_length=6,
                    ),
                ),
                ("text", peergroups.kit.encryption.EncryptedTextField()),
                ("written_at", models.DateTimeField()),
                ("written_on", models.DateField()),
                ("emptied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters_written",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="groups.group"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="meetings.poll",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("written_at"), condition=models.Q(("emptied_at", None)), name="letters_not_yet_sent"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("person"),
                        models.F("group"),
                        models.F("matter"),
                        models.F("meeting"),
                        models.F("poll"),
                        models.F("written_on"),
                        name="one_letter_a_day_about_one_thing",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
    ]
