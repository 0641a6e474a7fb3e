"""Lets an admin read a room while a request of theirs is open, and only with a line in the log: see `groups/glass.py`.

What was asked and what was read cannot be rewritten: the app's role may add lines, and set only how a request goes on.
"""

from django.db import migrations

OPEN = """
CREATE FUNCTION my_glass() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
    SELECT coalesce(array_agg(glass.group_id), '{}')
    FROM groups_glass glass JOIN groups_group room ON room.id = glass.group_id
    WHERE glass.asked_by_id = my_id() AND glass.ended_at IS NULL
    AND glass.opens_at <= now() AND now() < glass.closes_at
    AND (glass.confirmed_by_id <> glass.asked_by_id OR glass.asked_at + interval '24 hours' <= now())
    AND EXISTS (
        SELECT 1 FROM groups_programme_admins runs
        WHERE runs.programme_id = room.programme_id AND runs.person_id = glass.asked_by_id
    )
    AND EXISTS (SELECT 1 FROM groups_glasspage page WHERE page.glass_id = glass.id AND page.read_at = now())
$$;

CREATE POLICY read_through_an_open_glass ON groups_words FOR SELECT USING (
    audience = 'group' AND group_id = ANY ((SELECT my_glass())::bigint[])
);

REVOKE UPDATE, DELETE ON groups_glasspage, groups_glass FROM CURRENT_USER;
GRANT UPDATE (opens_at, closes_at, confirmed_by_id, ended_at, ended_by_id) ON groups_glass TO CURRENT_USER;
"""

CLOSE = """
GRANT UPDATE, DELETE ON groups_glasspage, groups_glass TO CURRENT_USER;
DROP POLICY read_through_an_open_glass ON groups_words;
DROP FUNCTION my_glass();
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0007_requests_to_read_a_room")]
    operations = [migrations.RunSQL(OPEN, CLOSE)]
