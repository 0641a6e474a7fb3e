"""Which database is this, and how many mails were fetched in this minute?"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outbox", "0003_attempts_that_were_heard_of")]
    operations = [
        migrations.AddField("heartbeat", "epoch", models.CharField(blank=True, db_default="", max_length=32)),
        migrations.CreateModel(
            name="Minute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("began_at", models.DateTimeField()),
                ("taken", models.PositiveIntegerField()),
            ],
            options={"constraints": [models.CheckConstraint(condition=models.Q(pk=1), name="one_minute")]},
        ),
    ]
