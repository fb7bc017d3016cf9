from datetime import date

import pytest

from outreach.errors import StageError
from outreach.lifecycle import count_stages, explain_stages, load_stages
from outreach.starter import load_starter
from tests.outreach.segments.people import TODAY, add_event, add_member

STARTER = load_stages()


def explain(database, reference, as_of=TODAY, stages=STARTER):
    with database.read() as connection:
        return {
            each.stage.name: each for each in explain_stages(connection, reference, stages, as_of)
        }


def find_stages(database, reference, as_of=TODAY):
    found = explain(database, reference, as_of)
    return {name for name, explanation in found.items() if explanation.holds}


def write(tmp_path, text):
    path = tmp_path / "stages.toml"
    path.write_text(text)
    return path


def test_every_starter_stage_has_a_starter_message():
    assert list(STARTER) == list(load_starter())


def test_members_are_in_the_stages_of_their_lives(database):
    cases = {
        "student": ({"attributes": {"occupation": "student"}}, None),
        "first_job": ({}, ("first_job", date(2026, 1, 1))),
        "self_employed": ({"attributes": {"occupation": "self_employed"}}, None),
        "parent": ({}, ("birth", date(2025, 1, 1))),
        "unemployed": ({}, ("job_loss", date(2026, 4, 1))),
        "ill_or_disabled": ({"attributes": {"disability": "yes"}}, None),
        "migrant_worker": ({}, ("arrival", date(2024, 1, 1))),
        "approaching_retirement": ({"born_on": date(1963, 1, 1)}, None),
        "pensioner": ({}, ("retirement", date(2020, 1, 1))),
        "survivor": ({}, ("bereavement", date(2025, 9, 1))),
    }
    with database.write() as connection:
        for stage, (facts, event) in cases.items():
            member = add_member(connection, stage, **{"born_on": date(1990, 1, 1)} | facts)
            if event:
                add_event(connection, member, *event)

    assert {stage: find_stages(database, stage) for stage in cases} == {
        stage: {stage} for stage in cases
    }
    with database.read() as connection:
        assert set(count_stages(connection, STARTER, TODAY).values()) == {1}


def test_a_member_may_be_in_several_stages(database):
    with database.write() as connection:
        member = add_member(connection, "aino", attributes={"occupation": "student"})
        add_event(connection, member, "birth", TODAY)

    assert find_stages(database, "aino") >= {"student", "parent"}


def test_stages_are_those_of_the_day_asked_for(database):
    with database.write() as connection:
        add_member(connection, "aino", born_on=date(1970, 2, 1))

    assert find_stages(database, "aino", date(2028, 1, 31)) == set()
    assert find_stages(database, "aino", date(2028, 2, 1)) == {"approaching_retirement"}


def test_an_explanation_says_which_rules_hold(database):
    with database.write() as connection:
        add_member(connection, "aino", born_on=date(1963, 1, 1))

    reasons = explain(database, "aino")["approaching_retirement"].reasons

    assert [(each.text, each.holds, each.depth) for each in reasons[:5]] == [
        ("all of", True, 0),
        ("age >= 58", True, 1),
        ("age < 68", True, 1),
        ("not", True, 1),
        ("event retirement", False, 2),
    ]


@pytest.mark.parametrize(
    "facts", [{"deceased_on": TODAY}, {"closed_on": TODAY}, {"kind": "representative"}]
)
def test_whoever_is_not_counted_is_in_no_stage_and_is_told_why(database, facts):
    with database.write() as connection:
        add_member(connection, "aino", born_on=date(1963, 1, 1), **facts)

    explained = explain(database, "aino")["approaching_retirement"]
    assert not explained.holds
    assert "alive" in explained.reasons[0].text


def test_a_member_who_does_not_exist_is_an_error(database):
    with pytest.raises(StageError, match="no member with the reference 'nobody'"):
        explain(database, "nobody")


def test_an_institution_writes_its_own_stages(tmp_path, database):
    path = write(tmp_path, '[old]\ntitle = "Old"\nrule = {field="age", op=">=", value=60}\n')
    with database.write() as connection:
        add_member(connection, "aino")

    assert explain(database, "aino", stages=load_stages(path))["old"].holds


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "holds no stage"),
        ("[old", "is no TOML"),
        ("x = 1", "needs a title and a rule"),
        ('[Old]\ntitle="x"\nrule={everyone=true}', "small letters"),
        ('[old]\ntitle="x"', "needs a title and a rule"),
        ('[old]\ntitle="x"\nrule={}', "nobody fulfils"),
        ('[old]\ntitle="x"\nrule={stage="old"}', "no other stage"),
        ('[old]\ntitle="x"\nrule={not={campaign="x", outcome="sent"}}', "no campaign"),
        ('[old]\ntitle="x"\nrule={field="aged", op="=", value=1}', r"\[old\] .*no field 'aged'"),
    ],
)
def test_a_file_that_says_nothing_clear_is_refused(tmp_path, text, problem):
    with pytest.raises(StageError, match=problem):
        load_stages(write(tmp_path, text))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(StageError, match="cannot be read"):
        load_stages(tmp_path / "stages.toml")
