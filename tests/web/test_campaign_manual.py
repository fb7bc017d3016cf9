"""What docs/campaigns.md says works as it stands there."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from outreach.campaigns import parse_definition
from outreach.segments import parse_rule
from outreach.wording.gettext_files import read_gettext

MANUAL = Path("docs/campaigns.md").read_text("utf-8")
CAMPAIGN = tomllib.loads(re.search(r"```toml\n(.*?)```", MANUAL, re.DOTALL)[1])
SHOWN = re.findall(r"^\| `(.+?)` \|", MANUAL, re.MULTILINE)
SCHEDULES = [each for each in SHOWN if each.startswith("{ kind")]
RULES = [each for each in SHOWN if each.startswith('{"')]
STEP = [each for each in SHOWN if each.startswith("next_on")]
ENTRIES = [each for each in SHOWN if re.match(r"\w+ = ", each) and each not in STEP]


def make(**given):
    facts = {key: value for key, value in CAMPAIGN.items() if key != "name"}
    return parse_definition(facts | given)


def test_it_shows_a_campaign_and_all_that_one_may_say():
    assert [step.channel for step in make().steps] == ["sms", "email", "person"]
    assert [len(each) for each in (SCHEDULES, RULES, STEP, ENTRIES)] == [7, 6, 1, 8]


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_each_schedule_is_one(schedule):
    assert make(schedule=tomllib.loads(f"schedule = {schedule}")["schedule"])


@pytest.mark.parametrize("entry", ENTRIES)
def test_each_entry_is_one(entry):
    assert make(**tomllib.loads(entry))


def test_the_entry_of_a_step_is_one():
    steps = [{"channel": "sms", **tomllib.loads(STEP[0])}, {"channel": "email"}]
    assert make(steps=steps).steps[0].next_on == ("landline", "unreachable")


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_is_one(rule):
    assert parse_rule(json.loads(rule))


def test_the_wordings_are_read():
    source = re.search(r'```\n(msgid "".*?)```', MANUAL, re.DOTALL)[1]
    assert len(list(read_gettext(source.encode()))) == 3
