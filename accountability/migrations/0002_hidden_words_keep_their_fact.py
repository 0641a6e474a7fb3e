"""Lets a promise stay in sight where its words are hidden, and binds both it and the word on it to its owner's words."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
CREATE FUNCTION a_promise_is_ones_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM demand_own_words(NEW.words_id, NEW.person_id, NEW.group_id);
    RETURN NEW;
END $$;
CREATE TRIGGER own_promise BEFORE INSERT ON accountability_commitment
    FOR EACH ROW EXECUTE FUNCTION a_promise_is_ones_own();
CREATE TRIGGER own_promise_still BEFORE UPDATE ON accountability_commitment
    FOR EACH ROW WHEN (
        (NEW.words_id, NEW.person_id, NEW.group_id) IS DISTINCT FROM (OLD.words_id, OLD.person_id, OLD.group_id)
    ) EXECUTE FUNCTION a_promise_is_ones_own();

CREATE FUNCTION a_follow_up_is_ones_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM demand_own_words(NEW.words_id, made.person_id, made.group_id)
    FROM accountability_commitment made WHERE made.id = NEW.commitment_id;
    IF NOT FOUND THEN
        PERFORM demand_own_words(NEW.words_id, NULL, NULL);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER own_follow_up BEFORE INSERT ON accountability_followup
    FOR EACH ROW WHEN (NEW.words_id IS NOT NULL) EXECUTE FUNCTION a_follow_up_is_ones_own();
CREATE TRIGGER own_follow_up_still BEFORE UPDATE ON accountability_followup
    FOR EACH ROW WHEN ((NEW.words_id, NEW.commitment_id) IS DISTINCT FROM (OLD.words_id, OLD.commitment_id))
    EXECUTE FUNCTION a_follow_up_is_ones_own();
"""
ANY = """
DROP TRIGGER own_follow_up_still ON accountability_followup;
DROP TRIGGER own_follow_up ON accountability_followup;
DROP FUNCTION a_follow_up_is_ones_own();
DROP TRIGGER own_promise_still ON accountability_commitment;
DROP TRIGGER own_promise ON accountability_commitment;
DROP FUNCTION a_promise_is_ones_own();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accountability", "0001_commitments_and_follow_ups"),
        ("groups", "0023_words_have_a_ladder"),
    ]
    operations = [
        # In one line: Django would make the foreign key anew, and Postgres judges it where the wall hides every word.
        migrations.RunSQL(
            "ALTER TABLE accountability_commitment ALTER COLUMN words_id DROP NOT NULL",
            "ALTER TABLE accountability_commitment ALTER COLUMN words_id SET NOT NULL",
            state_operations=[
                migrations.AlterField(
                    model_name="commitment",
                    name="words",
                    field=models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitment",
                        to="groups.words",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("words__isnull", False)), name="a_commitment_has_words"
            ),
        ),
        migrations.RunSQL(OWN, ANY),
    ]
