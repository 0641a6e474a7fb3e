"""Does `manage.py form_groups` print what a referee can read, and say in a sentence what it cannot read?"""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from groups.formation.tests.makers import INSTANCES


def printed(*arguments):
    out = StringIO()
    call_command("form_groups", *map(str, arguments), stdout=out)
    return json.loads(out.getvalue())


def test_a_plan_with_its_reasons():
    answer = printed(INSTANCES / "b0012.json", "--seed", 3)

    assert (answer["left_over"], answer["points"], answer["seed"]) == (2, 619_825, 3)
    assert answer["bound"] == {"left_over": 2, "points": 619_825}
    assert set(answer["groups"][0]) == {"members", "slot", "facilitator", "language", "format", "existing"}
    assert [set(waiting) for waiting in answer["waitlist"]] == [{"person", "reason"}] * 2
    assert len(answer["explanations"]) == len(answer["groups"]) == 2


def test_no_time_at_all_is_no_crash():
    answer = printed(INSTANCES / "b0060.json", "--seconds", 0)

    assert answer["proven"] is False
    assert answer["left_over"] == 60


@pytest.mark.parametrize("text", ["{", "[]", '{"config": 3}', "null"])
def test_a_file_that_is_no_pool(tmp_path, text):
    (tmp_path / "pool.json").write_text(text)

    with pytest.raises(CommandError, match=r"pool\.json: "):
        printed(tmp_path / "pool.json")


def test_no_file(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        printed(tmp_path / "missing.json")
