from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0035_drafts_count_their_people"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="hears_of_intakes",
            field=models.BooleanField(default=False),
        ),
    ]
