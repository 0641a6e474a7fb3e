"""Keeps how it went a month after a hot seat and after three, bound to words of its presenter."""

import django.db.models.deletion
import peergroups.kit.ids
from django.db import migrations, models


OWN = """
CREATE FUNCTION a_look_back_is_ones_own() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM demand_own_words(NEW.words_id, seat.person_id, meeting.group_id)
    FROM accountability_readback read_back JOIN meetings_hotseat seat ON seat.id = read_back.seat_id
    JOIN meetings_meeting meeting ON meeting.id = seat.meeting_id
    WHERE read_back.id = NEW.read_back_id;
    IF NOT FOUND THEN
        PERFORM demand_own_words(NEW.words_id, NULL, NULL);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER own_look_back BEFORE INSERT ON accountability_lookback
    FOR EACH ROW EXECUTE FUNCTION a_look_back_is_ones_own();
CREATE TRIGGER own_look_back_still BEFORE UPDATE ON accountability_lookback
    FOR EACH ROW WHEN ((NEW.words_id, NEW.read_back_id) IS DISTINCT FROM (OLD.words_id, OLD.read_back_id))
    EXECUTE FUNCTION a_look_back_is_ones_own();
"""
ANY = """
DROP TRIGGER own_look_back_still ON accountability_lookback;
DROP TRIGGER own_look_back ON accountability_lookback;
DROP FUNCTION a_look_back_is_ones_own();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accountability", "0005_how_to_hold_me"),
        ("groups", "0040_whom_to_call_in_a_crisis"),
    ]

    operations = [
        migrations.CreateModel(
            name="LookBack",
            fields=[
                ("shared_at", models.DateTimeField(blank=True, null=True)),
                (
                    "id",
                    peergroups.kit.ids.RandomId(
                        default=peergroups.kit.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("months", models.PositiveSmallIntegerField()),
                ("said_at", models.DateTimeField()),
                (
                    "read_back",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="look_backs",
                        to="accountability.readback",
                    ),
                ),
                (
                    "words",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="look_back", to="groups.words"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("read_back"), models.F("months"), name="one_look_back_per_read_back_and_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("months__in", [1, 3])), name="looked_back_after_one_month_or_three"
                    ),
                ],
            },
        ),
        migrations.RunSQL(OWN, ANY),
    ]
