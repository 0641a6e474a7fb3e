"""Keeps what became of a report that something left the room; what was written stands in words."""

import django.db.models.deletion
import peergroups.kit.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0023_words_have_a_ladder"),
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
                    ("erased", "was erased"),
                    ("rotated_keys", "changed the keys"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="Breach",
            fields=[
                (
                    "id",
                    peergroups.kit.ids.RandomId(
                        default=peergroups.kit.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("says_who", models.BooleanField()),
                ("reported_at", models.DateTimeField()),
                ("talk_on", models.DateField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("talked_through", "We talked it through"),
                            ("charter_changed", "We change the charter"),
                            ("person_leaves", "Somebody leaves the group"),
                            ("no_breach", "Nothing left the room"),
                        ],
                        max_length=15,
                    ),
                ),
                ("recorded_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "decision",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision_of",
                        to="groups.words",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="breaches", to="groups.group"
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="report_of", to="groups.words"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "breaches",
                "ordering": ["-reported_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decided_at", None), ("talk_on__isnull", False), _connector="OR"),
                        name="talk_before_deciding",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("outcome", "")),
                            models.Q(("decided_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="an_outcome_when_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recorded_at", None),
                            models.Q(("decided_at__isnull", False), ("recorded_at__gte", models.F("decided_at"))),
                            _connector="OR",
                        ),
                        name="decide_before_recording",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recorded_at", None), ("withdrawn_at", None), _connector="OR"),
                        name="on_record_or_withdrawn",
                    ),
                ],
            },
        ),
    ]
