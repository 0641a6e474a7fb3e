"""Lets nobody but its author change who reads a text, whatever else is set, and shows no report through the glass.

The settings by which functions cross the wall were each safe alone; made by hand and together they let somebody who can
run SQL widen or take over what another wrote. And what was shared with a reader stayed readable to them once they had
left, by the setting of erasing.
"""

from django.db import migrations

KEEP = """
CREATE FUNCTION readers_are_their_authors_choice() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.author_id IS DISTINCT FROM my_id() THEN
        RAISE EXCEPTION 'only its author changes who reads a text' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER only_its_author_changes_who_reads BEFORE UPDATE ON groups_words
    FOR EACH ROW WHEN (
        (NEW.audience, NEW.reader_id, NEW.author_id, NEW.group_id)
        IS DISTINCT FROM (OLD.audience, OLD.reader_id, OLD.author_id, OLD.group_id)
    ) EXECUTE FUNCTION readers_are_their_authors_choice();
"""
LET_GO = """
DROP TRIGGER only_its_author_changes_who_reads ON groups_words;
DROP FUNCTION readers_are_their_authors_choice();
"""

ERASING = """
ALTER POLICY find_what_ends_with_me ON groups_words USING (
    (author_id = (SELECT my_id()) OR reader_id = (SELECT my_id()) {given_away})
    AND (SELECT current_setting('app.erasing', true)) = 'on'
);
ALTER POLICY empty_what_ends_with_me ON groups_words USING (
    (author_id = (SELECT my_id()) OR reader_id = (SELECT my_id()) {given_away})
    AND (SELECT current_setting('app.erasing', true)) = 'on'
);
"""

GLASS = """
ALTER POLICY read_through_an_open_glass ON groups_words USING (
    audience = 'group' AND group_id = ANY ((SELECT my_glass())::bigint[]) AND is_on_my_page(group_id, written_at)
    {no_report}
);
"""
NO_REPORT = """AND NOT EXISTS (
    SELECT 1 FROM groups_breach told WHERE told.report_id = groups_words.id OR told.decision_id = groups_words.id
)"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0025_archives")]
    operations = [
        migrations.RunSQL(KEEP, LET_GO),
        migrations.RunSQL(ERASING.format(given_away="AND audience = 'handed'"), ERASING.format(given_away="")),
        migrations.RunSQL(GLASS.format(no_report=NO_REPORT), GLASS.format(no_report="")),
    ]
