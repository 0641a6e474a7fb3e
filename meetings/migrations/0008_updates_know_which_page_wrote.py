"""Lets an update say which page wrote last, so that a lost answer is no conflict."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0007_seats_are_asked_for_and_prepared")]
    operations = [migrations.AddField("update", "hand", models.CharField(blank=True, default="", max_length=8))]
