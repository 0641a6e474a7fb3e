"""Lets one function empty all that a person wrote and all that was handed to them alone: see `groups/erasure.py`."""

from django.db import migrations, models

OPEN = """
CREATE POLICY find_what_ends_with_me ON groups_words FOR SELECT USING (
    (author_id = (SELECT my_id()) OR reader_id = (SELECT my_id()))
    AND (SELECT current_setting('app.erasing', true)) = 'on'
);
CREATE POLICY empty_what_ends_with_me ON groups_words FOR UPDATE
    USING (
        (author_id = (SELECT my_id()) OR reader_id = (SELECT my_id()))
        AND (SELECT current_setting('app.erasing', true)) = 'on'
    )
    WITH CHECK (body = '' AND (SELECT current_setting('app.erasing', true)) = 'on');

CREATE FUNCTION empty_my_words() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    emptied bigint;
BEGIN
    PERFORM set_config('app.erasing', 'on', true);
    UPDATE groups_words SET body = '' WHERE (author_id = my_id() OR reader_id = my_id()) AND body <> '';
    GET DIAGNOSTICS emptied = ROW_COUNT;
    PERFORM set_config('app.erasing', '', true);
    RETURN emptied;
END $$;
"""

CLOSE = """
DROP FUNCTION empty_my_words();
DROP POLICY empty_what_ends_with_me ON groups_words;
DROP POLICY find_what_ends_with_me ON groups_words;
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0011_exports")]
    operations = [
        migrations.AddField(
            model_name="person", name="erased_at", field=models.DateTimeField(blank=True, null=True, editable=False)
        ),
        migrations.RunSQL(OPEN, CLOSE),
    ]
