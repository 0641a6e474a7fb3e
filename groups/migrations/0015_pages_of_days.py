"""Lets an admin open single days of a room where it was a whole month; what was read before covered its month."""

from django.db import migrations, models

MONTHS_AS_DAYS = """
GRANT UPDATE ON groups_glasspage TO CURRENT_USER;
UPDATE groups_glasspage SET first_day = month, last_day = (month + interval '1 month - 1 day')::date;
REVOKE UPDATE ON groups_glasspage FROM CURRENT_USER;
"""
DAYS_AS_MONTHS = """
GRANT UPDATE ON groups_glasspage TO CURRENT_USER;
UPDATE groups_glasspage SET month = date_trunc('month', first_day)::date;
REVOKE UPDATE ON groups_glasspage FROM CURRENT_USER;
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0014_notice_ends_a_place")]
    operations = [
        migrations.AddField("glasspage", "first_day", models.DateField(null=True)),
        migrations.AddField("glasspage", "last_day", models.DateField(null=True)),
        migrations.AlterField("glasspage", "month", models.DateField(null=True)),
        migrations.RunSQL(MONTHS_AS_DAYS, DAYS_AS_MONTHS),
        migrations.AlterField("glasspage", "first_day", models.DateField()),
        migrations.AlterField("glasspage", "last_day", models.DateField()),
        migrations.RemoveField("glasspage", "month"),
        migrations.AddConstraint(
            "glasspage",
            models.CheckConstraint(
                condition=models.Q(
                    last_day__gte=models.F("first_day"),
                    last_day__lt=models.F("first_day") + 31,
                ),
                name="glass_page_of_a_month_at_most",
            ),
        ),
    ]
