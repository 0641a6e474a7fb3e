"""Tells the wall which days a line in the log opens: what was written on others stays closed, see `groups/glass.py`."""

from django.db import migrations

OPEN = """
CREATE FUNCTION is_on_my_page(room bigint, said timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
    SELECT EXISTS (
        SELECT 1 FROM groups_glasspage page
        JOIN groups_glass glass ON glass.id = page.glass_id JOIN groups_group place ON place.id = glass.group_id
        WHERE glass.group_id = room AND glass.asked_by_id = my_id() AND page.read_at = now()
        AND said >= page.first_day::timestamp AT TIME ZONE place.zone
        AND said < (page.last_day + 1)::timestamp AT TIME ZONE place.zone
    )
$$;
DROP POLICY read_through_an_open_glass ON groups_words;
CREATE POLICY read_through_an_open_glass ON groups_words FOR SELECT USING (
    audience = 'group' AND group_id = ANY ((SELECT my_glass())::bigint[]) AND is_on_my_page(group_id, written_at)
);
"""

CLOSE = """
DROP POLICY read_through_an_open_glass ON groups_words;
CREATE POLICY read_through_an_open_glass ON groups_words FOR SELECT USING (
    audience = 'group' AND group_id = ANY ((SELECT my_glass())::bigint[])
);
DROP FUNCTION is_on_my_page(bigint, timestamptz);
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0015_pages_of_days")]
    operations = [migrations.RunSQL(OPEN, CLOSE)]
