"""Tells the wall that a signature opens a room for a year: see `Membership.objects.with_signed` for the rule in Python."""

from django.db import migrations

MY_GROUPS = """
CREATE OR REPLACE FUNCTION my_groups() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
    SELECT coalesce(array_agg(place.group_id), '{{}}')
    FROM groups_membership place
    WHERE place.person_id = my_id() AND place.left_at IS NULL AND EXISTS (
        SELECT 1 FROM groups_signature yes
        WHERE yes.membership_id = place.id {within_a_year} AND yes.charter_id = (
            SELECT id FROM groups_charter WHERE group_id = place.group_id ORDER BY version DESC LIMIT 1
        )
    )
$$
"""
WITHIN_A_YEAR = "AND yes.signed_at > statement_timestamp() - interval '365 days'"


class Migration(migrations.Migration):
    dependencies = [("groups", "0009_charters_are_signed_each_year")]
    operations = [migrations.RunSQL(MY_GROUPS.format(within_a_year=WITHIN_A_YEAR), MY_GROUPS.format(within_a_year=""))]
