"""Lets whom a text was handed to keep it or delete it, and change no word of it, even with the setting made by hand."""

from django.db import migrations

KEEP_OR_DELETE = """
CREATE FUNCTION settled_is_kept_or_deleted() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.body NOT IN ('', OLD.body) OR (NEW.expires_on IS NOT NULL AND NEW.expires_on IS DISTINCT FROM OLD.expires_on)
        OR to_jsonb(NEW) - '{body,expires_on}'::text[] <> to_jsonb(OLD) - '{body,expires_on}'::text[]
    THEN
        RAISE EXCEPTION 'what was handed over is kept or deleted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER settled_words_stay_as_written BEFORE UPDATE ON groups_words
    FOR EACH ROW WHEN (current_setting('app.settling', true) = 'on') EXECUTE FUNCTION settled_is_kept_or_deleted();
"""
CHANGE = """
DROP TRIGGER settled_words_stay_as_written ON groups_words;
DROP FUNCTION settled_is_kept_or_deleted();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0020_causes_are_named")]
    operations = [migrations.RunSQL(KEEP_OR_DELETE, CHANGE)]
