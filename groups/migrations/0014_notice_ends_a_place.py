"""Tells the wall that a place ends when its notice runs out: see `Membership.objects.current` for the rule in Python."""

from django.db import migrations

MY_GROUPS = """
CREATE OR REPLACE FUNCTION my_groups() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
    SELECT coalesce(array_agg(place.group_id), '{{}}')
    FROM groups_membership place
    WHERE place.person_id = my_id() AND place.left_at IS NULL {notice} AND EXISTS (
        SELECT 1 FROM groups_signature yes
        WHERE yes.membership_id = place.id AND yes.signed_at > statement_timestamp() - interval '365 days'
        AND yes.charter_id = (
            SELECT id FROM groups_charter WHERE group_id = place.group_id ORDER BY version DESC LIMIT 1
        )
    )
$$
"""
NOTICE = "AND (place.leaves_at IS NULL OR place.leaves_at > statement_timestamp())"


class Migration(migrations.Migration):
    dependencies = [("groups", "0013_leaving_with_notice")]
    operations = [migrations.RunSQL(MY_GROUPS.format(notice=NOTICE), MY_GROUPS.format(notice=""))]
