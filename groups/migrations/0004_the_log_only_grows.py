"""Takes from the app's own role the right to change or delete what stands in the log."""

from django.db import migrations

TAKE = "REVOKE UPDATE, DELETE ON groups_auditevent FROM CURRENT_USER"
GIVE = "GRANT UPDATE, DELETE ON groups_auditevent TO CURRENT_USER"


class Migration(migrations.Migration):
    dependencies = [("groups", "0003_audit_events")]
    operations = [migrations.RunSQL(TAKE, GIVE)]
