"""Keeps what facilitators note for themselves, and empties it at the moment they leave or keep the room no more.

What lets it be emptied is read from facts, not from its setting alone: a note of somebody who has no place as a
facilitator there. Nothing else becomes of it on that way, and between two statements there is no such note to be found.
"""

import django.db.models.deletion
import peergroups.kit.ids
from django.conf import settings
from django.db import migrations, models


OWN = """
CREATE FUNCTION a_private_note_is_ones_own() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.author_id IS DISTINCT FROM my_id() OR NOT EXISTS (
        SELECT 1 FROM groups_membership place
        WHERE place.group_id = NEW.group_id AND place.person_id = NEW.author_id AND place.left_at IS NULL
        AND place.role = 'facilitator'
    ) THEN
        PERFORM demand_own_words(NEW.words_id, NULL, NULL);
    END IF;
    PERFORM demand_own_words(NEW.words_id, NEW.author_id, NEW.group_id);
    RETURN NEW;
END $$;
CREATE TRIGGER own_private_note BEFORE INSERT ON meetings_privatenote
    FOR EACH ROW EXECUTE FUNCTION a_private_note_is_ones_own();
CREATE TRIGGER own_private_note_still BEFORE UPDATE ON meetings_privatenote
    FOR EACH ROW WHEN ((NEW.words_id, NEW.author_id, NEW.group_id) IS DISTINCT FROM (OLD.words_id, OLD.author_id, OLD.group_id))
    EXECUTE FUNCTION a_private_note_is_ones_own();
"""
ANY = """
DROP TRIGGER own_private_note_still ON meetings_privatenote;
DROP TRIGGER own_private_note ON meetings_privatenote;
DROP FUNCTION a_private_note_is_ones_own();
"""

GONE = """
CREATE FUNCTION is_a_former_keepers(which bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS
$$
    SELECT EXISTS (
        SELECT 1 FROM meetings_privatenote note WHERE note.words_id = which AND NOT EXISTS (
            SELECT 1 FROM groups_membership place
            WHERE place.group_id = note.group_id AND place.person_id = note.author_id AND place.left_at IS NULL
            AND place.role = 'facilitator'
        )
    )
$$;
CREATE POLICY find_what_former_keepers_noted ON groups_words FOR SELECT USING (
    (SELECT current_setting('app.clearing', true)) = 'on' AND audience = 'me' AND is_a_former_keepers(id)
);
CREATE POLICY empty_what_former_keepers_noted ON groups_words FOR UPDATE
    USING ((SELECT current_setting('app.clearing', true)) = 'on' AND audience = 'me' AND is_a_former_keepers(id))
    WITH CHECK (
        (SELECT current_setting('app.clearing', true)) = 'on' AND audience = 'me' AND is_a_former_keepers(id)
        AND body = ''
    );

CREATE FUNCTION a_keepers_notes_end_with_them() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM set_config('app.clearing', 'on', true);
    UPDATE groups_words SET body = '' WHERE body <> '' AND id IN (
        SELECT note.words_id FROM meetings_privatenote note
        WHERE note.group_id = OLD.group_id AND note.author_id = OLD.person_id
    ) AND is_a_former_keepers(id);
    PERFORM set_config('app.clearing', '', true);
    RETURN NULL;
END $$;
CREATE TRIGGER keepers_notes_end AFTER UPDATE OR DELETE ON groups_membership
    FOR EACH ROW WHEN (OLD.role = 'facilitator') EXECUTE FUNCTION a_keepers_notes_end_with_them();
"""
KEPT = """
DROP TRIGGER keepers_notes_end ON groups_membership;
DROP FUNCTION a_keepers_notes_end_with_them();
DROP POLICY empty_what_former_keepers_noted ON groups_words;
DROP POLICY find_what_former_keepers_noted ON groups_words;
DROP FUNCTION is_a_former_keepers(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0040_whom_to_call_in_a_crisis"),
        ("meetings", "0022_steps_are_eased"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PrivateNote",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                ("hand", models.CharField(blank=True, default="", max_length=8)),
                (
                    "id",
                    peergroups.kit.ids.RandomId(
                        default=peergroups.kit.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("day", models.DateField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="private_notes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="private_notes", to="groups.group"
                    ),
                ),
                (
                    "words",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="private_note", to="groups.words"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("group"), models.F("author"), models.F("day"), name="one_page_per_keeper_and_day"
                    )
                ],
            },
        ),
        migrations.RunSQL(OWN, ANY),
        migrations.RunSQL(GONE, KEPT),
    ]
