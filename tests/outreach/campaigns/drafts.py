"""Campaigns and what they need, with defaults."""

from dataclasses import replace
from datetime import UTC, datetime

from outreach.campaigns import Premises, approve, parse_definition, save_campaign, submit
from outreach.lifecycle import load_stages
from outreach.segments import parse_rule, save_segment
from outreach.wording import save_templates
from tests.outreach.wording.places import EMAIL, FINNISH, SOURCE, make_template, translate

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
PREMISES = Premises(load_stages(), real_carriers=False)
EVERYONE = parse_rule({"everyone": True})
VALUES = {"institution": "Fund", "due": "2026-06-01"}
REVIEWED = (replace(SOURCE, reviewed_by="Ann Lee"), FINNISH)


def make_definition(**given):
    facts = {
        "template": "payment",
        "audience": {"segment": "all"},
        "steps": [{"channel": "sms"}],
        "schedule": {"kind": "now"},
        "cap": 1000,
        "hours": {},
        "values": VALUES,
    }
    return parse_definition(facts | given)


def prepare(connection, *wordings):
    """Keep the template and the segment that campaigns of these tests name."""
    save_templates(connection, [make_template(*(wordings or (FINNISH, EMAIL)))], "ann", NOW)
    save_segment(connection, "all", EVERYONE, "ann", NOW)


def reword():
    """Return the template of these tests with another Finnish wording."""
    return make_template(translate("{institution}: {name} {due, date}"), EMAIL)


def add_draft(connection, name="spring", **given):
    return save_campaign(connection, name, make_definition(**given), "ann", NOW)


def start(connection, name="spring", at=NOW, **given):
    """Make a campaign, submit it as ann and approve it as bob."""
    add_draft(connection, name, **given)
    submit(connection, name, "ann", at, PREMISES)
    return approve(connection, name, "bob", at, PREMISES)
