"""Gives all words a last day, and lets one function empty those whose day is over: see `groups/retention.py`.

A row is emptied and not taken out: the commitment or brief that points at it is a fact and stays.
"""

from django.db import migrations

OPEN = """
ALTER TABLE groups_words NO FORCE ROW LEVEL SECURITY;
UPDATE groups_words SET expires_on = (written_at AT TIME ZONE 'UTC')::date + 730 WHERE expires_on IS NULL;
ALTER TABLE groups_words FORCE ROW LEVEL SECURITY;

CREATE INDEX words_by_last_day ON groups_words (expires_on) WHERE body <> '';

CREATE POLICY find_what_is_over ON groups_words FOR SELECT USING (
    expires_on < current_date AND (SELECT current_setting('app.emptying', true)) = 'expired'
);
CREATE POLICY empty_what_is_over ON groups_words FOR UPDATE
    USING (expires_on < current_date AND (SELECT current_setting('app.emptying', true)) = 'expired')
    WITH CHECK (body = '' AND (SELECT current_setting('app.emptying', true)) = 'expired');

CREATE FUNCTION empty_expired_words() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    emptied bigint;
BEGIN
    PERFORM set_config('app.emptying', 'expired', true);
    UPDATE groups_words SET body = '' WHERE expires_on < current_date AND body <> '';
    GET DIAGNOSTICS emptied = ROW_COUNT;
    PERFORM set_config('app.emptying', '', true);
    RETURN emptied;
END $$;
"""

CLOSE = """
DROP FUNCTION empty_expired_words();
DROP POLICY empty_what_is_over ON groups_words;
DROP POLICY find_what_is_over ON groups_words;
DROP INDEX words_by_last_day;
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0005_keys_may_change")]
    operations = [migrations.RunSQL(OPEN, CLOSE)]
