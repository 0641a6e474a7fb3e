"""Lets two functions, and nothing else, see sealed texts of everybody while keys change: see `groups/keys.py`.

Both are bound to a stretch of ids by settings that they alone make, and take back before they end.
"""

from django.db import migrations

STRETCH = """
    id >= (SELECT nullif(current_setting('app.resealed_from', true), '')::bigint)
    AND id < (SELECT nullif(current_setting('app.resealed_to', true), '')::bigint)
"""

OPEN = """
CREATE POLICY read_a_stretch_while_keys_change ON groups_words FOR SELECT USING (STRETCH);
CREATE POLICY reseal_a_stretch_while_keys_change ON groups_words FOR UPDATE USING (STRETCH) WITH CHECK (STRETCH);

CREATE FUNCTION sealed_words(low bigint, high bigint) RETURNS TABLE (row_id bigint, sealed text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM set_config('app.resealed_from', low::text, true);
    PERFORM set_config('app.resealed_to', high::text, true);
    RETURN QUERY SELECT id, body FROM groups_words WHERE id >= low AND id < high ORDER BY id;
    PERFORM set_config('app.resealed_from', '', true);
    PERFORM set_config('app.resealed_to', '', true);
END $$;

CREATE FUNCTION reseal_words(row_id bigint, sealed text, anew text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    done boolean;
    next_id bigint := row_id + 1;
BEGIN
    PERFORM set_config('app.resealed_from', row_id::text, true);
    PERFORM set_config('app.resealed_to', next_id::text, true);
    UPDATE groups_words SET body = anew WHERE id = row_id AND body = sealed;
    done := FOUND;
    PERFORM set_config('app.resealed_from', '', true);
    PERFORM set_config('app.resealed_to', '', true);
    RETURN done;
END $$;
"""

CLOSE = """
DROP FUNCTION reseal_words(bigint, text, text);
DROP FUNCTION sealed_words(bigint, bigint);
DROP POLICY reseal_a_stretch_while_keys_change ON groups_words;
DROP POLICY read_a_stretch_while_keys_change ON groups_words;
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0004_the_log_only_grows")]
    operations = [migrations.RunSQL(OPEN.replace("STRETCH", STRETCH), CLOSE)]
