"""Lets members say what they work towards within a year, in their own words, and hang their promises on it."""

import django.db.models.deletion
import peergroups.kit.ids
from django.conf import settings
from django.db import migrations, models


OWN = """
CREATE FUNCTION a_goal_is_ones_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM demand_own_words(NEW.words_id, NEW.person_id, NEW.group_id);
    RETURN NEW;
END $$;
CREATE TRIGGER own_goal BEFORE INSERT ON accountability_goal
    FOR EACH ROW EXECUTE FUNCTION a_goal_is_ones_own();
CREATE TRIGGER own_goal_still BEFORE UPDATE ON accountability_goal
    FOR EACH ROW WHEN (
        (NEW.words_id, NEW.person_id, NEW.group_id) IS DISTINCT FROM (OLD.words_id, OLD.person_id, OLD.group_id)
    ) EXECUTE FUNCTION a_goal_is_ones_own();

CREATE FUNCTION a_promise_hangs_on_ones_own_goal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM accountability_goal goal
    WHERE goal.id = NEW.goal_id AND goal.person_id = NEW.person_id AND goal.group_id = NEW.group_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a promise hangs on a goal of the same person in the same group'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER own_goal_of_promise BEFORE INSERT OR UPDATE OF goal_id ON accountability_commitment
    FOR EACH ROW WHEN (NEW.goal_id IS NOT NULL) EXECUTE FUNCTION a_promise_hangs_on_ones_own_goal();
"""
ANY = """
DROP TRIGGER own_goal_of_promise ON accountability_commitment;
DROP FUNCTION a_promise_hangs_on_ones_own_goal();
DROP TRIGGER own_goal_still ON accountability_goal;
DROP TRIGGER own_goal ON accountability_goal;
DROP FUNCTION a_goal_is_ones_own();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accountability", "0008_answered_from_a_mail"),
        ("groups", "0040_whom_to_call_in_a_crisis"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    peergroups.kit.ids.RandomId(
                        default=peergroups.kit.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="groups.group"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "words",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="goal", to="groups.words"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="commitment",
            name="goal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="commitments",
                to="accountability.goal",
            ),
        ),
        migrations.RunSQL(OWN, ANY),
    ]
