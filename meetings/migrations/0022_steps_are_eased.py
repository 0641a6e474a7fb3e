"""Let whoever leads lift the rule of one step of a hot seat."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0021_what_was_handed_over_is_kept_or_deleted")]

    operations = [
        migrations.AddField(model_name="stretch", name="eased_at", field=models.DateTimeField(null=True)),
    ]
