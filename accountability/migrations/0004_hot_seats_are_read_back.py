"""Keeps what a presenter reads back and how their hot seat closed, bound to their own words and their own promise."""

import django.db.models.deletion
import peergroups.kit.ids
from django.db import migrations, models


OWN = """
CREATE FUNCTION a_read_back_is_ones_own() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM demand_own_words(NEW.words_id, seat.person_id, meeting.group_id)
    FROM meetings_hotseat seat JOIN meetings_meeting meeting ON meeting.id = seat.meeting_id
    WHERE seat.id = NEW.seat_id AND (NEW.commitment_id IS NULL OR EXISTS (
        SELECT 1 FROM accountability_commitment made
        WHERE made.id = NEW.commitment_id AND made.person_id = seat.person_id AND made.group_id = meeting.group_id
    ));
    IF NOT FOUND THEN
        PERFORM demand_own_words(NEW.words_id, NULL, NULL);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER own_read_back BEFORE INSERT ON accountability_readback
    FOR EACH ROW EXECUTE FUNCTION a_read_back_is_ones_own();
CREATE TRIGGER own_read_back_still BEFORE UPDATE ON accountability_readback
    FOR EACH ROW WHEN (
        (NEW.words_id, NEW.seat_id) IS DISTINCT FROM (OLD.words_id, OLD.seat_id)
        OR NEW.commitment_id IS NOT NULL AND NEW.commitment_id IS DISTINCT FROM OLD.commitment_id
    ) EXECUTE FUNCTION a_read_back_is_ones_own();
"""
ANY = """
DROP TRIGGER own_read_back_still ON accountability_readback;
DROP TRIGGER own_read_back ON accountability_readback;
DROP FUNCTION a_read_back_is_ones_own();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accountability", "0003_dictations"),
        ("groups", "0040_whom_to_call_in_a_crisis"),
        ("meetings", "0021_what_was_handed_over_is_kept_or_deleted"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReadBack",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                ("hand", models.CharField(blank=True, default="", max_length=8)),
                (
                    "id",
                    peergroups.kit.ids.RandomId(
                        default=peergroups.kit.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "closing",
                    models.CharField(
                        blank=True,
                        choices=[("action", "An action"), ("later", "Later"), ("none", "No action")],
                        default="",
                        max_length=6,
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "commitment",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="closes",
                        to="accountability.commitment",
                    ),
                ),
                (
                    "seat",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="read_back", to="meetings.hotseat"
                    ),
                ),
                (
                    "words",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="read_back", to="groups.words"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(models.F("closed_at"), name="read_backs_by_closing")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("closing", "")),
                            models.Q(("closed_at__isnull", False), ("closing__in", ["action", "later", "none"])),
                            _connector="OR",
                        ),
                        name="a_hot_seat_closes_in_one_of_three_ways",
                    )
                ],
            },
        ),
        migrations.RunSQL(OWN, ANY),
    ]
