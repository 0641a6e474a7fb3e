"""Lets words be read by their author and one other person, and holds who reads them to the ladder: see `groups/words.py`.

What was called `reader` until now, given away to one person, is called `handed`. From here on an audience changes on two
ways only: down by its author, or up through the one function that shares. Neither author nor group ever change.
"""

from django.db import migrations, models

RENAME = """
ALTER TABLE groups_words NO FORCE ROW LEVEL SECURITY;
UPDATE groups_words SET audience = '{after}' WHERE audience = '{before}';
ALTER TABLE groups_words FORCE ROW LEVEL SECURITY;
"""

READ = """
ALTER POLICY read_what_is_meant_for_me ON groups_words USING (
    (audience = 'me' AND author_id = (SELECT my_id()))
    OR (
        (audience = 'group' OR reader_id = (SELECT my_id()) OR (audience = 'reader' AND author_id = (SELECT my_id())))
        AND audience <> 'me' AND group_id = ANY ((SELECT my_groups())::bigint[])
    )
);
"""
READ_AS_BEFORE = """
ALTER POLICY read_what_is_meant_for_me ON groups_words USING (
    (audience = 'me' AND author_id = (SELECT my_id()))
    OR (audience = 'reader' AND reader_id = (SELECT my_id()) AND group_id = ANY ((SELECT my_groups())::bigint[]))
    OR (audience = 'group' AND group_id = ANY ((SELECT my_groups())::bigint[]))
);
"""

KEEP = """
CREATE FUNCTION keep_to_the_ladder() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    rungs CONSTANT text[] := ARRAY['me', 'reader', 'group', 'handed'];
BEGIN
    IF NEW.reader_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM groups_membership place
        WHERE place.group_id = NEW.group_id AND place.person_id = NEW.reader_id AND place.left_at IS NULL
        AND (place.leaves_at IS NULL OR place.leaves_at > statement_timestamp())
    ) THEN
        RAISE EXCEPTION 'a reader sits in the group' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        RETURN NEW;
    END IF;
    IF NEW.author_id <> OLD.author_id OR NEW.group_id <> OLD.group_id THEN
        RAISE EXCEPTION 'words keep their author and their group' USING ERRCODE = 'check_violation';
    END IF;
    IF array_position(rungs, NEW.audience::text) >= array_position(rungs, OLD.audience::text)
        AND current_setting('app.sharing', true) IS DISTINCT FROM NEW.id::text
    THEN
        RAISE EXCEPTION 'more people read words only when they are shared' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER a_reader_sits_in_the_group BEFORE INSERT ON groups_words
    FOR EACH ROW WHEN (NEW.reader_id IS NOT NULL) EXECUTE FUNCTION keep_to_the_ladder();
CREATE TRIGGER fewer_people_read_unless_shared BEFORE UPDATE ON groups_words
    FOR EACH ROW WHEN (
        (NEW.audience, NEW.reader_id, NEW.author_id, NEW.group_id)
        IS DISTINCT FROM (OLD.audience, OLD.reader_id, OLD.author_id, OLD.group_id)
    ) EXECUTE FUNCTION keep_to_the_ladder();

CREATE FUNCTION share_my_words(which bigint, with_audience varchar, with_reader bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('app.sharing', which::text, true);
    UPDATE groups_words SET audience = with_audience, reader_id = with_reader WHERE id = which;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'these words are not yours to share' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM set_config('app.sharing', '', true);
END $$;
"""
LET_GO = """
DROP FUNCTION share_my_words(bigint, varchar, bigint);
DROP TRIGGER fewer_people_read_unless_shared ON groups_words;
DROP TRIGGER a_reader_sits_in_the_group ON groups_words;
DROP FUNCTION keep_to_the_ladder();
"""

# What is shared with a person who is erased stays its author's; only what was given away to them ends with them.
EMPTY = """
CREATE OR REPLACE FUNCTION empty_my_words() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    emptied bigint;
BEGIN
    PERFORM set_config('app.erasing', 'on', true);
    UPDATE groups_words SET body = '' WHERE (author_id = my_id() OR reader_id = my_id() {given_away}) AND body <> '';
    GET DIAGNOSTICS emptied = ROW_COUNT;
    PERFORM set_config('app.erasing', '', true);
    RETURN emptied;
END $$;
"""
EXPORT = """
CREATE OR REPLACE FUNCTION my_words() RETURNS SETOF groups_words
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM set_config('app.own_words', 'on', true);
    RETURN QUERY SELECT * FROM groups_words WHERE author_id = my_id() AND audience <> '{given_away}' ORDER BY written_at;
    PERFORM set_config('app.own_words', '', true);
END $$;
"""

# A fact whose words are somebody else's would vanish with them, or show them in a wrong name: see the apps' migrations.
OWN_WORDS = """
CREATE FUNCTION demand_own_words(which bigint, person bigint, room bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF which IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM groups_words WHERE id = which AND author_id = person AND group_id = room
    ) THEN
        RAISE EXCEPTION 'a fact points at words of its own person and group' USING ERRCODE = 'check_violation';
    END IF;
END $$;

CREATE FUNCTION a_farewell_is_ones_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM demand_own_words(NEW.farewell_id, NEW.person_id, NEW.group_id);
    RETURN NEW;
END $$;
CREATE TRIGGER own_farewell BEFORE INSERT ON groups_membership
    FOR EACH ROW WHEN (NEW.farewell_id IS NOT NULL) EXECUTE FUNCTION a_farewell_is_ones_own();
CREATE TRIGGER own_farewell_still BEFORE UPDATE ON groups_membership
    FOR EACH ROW WHEN (
        (NEW.farewell_id, NEW.person_id, NEW.group_id) IS DISTINCT FROM (OLD.farewell_id, OLD.person_id, OLD.group_id)
    ) EXECUTE FUNCTION a_farewell_is_ones_own();
"""
ANY_WORDS = """
DROP TRIGGER own_farewell_still ON groups_membership;
DROP TRIGGER own_farewell ON groups_membership;
DROP FUNCTION a_farewell_is_ones_own();
DROP FUNCTION demand_own_words(bigint, bigint, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0022_newcomers_and_free_times")]
    operations = [
        migrations.RemoveConstraint(model_name="words", name="a_reader_when_for_one_reader"),
        migrations.RunSQL(
            RENAME.format(before="reader", after="handed"), RENAME.format(before="handed", after="reader")
        ),
        migrations.AlterField(
            model_name="words",
            name="audience",
            field=models.CharField(
                choices=[
                    ("me", "Only you"),
                    ("reader", "You and one person"),
                    ("group", "Your group"),
                    ("handed", "One person, and you no longer"),
                ],
                default="me",
                max_length=6,
            ),
        ),
        migrations.AddConstraint(
            model_name="words",
            constraint=models.CheckConstraint(
                condition=models.Q(("audience__in", ["reader", "handed"]), ("reader__isnull", False))
                | models.Q(models.Q(("audience__in", ["reader", "handed"]), _negated=True), ("reader", None)),
                name="a_reader_when_for_one_reader",
            ),
        ),
        migrations.AddConstraint(
            model_name="words",
            constraint=models.CheckConstraint(
                condition=models.Q(("reader", models.F("author")), _negated=True), name="nobody_is_their_own_reader"
            ),
        ),
        migrations.RunSQL(READ, READ_AS_BEFORE),
        migrations.RunSQL(KEEP, LET_GO),
        migrations.RunSQL(EMPTY.format(given_away="AND audience = 'handed'"), EMPTY.format(given_away="")),
        migrations.RunSQL(EXPORT.format(given_away="handed"), EXPORT.format(given_away="reader")),
        migrations.RunSQL(OWN_WORDS, ANY_WORDS),
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
                    ("extended", "changed the end of their sabbatical"),
                    ("returned", "came back from a sabbatical"),
                    ("narrowed", "let fewer people read something they wrote"),
                    ("refused", "was refused"),
                    ("broke_glass", "asked to read the room"),
                    ("confirmed_glass", "agreed to the reading of the room"),
                    ("read_through_glass", "read a page of the room"),
                    ("ended_glass", "ended the reading of the room"),
                    ("let_help", "let support help"),
                    ("ended_help", "ended the help of support"),
                    ("asked_lift", "asked to take away the second factor of"),
                    ("agreed_to_lift", "agreed to take away the second factor of"),
                    ("kept_factor", "kept their second factor"),
                    ("lifted", "took away the second factor of"),
                    ("exported", "exported their own words"),
                    ("erased", "was erased"),
                    ("rotated_keys", "changed the keys"),
                ],
                max_length=20,
            ),
        ),
    ]
