"""Keeps of the link of an invitation its hash alone. Links sent before open nothing any more: they are sent again."""

from django.db import migrations, models

from groups import links


def fill(apps, schema_editor):
    """Give each invitation its first link; mails still owed carry it."""
    for invitation in apps.get_model("groups", "Invitation").objects.all():
        invitation.issue, invitation.link_hash = 1, links.hashed(links.secret(invitation.pk, 1))
        invitation.save(update_fields=["issue", "link_hash"])
    apps.get_model("outbox", "Delivery").objects.filter(kind="invitation").update(occurrence="1")


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0016_the_wall_knows_the_days"),
        ("outbox", "0001_deliveries"),
    ]

    operations = [
        migrations.AddField("invitation", "issue", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("invitation", "link_hash", models.CharField(max_length=64, null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("invitation", "link_hash", models.CharField(max_length=64, unique=True)),
        migrations.AlterField(
            model_name="auditevent",
            name="act",
            field=models.CharField(
                choices=[
                    ("invited", "invited"),
                    ("sent_again", "sent a new link to"),
                    ("withdrew", "withdrew the invitation of"),
                    ("joined", "joined"),
                    ("left", "left"),
                    ("gave_notice", "gave notice"),
                    ("stayed", "stays after all"),
                    ("started", "started the group"),
                    ("gave_reason", "gave a reason for the group's size"),
                    ("signed", "signed the charter"),
                    ("changed_charter", "changed the charter"),
                    ("changed_role", "changed the role of"),
                    ("paused", "began a sabbatical"),
                    ("returned", "came back from a sabbatical"),
                    ("refused", "was refused"),
                    ("broke_glass", "asked to read the room"),
                    ("confirmed_glass", "agreed to the reading of the room"),
                    ("read_through_glass", "read a page of the room"),
                    ("ended_glass", "ended the reading of the room"),
                    ("let_help", "let support help"),
                    ("ended_help", "ended the help of support"),
                    ("exported", "exported their own words"),
                    ("erased", "was erased"),
                    ("rotated_keys", "changed the keys"),
                ],
                max_length=20,
            ),
        ),
    ]
