"""Binds a brief to words of the person in its hot seat, written in the group that meets."""

from django.db import migrations

OWN = """
CREATE FUNCTION a_brief_is_ones_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM demand_own_words(NEW.words_id, seat.person_id, meeting.group_id)
    FROM meetings_hotseat seat JOIN meetings_meeting meeting ON meeting.id = seat.meeting_id WHERE seat.id = NEW.seat_id;
    IF NOT FOUND THEN
        PERFORM demand_own_words(NEW.words_id, NULL, NULL);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER own_brief BEFORE INSERT ON meetings_brief FOR EACH ROW EXECUTE FUNCTION a_brief_is_ones_own();
CREATE TRIGGER own_brief_still BEFORE UPDATE ON meetings_brief
    FOR EACH ROW WHEN ((NEW.words_id, NEW.seat_id) IS DISTINCT FROM (OLD.words_id, OLD.seat_id))
    EXECUTE FUNCTION a_brief_is_ones_own();
"""
ANY = """
DROP TRIGGER own_brief_still ON meetings_brief;
DROP TRIGGER own_brief ON meetings_brief;
DROP FUNCTION a_brief_is_ones_own();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_meetings_are_revised"), ("groups", "0023_words_have_a_ladder")]
    operations = [migrations.RunSQL(OWN, ANY)]
