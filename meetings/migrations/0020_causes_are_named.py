"""Keeps the real question of a hot seat, bound to words of its presenter, written in the group that meets."""

import django.db.models.deletion
from django.db import migrations, models

import peergroups.kit.ids

OWN = """
CREATE FUNCTION a_cause_is_ones_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM demand_own_words(NEW.words_id, seat.person_id, meeting.group_id)
    FROM meetings_hotseat seat JOIN meetings_meeting meeting ON meeting.id = seat.meeting_id WHERE seat.id = NEW.seat_id;
    IF NOT FOUND THEN
        PERFORM demand_own_words(NEW.words_id, NULL, NULL);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER own_cause BEFORE INSERT OR UPDATE ON meetings_cause FOR EACH ROW EXECUTE FUNCTION a_cause_is_ones_own();
"""
ANY = """
DROP TRIGGER own_cause ON meetings_cause;
DROP FUNCTION a_cause_is_ones_own();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0019_rounds_have_turns")]
    operations = [
        migrations.CreateModel(
            name="Cause",
            fields=[
                (
                    "id",
                    peergroups.kit.ids.RandomId(
                        default=peergroups.kit.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "seat",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cause", to="meetings.hotseat"
                    ),
                ),
                (
                    "words",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cause", to="groups.words"
                    ),
                ),
            ],
        ),
        migrations.RunSQL(OWN, ANY),
    ]
