from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0033_applicants_wait_for_the_next_intake"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="hears_of_intakes",
            field=models.BooleanField(default=False),
        ),
    ]
