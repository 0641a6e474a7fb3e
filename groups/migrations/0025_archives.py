"""Keeps who asked for an archive of a group, and who lets which of their words into it."""

import django.db.models.deletion
import peergroups.kit.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0024_breaches"),
    ]

    operations = [
        migrations.AlterField(
            model_name="auditevent",
            name="act",
            field=models.CharField(
                choices=[
                    ("invited", "invited"),
                    ("sent_again", "sent a new link to"),
                    ("withdrew", "withdrew the invitation of"),
                    ("joined", "joined"),
                    ("left", "left"),
                    ("gave_notice", "gave notice"),
                    ("stayed", "stays after all"),
                    ("started", "started the group"),
                    ("gave_reason", "gave a reason for the group's size"),
                    ("signed", "signed the charter"),
                    ("changed_charter", "changed the charter"),
                    ("changed_role", "changed the role of"),
                    ("paused", "began a sabbatical"),
                    ("extended", "changed the end of their sabbatical"),
                    ("returned", "came back from a sabbatical"),
                    ("narrowed", "let fewer people read something they wrote"),
                    ("refused", "was refused"),
                    ("broke_glass", "asked to read the room"),
                    ("confirmed_glass", "agreed to the reading of the room"),
                    ("read_through_glass", "read a page of the room"),
                    ("ended_glass", "ended the reading of the room"),
                    ("breach_reported", "reported that something left the room"),
                    ("breach_talked", "named a day to talk about what left the room"),
                    ("breach_decided", "wrote down what came of what left the room"),
                    ("breach_recorded", "put on record what came of what left the room"),
                    ("breach_withdrawn", "took a report back"),
                    ("let_help", "let support help"),
                    ("ended_help", "ended the help of support"),
                    ("asked_lift", "asked to take away the second factor of"),
                    ("agreed_to_lift", "agreed to take away the second factor of"),
                    ("kept_factor", "kept their second factor"),
                    ("lifted", "took away the second factor of"),
                    ("exported", "exported their own words"),
                    ("asked_archive", "asked for an archive of the group"),
                    ("answered_archive", "answered about the archive of the group"),
                    ("made_archive", "had the archive of the group made"),
                    ("erased", "was erased"),
                    ("rotated_keys", "changed the keys"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="Archive",
            fields=[
                (
                    "id",
                    peergroups.kit.ids.RandomId(
                        default=peergroups.kit.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="archives", to="groups.group"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="export",
            name="archive",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="export", to="groups.archive"
            ),
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    peergroups.kit.ids.RandomId(
                        default=peergroups.kit.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "said",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Nothing yet"),
                            ("yes", "Yes, with my name and the words I choose below"),
                            ("no", "No: only the dates, without my name and my words"),
                        ],
                        max_length=3,
                    ),
                ),
                ("said_at", models.DateTimeField(null=True)),
                ("given", models.JSONField(default=list)),
                (
                    "archive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="groups.archive"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="archive",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("asked_at"))), name="an_archive_closes_after_it_is_asked"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                models.F("archive"), models.F("person"), name="one_consent_per_archive_and_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("said", "yes"), ("given", []), _connector="OR"), name="words_only_with_a_yes"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("said", ""), ("said_at__isnull", False), _connector="OR"),
                name="what_is_said_has_its_moment",
            ),
        ),
    ]
