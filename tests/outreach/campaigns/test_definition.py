import re
from datetime import time

import pytest

from outreach.campaigns.definition import dump_definition, parse_definition
from outreach.errors import CampaignError
from outreach.schedule import Hours
from tests.outreach.campaigns.drafts import make_definition

PLAN = [{"channel": "sms", "next_after_hours": 24}, {"channel": "email"}, {"channel": "person"}]


def test_a_definition_survives_being_stored():
    definition = make_definition(
        steps=PLAN,
        schedule={
            "kind": "recurring",
            "rule": "FREQ=MONTHLY",
            "starts_on": "2026-05-01",
            "at": "10:00",
        },
        frequency={"count": 2, "days": 7},
    )
    assert parse_definition(dump_definition(definition)) == definition


def test_people_are_not_disturbed_at_night_unless_it_is_said():
    hours = parse_definition(
        {"template": "x", "audience": {"stage": "parent"}, "steps": PLAN, "cap": 5}
        | {"schedule": {"kind": "now"}}
    ).sending_hours
    assert hours["sms"].by_weekday[6] == Hours(time(8), time(20))
    assert "email" not in hours
    assert make_definition().sending_hours == {}


def test_days_without_hours_are_quiet():
    hours = make_definition(hours={"sms": {"mon": "09:00-24:00"}}).sending_hours["sms"]
    assert hours.by_weekday == {0: Hours(time(9), time(0))}
    assert hours.on_holidays is None


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"audience": {}}, "audience: name a segment or a stage"),
        ({"audience": {"segment": "x", "stage": "y"}}, "audience: name a segment or a stage"),
        ({"audience": "all"}, "audience: write { segment"),
        ({"template": 5}, "template: write the name of a template"),
        ({"steps": []}, "steps: write"),
        ({"steps": [{"channel": "fax"}]}, 'steps.1.channel: write "sms", "voice"'),
        (
            {"steps": [{"channel": "sms", "next_on": ["no_address"]}, {"channel": "email"}]},
            "steps.1.next_on.1: write reasons of failure",
        ),
        ({"steps": [{"channel": "person"}]}, "person is the last step"),
        (
            {"steps": [{"channel": "sms"}, {"channel": "sms"}]},
            "each channel stands in the plan once",
        ),
        ({"steps": [{"channel": "sms", "next_after_hours": 3}]}, "nothing follows the last step"),
        ({"schedule": {}}, "schedule: a schedule is { kind"),
        ({"schedule": {"kind": "full moon"}}, "schedule: a schedule is { kind"),
        ({"schedule": {"kind": "local", "at": "10:00"}}, "schedule.day is missing: write a date"),
        (
            {"schedule": {"kind": "instant", "at": "2026-05-05T10:00"}},
            "schedule.at: write a moment with its time zone",
        ),
        ({"schedule": {"kind": "local", "day": "2026-05-05", "at": "ten"}}, "at: write a time of"),
        ({"schedule": {"kind": "recurring", "rule": "FREQ=NEVER"}}, "schedule"),
        ({"schedule": {"kind": "event", "event": "x", "delay_days": -1}}, "delay_days: write what"),
        ({"cap": 0}, "cap: write a whole number"),
        ({"expires_at": "2026-05-05T10:00"}, "expires_at: write a moment with its time zone"),
        ({"hours": {"sms": {}}}, "hours: a channel needs a day"),
        ({"hours": {"sms": {"mon": "20:00-08:00"}}}, "hours:"),
        ({"hours": {"sms": {"mon": "29:00-30:00"}}}, "hours:"),
        ({"hours": {"sms": {"mon": "9-10"}}}, 'hours.sms.mon: write "09:00-18:00"'),
        ({"hours": {"sms": {"lundi": "09:00-10:00"}}}, "hours"),
        ({"rate": 5}, "rate means nothing here"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(given, problem):
    with pytest.raises(CampaignError, match=re.escape(problem)):
        make_definition(**given)
