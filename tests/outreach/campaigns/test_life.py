from dataclasses import replace

import pytest
import sqlalchemy as sa

from outreach.campaigns import (
    Premises,
    State,
    approve,
    cancel,
    pause,
    reject,
    resume,
    save_campaign,
    submit,
)
from outreach.campaigns.approval import check_approvable
from outreach.dispatch.claim import SENDABLE
from outreach.errors import CampaignError
from outreach.lifecycle import load_stages
from outreach.segments import parse_rule, save_segment
from outreach.tables import actions, campaign_audiences
from outreach.wording import Template, save_templates
from tests.outreach.campaigns.drafts import (
    NOW,
    PREMISES,
    add_draft,
    make_definition,
    prepare,
    reword,
    start,
)
from tests.outreach.segments.people import add_member
from tests.outreach.wording.places import SOURCE, VOICE, make_template


@pytest.fixture
def connection(database):
    with database.write() as connection:
        prepare(connection)
        add_member(connection, "A-1", phone="+358401234567")
        yield connection


def test_someone_else_approves_and_every_deed_is_recorded(connection):
    campaign = start(connection)

    assert campaign.state is State.SCHEDULED
    assert campaign.state in SENDABLE
    deeds = connection.execute(sa.select(actions.c.actor, actions.c.verb).order_by(actions.c.id))
    assert list(deeds.tuples())[-2:] == [("ann", "submitted"), ("bob", "approved")]


@pytest.mark.parametrize("name", ["ann", "Ann", " ANN "])
def test_who_submits_does_not_approve(connection, name):
    add_draft(connection)
    submit(connection, "spring", "ann", NOW, PREMISES)

    with pytest.raises(CampaignError, match="someone else"):
        approve(connection, "spring", name, NOW, PREMISES)


def test_a_one_off_audience_is_frozen_at_approval(connection):
    campaign = start(connection)
    add_member(connection, "A-2")

    frozen = sa.select(sa.func.count()).select_from(campaign_audiences)
    assert connection.execute(frozen).scalar() == 1
    assert campaign.next_run_at <= NOW


def test_nobody_is_no_audience(connection):
    save_segment(connection, "all", parse_rule({}), "ann", NOW)
    with pytest.raises(CampaignError, match="nobody is in the audience"):
        start(connection)


def test_an_audience_over_the_cap_is_not_approved(connection):
    add_member(connection, "A-2")
    with pytest.raises(CampaignError, match="the audience is 2 members, and the cap is 1"):
        start(connection, cap=1)


def test_a_changed_segment_invalidates_what_was_submitted(connection):
    add_draft(connection)
    submit(connection, "spring", "ann", NOW, PREMISES)
    save_segment(connection, "all", parse_rule({"language": "fi"}), "eve", NOW)

    with pytest.raises(CampaignError, match="changed since"):
        approve(connection, "spring", "bob", NOW, PREMISES)


def test_a_changed_stage_invalidates_what_was_submitted(connection):
    add_draft(connection, audience={"stage": "parent"})
    submit(connection, "spring", "ann", NOW, PREMISES)
    stages = load_stages()
    stages["parent"] = stages["student"]

    with pytest.raises(CampaignError, match="changed since"):
        approve(connection, "spring", "bob", NOW, Premises(stages, real_carriers=False))


def test_a_changed_wording_invalidates_what_was_submitted(connection):
    add_draft(connection)
    submit(connection, "spring", "ann", NOW, PREMISES)
    save_templates(connection, [reword()], "eve", NOW)

    with pytest.raises(CampaignError, match="changed since"):
        approve(connection, "spring", "bob", NOW, PREMISES)


@pytest.mark.parametrize("given", [{"cap": 5}, {"per_second": 2}, {"values": {"institution": "x"}}])
def test_any_change_returns_it_to_the_draft(connection, given):
    before = start(connection)

    changed = save_campaign(connection, "spring", make_definition(**given), "ann", NOW)

    assert (changed.state, changed.version) == (State.DRAFT, before.version + 1)
    assert connection.execute(sa.select(campaign_audiences)).first() is None


def test_a_wording_without_a_reviewer_reaches_no_real_carrier(connection):
    add_draft(connection)
    submit(connection, "spring", "ann", NOW, PREMISES)

    with pytest.raises(CampaignError, match="nobody has reviewed it"):
        approve(connection, "spring", "bob", NOW, Premises(PREMISES.stages))


def test_what_is_heard_of_a_sensitive_message_needs_a_reviewer_as_well():
    text = replace(SOURCE, body="Listen: {listen_link}", reviewed_by="Ann Lee")
    template = Template("payment", sensitive=True).with_wordings([text, VOICE])

    with pytest.raises(CampaignError, match="voice/en: nobody has reviewed it"):
        check_approvable(template, make_definition(), Premises(PREMISES.stages))


def test_a_channel_that_nobody_carries_is_refused(connection):
    add_draft(connection)
    premises = Premises(PREMISES.stages, real_carriers=False, channels={"email"})
    with pytest.raises(CampaignError, match="no provider carries sms"):
        submit(connection, "spring", "ann", NOW, premises)


def test_a_sender_that_takes_no_replies_asks_for_another_way_to_end_messages(connection):
    add_draft(connection)
    premises = Premises(PREMISES.stages, real_carriers=False, one_way=True)
    with pytest.raises(CampaignError, match="say how to end such messages"):
        submit(connection, "spring", "ann", NOW, premises)


def test_calls_are_refused_until_there_are_any(connection):
    save_templates(connection, [make_template(VOICE)], "ann", NOW)
    add_draft(connection, steps=[{"channel": "voice"}])
    premises = Premises(PREMISES.stages, real_carriers=False, channels={"sms", "email"})
    with pytest.raises(CampaignError, match="calls cannot be made yet: take the step voice out"):
        submit(connection, "spring", "ann", NOW, premises)


def test_pause_and_resume_go_back_to_where_it_was(connection):
    start(connection)

    assert pause(connection, "spring", "eve", NOW).state is State.PAUSED
    assert resume(connection, "spring", "eve", NOW).state is State.SCHEDULED


def test_a_cancelled_campaign_stays_so(connection):
    start(connection)
    cancel(connection, "spring", "eve", NOW)

    for deed in (pause, resume, cancel):
        with pytest.raises(CampaignError, match="spring is cancelled"):
            deed(connection, "spring", "eve", NOW)
    with pytest.raises(CampaignError, match="it is over"):
        save_campaign(connection, "spring", make_definition(cap=7), "ann", NOW)


def test_what_is_rejected_is_a_draft_with_a_remark(connection):
    add_draft(connection)
    submit(connection, "spring", "ann", NOW, PREMISES)

    rejected = reject(connection, "spring", "bob", NOW, remark="too long")

    assert (rejected.state, rejected.hold_reason) == (State.DRAFT, "too long")


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"template": "gone"}, "no template 'gone'"),
        ({"audience": {"segment": "gone"}}, "no segment 'gone'"),
        ({"audience": {"stage": "gone"}}, "no stage 'gone'"),
        ({"steps": [{"channel": "voice"}]}, "no wording for voice"),
    ],
)
def test_what_names_nothing_is_not_submitted(connection, given, problem):
    add_draft(connection, **given)
    with pytest.raises(Exception, match=problem):
        submit(connection, "spring", "ann", NOW, PREMISES)


@pytest.mark.parametrize("name", ["", " x", "a/b", "x" * 101, "a\nb"])
def test_a_name_is_plain(connection, name):
    with pytest.raises(CampaignError, match="name"):
        add_draft(connection, name)
