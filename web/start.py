"""The first page of a demonstration: what there is to see, and how its campaigns come on."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from outreach.campaigns import Campaign, list_campaigns
from outreach.campaigns.progress import Progress, count_progress
from outreach.errors import OutreachError
from web.correspondence import correspondence
from web.services import services

bp = Blueprint("start", __name__)


@bp.get("/")
def show() -> BaseResponse:
    """Show a demonstration's first page; elsewhere lead to the form that speaks."""
    if services().settings.mode != "demo":
        return redirect(url_for("demo.start"))
    page = render_template("start.html", campaigns=list(_list_campaigns()))
    return Response(page, headers={"Cache-Control": "no-store"})


def _list_campaigns() -> Iterator[tuple[Campaign, Progress]]:
    try:
        with correspondence().database.read() as connection:
            for campaign in list_campaigns(connection):
                yield campaign, count_progress(connection, campaign.id)
    except OutreachError:
        return  # The rest of the page is of use all the same.
