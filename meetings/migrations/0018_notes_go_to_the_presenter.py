"""Keeps notes taken for a hot seat, and lets one function hand them to its presenter when the meeting has ended.

The function is called by whoever leads, who is neither author nor reader. What lets it through is read from facts, not
from its setting alone: a note of that sitting, the sitting over, the reader in the seat, and not handed over before.
Made by hand, the setting opens nothing: what it opens is handed over in the same transaction, and stays so.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import peergroups.kit.ids

OWN = """
CREATE FUNCTION a_note_is_ones_own() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (
        OLD.handed_at IS NOT NULL
        OR (NEW.words_id, NEW.author_id, NEW.seat_id, NEW.sitting_id)
        IS DISTINCT FROM (OLD.words_id, OLD.author_id, OLD.seat_id, OLD.sitting_id)
    ) THEN
        RAISE EXCEPTION 'a note stays what it is' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        PERFORM demand_own_words(NEW.words_id, NEW.author_id, meeting.group_id)
        FROM meetings_hotseat seat JOIN meetings_sitting sitting ON sitting.meeting_id = seat.meeting_id
        JOIN meetings_meeting meeting ON meeting.id = seat.meeting_id
        WHERE seat.id = NEW.seat_id AND sitting.id = NEW.sitting_id;
        IF NOT FOUND OR NEW.handed_at IS NOT NULL OR NEW.author_id IS DISTINCT FROM my_id() THEN
            PERFORM demand_own_words(NEW.words_id, NULL, NULL);
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER own_note BEFORE INSERT OR UPDATE ON meetings_note FOR EACH ROW EXECUTE FUNCTION a_note_is_ones_own();
"""
ANY = """
DROP TRIGGER own_note ON meetings_note;
DROP FUNCTION a_note_is_ones_own();
"""

HAND_OVER = """
CREATE FUNCTION is_being_handed_over(which bigint) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS
$$
    SELECT EXISTS (
        SELECT 1 FROM meetings_note note JOIN meetings_sitting sitting ON sitting.id = note.sitting_id
        JOIN meetings_hotseat seat ON seat.id = note.seat_id
        WHERE note.words_id = which AND note.handed_at IS NULL AND note.author_id <> seat.person_id
        AND sitting.ended_at IS NOT NULL AND sitting.id::text = current_setting('app.handing', true)
    )
$$;
CREATE FUNCTION is_their_seat(which bigint, reader bigint) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS
$$
    SELECT EXISTS (
        SELECT 1 FROM meetings_note note JOIN meetings_hotseat seat ON seat.id = note.seat_id
        WHERE note.words_id = which AND seat.person_id = reader
    )
$$;

CREATE POLICY find_what_is_handed_over ON groups_words FOR SELECT USING (
    (SELECT current_setting('app.handing', true)) <> '' AND audience IN ('me', 'handed') AND is_being_handed_over(id)
);
CREATE POLICY hand_over_what_was_noted ON groups_words FOR UPDATE
    USING ((SELECT current_setting('app.handing', true)) <> '' AND audience = 'me' AND is_being_handed_over(id))
    WITH CHECK (
        (SELECT current_setting('app.handing', true)) <> '' AND is_being_handed_over(id)
        AND (audience = 'handed' AND is_their_seat(id, reader_id) OR audience = 'me' AND body = '')
    );

CREATE OR REPLACE FUNCTION readers_are_their_authors_choice() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.author_id IS DISTINCT FROM my_id() AND NOT (
        OLD.audience = 'me' AND NEW.audience = 'handed' AND NEW.author_id = OLD.author_id
        AND NEW.group_id = OLD.group_id AND NEW.body = OLD.body
        AND is_being_handed_over(OLD.id) AND is_their_seat(OLD.id, NEW.reader_id)
    ) THEN
        RAISE EXCEPTION 'only its author changes who reads a text' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION hand_over_notes(which bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    noted record;
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM meetings_sitting sitting JOIN meetings_meeting meeting ON meeting.id = sitting.meeting_id
        WHERE sitting.id = which AND sitting.ended_at IS NOT NULL AND meeting.group_id = ANY (my_groups())
    ) THEN
        RAISE EXCEPTION 'notes are handed over once the meeting has ended, by one of its group'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM set_config('app.handing', which::text, true);
    FOR noted IN
        SELECT note.id, note.words_id, seat.person_id AS presenter, EXISTS (
            SELECT 1 FROM groups_membership place WHERE place.group_id = meeting.group_id
            AND place.person_id = seat.person_id AND place.left_at IS NULL
            AND (place.leaves_at IS NULL OR place.leaves_at > statement_timestamp())
        ) AS is_there
        FROM meetings_note note JOIN meetings_hotseat seat ON seat.id = note.seat_id
        JOIN meetings_meeting meeting ON meeting.id = seat.meeting_id
        WHERE note.sitting_id = which AND note.handed_at IS NULL AND note.author_id <> seat.person_id
    LOOP
        IF noted.is_there THEN
            PERFORM set_config('app.sharing', noted.words_id::text, true);
            UPDATE groups_words SET audience = 'handed', reader_id = noted.presenter WHERE id = noted.words_id;
        ELSE
            UPDATE groups_words SET body = '' WHERE id = noted.words_id;
        END IF;
        UPDATE meetings_note SET handed_at = now() WHERE id = noted.id;
    END LOOP;
    PERFORM set_config('app.sharing', '', true), set_config('app.handing', '', true);
END $$;
"""
TAKE_BACK = """
DROP FUNCTION hand_over_notes(bigint);
CREATE OR REPLACE FUNCTION readers_are_their_authors_choice() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.author_id IS DISTINCT FROM my_id() THEN
        RAISE EXCEPTION 'only its author changes who reads a text' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
DROP POLICY hand_over_what_was_noted ON groups_words;
DROP POLICY find_what_is_handed_over ON groups_words;
DROP FUNCTION is_their_seat(bigint, bigint);
DROP FUNCTION is_being_handed_over(bigint);
"""

SETTLE = """
CREATE POLICY settle_what_was_handed_to_me ON groups_words FOR UPDATE
    USING (
        audience = 'handed' AND reader_id = (SELECT my_id()) AND group_id = ANY ((SELECT my_groups())::bigint[])
        AND (SELECT current_setting('app.settling', true)) = 'on'
    )
    WITH CHECK (
        audience = 'handed' AND reader_id = (SELECT my_id()) AND (body = '' OR expires_on IS NULL)
        AND (SELECT current_setting('app.settling', true)) = 'on'
    );

CREATE FUNCTION settle_my_note(which bigint, stays boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM set_config('app.settling', 'on', true);
    UPDATE groups_words SET body = CASE WHEN stays THEN body ELSE '' END, expires_on = CASE WHEN stays THEN NULL ELSE expires_on END
    WHERE id = which AND EXISTS (
        SELECT 1 FROM meetings_note note JOIN meetings_hotseat seat ON seat.id = note.seat_id
        WHERE note.words_id = which AND seat.person_id = my_id()
    );
    IF NOT FOUND THEN
        RAISE EXCEPTION 'these notes are not yours' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM set_config('app.settling', '', true);
END $$;
"""
UNSETTLE = """
DROP FUNCTION settle_my_note(bigint, boolean);
DROP POLICY settle_what_was_handed_to_me ON groups_words;
"""


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("groups", "0039_people_may_name_their_country"),
        ("meetings", "0017_how_a_meeting_was"),
    ]
    operations = [
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    peergroups.kit.ids.RandomId(
                        default=peergroups.kit.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("hand", models.CharField(blank=True, default="", max_length=8)),
                ("handed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="meetings.hotseat"
                    ),
                ),
                (
                    "sitting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="meetings.sitting"
                    ),
                ),
                (
                    "words",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="note", to="groups.words"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("handed_at", None)),
                        fields=("sitting", "seat", "author"),
                        name="one_note_per_seat_and_author_before_it_is_handed_over",
                    )
                ],
            },
        ),
        migrations.RunSQL(OWN, ANY),
        migrations.RunSQL(HAND_OVER, TAKE_BACK),
        migrations.RunSQL(SETTLE, UNSETTLE),
    ]
