"""Lets a person open chosen pages to a helper; what was let and looked at only grows, but for its end."""

import datetime
import django.db.models.deletion
import django.db.models.expressions
import peergroups.kit.ids
from django.conf import settings
from django.db import migrations, models


ONLY_GROWS = """
REVOKE UPDATE, DELETE ON groups_look, groups_help FROM CURRENT_USER;
GRANT UPDATE (ended_at, ended_by_id) ON groups_help TO CURRENT_USER;
"""
MAY_SHRINK = "GRANT UPDATE, DELETE ON groups_look, groups_help TO CURRENT_USER;"


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0019_lost_second_factors"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="helped_until",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.CreateModel(
            name="Help",
            fields=[
                (
                    "id",
                    peergroups.kit.ids.RandomId(
                        default=peergroups.kit.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("pages", models.JSONField()),
                ("opened_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "helper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="helps_given",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="helps", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at"],
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    peergroups.kit.ids.RandomId(
                        default=peergroups.kit.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("page", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "help",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="looks", to="groups.help"
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
            },
        ),
        migrations.AddConstraint(
            model_name="help",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "closes_at__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("opened_at"), "+", models.Value(datetime.timedelta(seconds=3600))
                        ),
                    )
                ),
                name="help_ends_by_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="help",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", models.F("helper")), _negated=True), name="nobody_helps_themselves"
            ),
        ),
        migrations.RunSQL(ONLY_GROWS, MAY_SHRINK),
    ]
