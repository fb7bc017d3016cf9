"""Approvals end where what they were given for is saved anew, with other words or another rule."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from outreach.campaigns import (
    State,
    cancel,
    get_campaign,
    pause,
    submit,
    withdraw_changed,
)
from outreach.campaigns.store import find_campaign
from outreach.planning import expand, find_runs
from outreach.segments import parse_rule, save_segment
from outreach.tables import actions, campaigns, messages
from outreach.wording import get_template, save_templates
from tests.outreach.campaigns.drafts import (
    EVERYONE,
    NOW,
    PREMISES,
    add_draft,
    prepare,
    reword,
    start,
)
from tests.outreach.segments.people import add_member

DAILY = {"kind": "recurring", "rule": "FREQ=DAILY", "starts_on": "2026-05-05", "at": "10:00"}
EVENT = {"kind": "event", "event": "birth"}


@pytest.fixture
def connection(database):
    with database.write() as connection:
        prepare(connection)
        add_member(connection, "A-1", phone="+358401234567", name="Aino")
        yield connection


def change_wording(connection):
    save_templates(connection, [reword()], "eve", NOW)


def change_rule(connection):
    save_segment(connection, "all", parse_rule({"language": "fi"}), "eve", NOW)


def withdraw(connection):
    return [each.name for each in withdraw_changed(connection, PREMISES, "eve", NOW)]


@pytest.mark.parametrize("change", [change_wording, change_rule])
@pytest.mark.parametrize("schedule", [{"kind": "now"}, DAILY, EVENT])
def test_an_approved_campaign_is_a_draft_again(connection, change, schedule):
    start(connection, schedule=schedule)
    change(connection)

    assert withdraw(connection) == ["spring"]
    assert get_campaign(connection, "spring").state is State.DRAFT
    last = sa.select(actions.c.actor, actions.c.verb).order_by(actions.c.id.desc()).limit(1)
    assert connection.execute(last).one() == ("eve", "returned")
    assert withdraw(connection) == []


def test_a_submitted_or_a_paused_campaign_is_a_draft_again(connection):
    start(connection)
    pause(connection, "spring", "bob", NOW)
    add_draft(connection, "autumn")
    submit(connection, "autumn", "ann", NOW, PREMISES)
    change_wording(connection)

    assert withdraw(connection) == ["spring", "autumn"]


def test_what_is_over_stays_as_it_is(connection):
    start(connection)
    cancel(connection, "spring", "bob", NOW)
    finished = start(connection, "autumn").id
    connection.execute(
        sa.update(campaigns).where(campaigns.c.id == finished).values(state=State.FINISHED)
    )
    change_wording(connection)

    assert withdraw(connection) == []
    assert find_campaign(connection, finished).state is State.FINISHED


def test_the_same_words_and_the_same_rule_change_nothing(connection):
    start(connection)
    template = get_template(connection, "payment")
    wordings = [replace(each, reviewed_by="Eve Moe") for each in template.wordings.values()]
    save_templates(connection, [template.with_wordings(wordings)], "eve", NOW)
    save_segment(connection, "all", EVERYONE, "eve", NOW)

    assert get_template(connection, "payment").version == 2
    assert withdraw(connection) == []


def test_what_has_not_left_is_taken_back(database):
    with database.write() as connection:
        prepare(connection)
        add_member(connection, "A-1", phone="+358401234567", name="Aino")
        start(connection)
    for run_id in find_runs(database, NOW):
        expand(database, run_id, NOW, PREMISES)
    with database.write() as connection:
        assert connection.execute(sa.select(messages.c.status)).scalars().all() == ["created"]
        assert get_campaign(connection, "spring").state is State.SENDING
        change_wording(connection)

        assert withdraw(connection) == ["spring"]
        assert connection.execute(sa.select(messages.c.id)).all() == []
