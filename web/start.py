"""The first page: of a demonstration, what there is to see; of an institution, whose it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from flask import Blueprint, Response, render_template

from outreach.campaigns import RUNNING, Campaign, State, list_campaigns
from outreach.campaigns.progress import Progress, count_progress
from outreach.errors import OutreachError
from outreach.stopping import describe_stop
from web.correspondence import correspondence
from web.services import services

Rows = Sequence[tuple[Campaign, Progress]]

bp = Blueprint("start", __name__)


@bp.get("/")
def show() -> Response:
    """Show a demonstration's first page; elsewhere whose service it is, and whom to call."""
    if services().settings.mode != "demo":
        return Response(render_template("institution.html", **_describe_institution()))
    stop, campaigns = _look()
    page = render_template(
        "start.html",
        campaigns=campaigns,
        stop=stop,
        is_filled=bool(services().settings.demo_members),
        running=_find_names(campaigns, RUNNING),
        waiting=_find_names(campaigns, (State.SUBMITTED,)),
    )
    return Response(page, headers={"Cache-Control": "no-store"})


def _describe_institution() -> dict[str, object]:
    """Return what the operator said: what is assumed for a demonstration is nobody's name."""
    settings = services().settings
    is_named = "institution_name" in settings.model_fields_set
    return {
        "name": settings.institution_name if is_named else "Outspoken",
        "contact": correspondence().contact,
        "is_called": "institution_phone" in settings.model_fields_set,
    }


def _look() -> tuple[str | None, Rows]:
    """Return whether all sending is stopped, in words, and how every campaign comes on."""
    try:
        with correspondence().database.read() as connection:
            listed = list_campaigns(connection)
            found = [(each, count_progress(connection, each.id)) for each in listed]
            return describe_stop(connection), found
    except OutreachError:
        return None, []  # The rest of the page is of use all the same.


def _find_names(campaigns: Rows, states: Collection[State]) -> list[str]:
    return [campaign.name for campaign, _ in campaigns if campaign.state in states]
