"""How many attempts ended with a word? Of those before today we know no better than that they did."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outbox", "0002_people_say_what_they_want_of_mails")]
    operations = [
        migrations.AddField("delivery", "heard", models.PositiveSmallIntegerField(default=0, db_default=0)),
        migrations.RunSQL("UPDATE outbox_delivery SET heard = attempts WHERE attempts > 0", migrations.RunSQL.noop),
    ]
