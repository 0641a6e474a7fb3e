"""Lets the database itself decide who reads and writes words: see `groups/words.py` for the rule in Python."""

from django.db import migrations

RAISE = """
CREATE FUNCTION my_id() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('app.person_id', true), '')::bigint $$;

CREATE FUNCTION my_groups() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
    SELECT coalesce(array_agg(place.group_id), '{}')
    FROM groups_membership place
    WHERE place.person_id = my_id() AND place.left_at IS NULL AND EXISTS (
        SELECT 1 FROM groups_signature yes
        WHERE yes.membership_id = place.id AND yes.charter_id = (
            SELECT id FROM groups_charter WHERE group_id = place.group_id ORDER BY version DESC LIMIT 1
        )
    )
$$;

ALTER TABLE groups_words ENABLE ROW LEVEL SECURITY;
ALTER TABLE groups_words FORCE ROW LEVEL SECURITY;

CREATE POLICY read_what_is_meant_for_me ON groups_words FOR SELECT USING (
    (audience = 'me' AND author_id = (SELECT my_id()))
    OR (audience = 'reader' AND reader_id = (SELECT my_id()) AND group_id = ANY ((SELECT my_groups())::bigint[]))
    OR (audience = 'group' AND group_id = ANY ((SELECT my_groups())::bigint[]))
);
CREATE POLICY write_as_myself_into_my_rooms ON groups_words FOR INSERT WITH CHECK (
    author_id = (SELECT my_id()) AND group_id = ANY ((SELECT my_groups())::bigint[])
);
CREATE POLICY change_my_own ON groups_words FOR UPDATE
    USING (author_id = (SELECT my_id()) AND group_id = ANY ((SELECT my_groups())::bigint[]))
    WITH CHECK (author_id = (SELECT my_id()) AND group_id = ANY ((SELECT my_groups())::bigint[]));
CREATE POLICY delete_my_own ON groups_words FOR DELETE USING (author_id = (SELECT my_id()));
"""

LOWER = """
DROP POLICY read_what_is_meant_for_me ON groups_words;
DROP POLICY write_as_myself_into_my_rooms ON groups_words;
DROP POLICY change_my_own ON groups_words;
DROP POLICY delete_my_own ON groups_words;
ALTER TABLE groups_words NO FORCE ROW LEVEL SECURITY;
ALTER TABLE groups_words DISABLE ROW LEVEL SECURITY;
DROP FUNCTION my_groups();
DROP FUNCTION my_id();
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0001_people_and_rooms")]
    operations = [migrations.RunSQL(RAISE, LOWER)]
