"""Approvals: what they cover, as one fingerprint, and what stands in their way."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from outreach.campaigns.definition import PERSON, Definition, dump_definition
from outreach.campaigns.states import State
from outreach.campaigns.store import Campaign
from outreach.channels import Channel
from outreach.errors import CampaignError, InvalidError
from outreach.lifecycle import Stage, make_context
from outreach.segments import Context, Rule, dump_rule, get_segment
from outreach.segments.rules import InStage, walk
from outreach.tables import campaign_approvals, campaign_versions
from outreach.wording import (
    Template,
    check_opt_out,
    check_real_carrier,
    check_template,
    find_version_id,
    get_template,
    get_version,
)


@dataclass(frozen=True, slots=True)
class Premises:
    """What campaigns are judged by: the stages of life, and what messages may reach.

    With `real_carriers` each wording needs a reviewer. `channels` are those that a provider
    carries; None where that is not known. Where some sender of SMS takes no replies, `one_way`,
    each wording says another way to end them. `values` fill placeholders of every campaign.
    `senders` are those of each channel's preferred provider: who stopped one is told nothing by it.
    `guests` are the only addresses that a trial writes to.
    """

    stages: Mapping[str, Stage] = field(default_factory=dict)
    real_carriers: bool = True
    channels: Collection[str] | None = None
    one_way: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    senders: Mapping[str, Sequence[str]] = field(default_factory=dict)
    guests: frozenset[str] | None = None

    def make_context(self, as_of: date) -> Context:
        """Return the context in which the audience's rule is evaluated."""
        return make_context(self.stages, as_of)


def find_rule(connection: sa.Connection, definition: Definition, premises: Premises) -> Rule | None:
    """Return the rule of the audience; None means nobody. Raises CampaignError, SegmentError."""
    audience = definition.audience
    if audience.segment is not None:
        return get_segment(connection, audience.segment)
    stage = premises.stages.get(audience.stage or "")
    if stage is None:
        known = ", ".join(premises.stages) or "none"
        raise CampaignError(f"there is no stage {audience.stage!r}; there are: {known}")
    return stage.rule


def get_pinned(connection: sa.Connection, definition: Definition) -> tuple[int, Template]:
    """Return the version of the template that the campaign names, and its row."""
    number = definition.template_version or 0
    version_id = find_version_id(connection, definition.template, number)
    if version_id is None:
        raise CampaignError(f"{definition.template} has no version {number}: submit the campaign")
    return version_id, get_version(connection, version_id)


def make_fingerprint(connection: sa.Connection, definition: Definition, premises: Premises) -> str:
    """Return the SHA-256 of all that an approval covers.

    Raises CampaignError, SegmentError or WordingError where a part of it is gone, and CampaignError
    where the template has come to say something else.
    """
    rule = find_rule(connection, definition, premises)
    named = sorted({each.stage for each in walk(rule) if isinstance(each, InStage)})
    stages = {name: dump_rule(premises.stages[name].rule) for name in named}
    covered: dict[str, Any] = {
        "definition": dump_definition(definition),
        "rule": dump_rule(rule),
        "stages": stages,
        "template": _describe(_get_current(connection, definition)),
    }
    content = json.dumps(covered, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def _get_current(connection: sa.Connection, definition: Definition) -> Template:
    """Return the template as it was submitted, while its newest version says the same.

    A review that is added, or taken back, changes no word.
    """
    _, pinned = get_pinned(connection, definition)
    newest = get_template(connection, definition.template)
    if _describe(_unreviewed(newest)) != _describe(_unreviewed(pinned)):
        raise CampaignError(
            f"{pinned.name} has changed since: version {newest.version} says something else than"
            f" version {pinned.version}"
        )
    return pinned


def _unreviewed(template: Template) -> Template:
    return template.with_wordings(
        replace(each, reviewed_by=None) for each in template.wordings.values()
    )


def _describe(template: Template) -> dict[str, Any]:
    return {
        "purpose": template.purpose,
        "sensitive": template.sensitive,
        "fallbacks": dict(template.fallbacks),
        "wordings": sorted(
            [each.channel, each.locale, each.subject, each.body, each.reviewed_by or ""]
            for each in template.wordings.values()
        ),
    }


def get_meant(connection: sa.Connection, campaign: Campaign) -> Template:
    """Return what a campaign says; a draft is submitted with the newest version of its template.

    Raises CampaignError or WordingError where there is none.
    """
    if campaign.state is State.DRAFT:
        return get_template(connection, campaign.definition.template)
    return get_pinned(connection, campaign.definition)[1]


def check_parts(connection: sa.Connection, definition: Definition, premises: Premises) -> None:
    """Raise CampaignError or SegmentError for what can never be sent, before it is kept."""
    if any(step.channel == Channel.VOICE.value for step in definition.steps):
        raise CampaignError(_refuse(Channel.VOICE))
    find_rule(connection, definition, premises)


def check_approvable(template: Template, definition: Definition, premises: Premises) -> None:
    """Raise CampaignError, which names the first obstacle, unless it may be sent at all."""
    planned = [step.channel for step in definition.steps if step.channel != PERSON]
    for channel in planned:
        if premises.channels is not None and channel not in premises.channels:
            raise CampaignError(_refuse(channel))
        if channel not in template.channels:
            raise CampaignError(f"{template.name} has no wording for {channel}")
    check = check_real_carrier if premises.real_carriers else check_template
    used = {Channel(each) for each in planned}
    if template.sensitive:  # Whoever follows its link hears the voice wording.
        used.add(Channel.VOICE)
    for finding in [*check(template), *(check_opt_out(template) if premises.one_way else ())]:
        if finding.error and (finding.channel is None or finding.channel in used):
            raise CampaignError(f"{template.name} cannot be sent: {finding}")


def _refuse(channel: str) -> str:
    if channel == Channel.VOICE:
        return "calls cannot be made yet: take the step voice out of the plan, or put email there"
    return f"no provider carries {channel}: take that step out of the plan, or have one configured"


@dataclass(frozen=True, slots=True)
class Approval:
    """A submission, and what was decided on it."""

    id: int
    fingerprint: str
    audience_size: int
    submitted_by: str
    submitted_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    approved: bool | None


def is_covered(
    connection: sa.Connection, approval: Approval | None, campaign: Campaign, premises: Premises
) -> bool:
    """Tell whether a campaign is still what was submitted."""
    try:
        fingerprint = make_fingerprint(connection, campaign.definition, premises)
    except InvalidError:
        return False
    return approval is not None and approval.fingerprint == fingerprint


def find_first_approval(connection: sa.Connection, campaign: Campaign) -> datetime | None:
    """Return when somebody first approved a campaign with the schedule that it has now, or None."""
    query = (
        sa.select(campaign_versions.c.definition, campaign_approvals.c.decided_at)
        .join(campaign_versions, campaign_versions.c.id == campaign_approvals.c.version_id)
        .where(
            campaign_versions.c.campaign_id == campaign.id, campaign_approvals.c.approved.is_(True)
        )
        .order_by(campaign_approvals.c.id)
    )
    schedule = dump_definition(campaign.definition)["schedule"]
    moments = (at for data, at in connection.execute(query) if data["schedule"] == schedule)
    return next(moments, None)


def find_approval(connection: sa.Connection, campaign: Campaign) -> Approval | None:
    """Return the last submission of the version in force, or None."""
    table = campaign_approvals
    query = (
        sa.select(*(table.c[name] for name in Approval.__slots__))
        .where(table.c.version_id == campaign.version_id)
        .order_by(table.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return Approval(*row) if row else None
