"""Binds requests for a seat, parked topics, updates and topics to words of their own author, written in that group."""

from django.db import migrations

OF_GROUP = """
CREATE FUNCTION a_%(noun)s_is_ones_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM demand_own_words(NEW.words_id, NEW.person_id, NEW.group_id);
    RETURN NEW;
END $$;
"""
OF_MEETING = """
CREATE FUNCTION a_%(noun)s_is_ones_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM demand_own_words(NEW.words_id, NEW.person_id, meeting.group_id)
    FROM meetings_meeting meeting WHERE meeting.id = NEW.meeting_id;
    IF NOT FOUND THEN
        PERFORM demand_own_words(NEW.words_id, NULL, NULL);
    END IF;
    RETURN NEW;
END $$;
"""
TRIGGERS = """
CREATE TRIGGER own_%(noun)s BEFORE INSERT ON meetings_%(noun)s
    FOR EACH ROW EXECUTE FUNCTION a_%(noun)s_is_ones_own();
CREATE TRIGGER own_%(noun)s_still BEFORE UPDATE ON meetings_%(noun)s
    FOR EACH ROW WHEN ((NEW.words_id, NEW.person_id, NEW.%(owner)s) IS DISTINCT FROM (OLD.words_id, OLD.person_id, OLD.%(owner)s))
    EXECUTE FUNCTION a_%(noun)s_is_ones_own();
"""
ANY = """
DROP TRIGGER own_%(noun)s_still ON meetings_%(noun)s;
DROP TRIGGER own_%(noun)s ON meetings_%(noun)s;
DROP FUNCTION a_%(noun)s_is_ones_own();
"""


def bound(noun, owner):
    names = {"noun": noun, "owner": owner}
    function = OF_GROUP if owner == "group_id" else OF_MEETING
    return migrations.RunSQL((function + TRIGGERS) % names, ANY % names)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_the_month"), ("groups", "0023_words_have_a_ladder")]
    operations = [
        bound("seatrequest", "group_id"),
        bound("parkedtopic", "group_id"),
        bound("update", "meeting_id"),
        bound("topic", "meeting_id"),
    ]
